"""The arguments of the client's reads, checked, and turned into filters of a version."""

from datetime import datetime

from hytedata.clients.pages import Cursor, OnInvalid, OnProgress
from hytedata.clients.ptv_catalogue import filters
from hytedata.clients.ptv_catalogue.archived import (
    ArchivedFilter,
    ArchivedKind,
    ArchivedRecord,
    ArchivedStatus,
)
from hytedata.clients.ptv_catalogue.filters import (
    ActiveFilter,
    Changed,
    ChannelFilter,
    ChannelType,
    ConnectionFilter,
    Options,
    OrganisationFilter,
    OwnedFilter,
    ServiceFilter,
    ServiceType,
    aware,
    check_word,
    class_code,
    class_uri,
    place,
    ptv_id,
)
from hytedata.clients.ptv_catalogue.upkeep import (
    UpkeepFilter,
    UpkeepItem,
    UpkeepList,
    UpkeepStatus,
)
from hytedata.clients.ptv_catalogue.version import Version
from hytedata.clients.walks import Walk
from hytedata.connectors.ptv.v11.arguments import Oid
from hytedata.errors import InputError
from hytedata.models.ptv import (
    Connection,
    GeneralDescription,
    Organisation,
    Service,
    ServiceChannel,
    ServiceCollection,
)
from hytedata.places.named_area import Codes
from hytedata.places.surroundings import Near, Surroundings, Within


class PtvArguments:
    """Turns arguments into walks of one version; every wrong one is an InputError at once."""

    def __init__(self, version: Version) -> None:
        self._version = version

    def services(
        self,
        *,
        organisation: str | None = None,
        municipality: Codes | None = None,
        county: Codes | None = None,
        region: Codes | None = None,
        include_nationwide: bool = False,
        include_county_wide: bool = True,
        type: ServiceType | None = None,
        service_class: str | None = None,
        target_group: str | None = None,
        industrial_class: str | None = None,
        channel: str | None = None,
        changed_since: datetime | None = None,
        changed_before: datetime | None = None,
        with_general_description: bool = False,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[Service]:
        """Choose services: all filters given must hold; without any, all of the country.

        Args:
            organisation: Id of an organisation that answers for them; through v12 as the main one.
            municipality: Codes or names of municipalities in their availability area, any of
                them; what is meant for a municipality's county or region is available in it. A
                service is nowhere: there is no asking for it by geometry.
            county: Codes of wellbeing services counties that their area has a part of.
            region: Codes of regions (maakunta), likewise.
            include_nationwide: Whether nationwide services come along with those of a place.
            include_county_wide: Whether those for a county or region that goes beyond the place
                do.
            type: Kind of service.
            service_class: Code or URI.
            target_group: Code or URI.
            industrial_class: URI.
            channel: Id of a channel that they are connected to.
            changed_since: Aware. v11: modified, or where no other filter is given also one of its
                connections, up to a second earlier; v12: published.
            changed_before: Aware, likewise.
            with_general_description: Whether the texts of a linked general description come
                along, among the `extras`; v11 only.
            on_invalid: What becomes of a record that cannot be used.
            cursor: Where to go on, from a page or an error.
            progress: Told after each page.
        """
        check_word("type", type, ServiceType)
        wanted = ServiceFilter(
            organisation=_id("organisation", organisation),
            place=place(municipality, county, region, include_nationwide, include_county_wide),
            type=type,
            service_class=class_code("service_class", service_class),
            target_group=class_code("target_group", target_group),
            industrial_class=class_uri("industrial_class", industrial_class),
            channel=_id("channel", channel),
            changed=_changed(changed_since, changed_before),
            with_general_description=with_general_description,
        )
        return self._version.services(wanted, _options(on_invalid, cursor, progress))

    def channels(
        self,
        *,
        organisation: str | None = None,
        municipality: Codes | None = None,
        county: Codes | None = None,
        region: Codes | None = None,
        include_nationwide: bool = False,
        include_county_wide: bool = True,
        within: Within | None = None,
        near: Near | None = None,
        crs: object = None,
        type: ChannelType | None = None,
        service: str | None = None,
        open_to_all: bool = False,
        changed_since: datetime | None = None,
        changed_before: datetime | None = None,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[ServiceChannel]:
        """Choose channels; arguments that `services` has too mean the same.

        A channel without an area of its own follows its services. v11's list of a place has it,
        v12's has not; where another list is read (`organisation`, `service`, `open_to_all`) and
        the place is looked at in the channel itself, it is kept: its area is not told.

        Args:
            organisation: Id of their owner.
            municipality: Codes of municipalities in their availability area, any of them.
            county: Codes of wellbeing services counties.
            region: Codes of regions.
            include_nationwide: Whether nationwide channels come along with those of a place.
            include_county_wide: Whether those for a county or region that goes beyond the place
                do.
            within: Only those with an address in here: a shapely geometry with *crs*, GeoJSON, a
                frame. PTV cannot be asked so: it is chosen from what comes.
            near: Only those with an address so near: `((longitude, latitude), metres)`.
            crs: What a shapely geometry and a pair of numbers are in.
            type: Kind of channel.
            service: Id of a service that they are connected to.
            open_to_all: Only those that other organisations may connect.
            changed_since: Aware.
            changed_before: Aware.
            on_invalid: What becomes of a record that cannot be used.
            cursor: Where to go on.
            progress: Told after each page.
        """
        check_word("type", type, ChannelType)
        wanted = ChannelFilter(
            organisation=_id("organisation", organisation),
            place=place(municipality, county, region, include_nationwide, include_county_wide),
            type=type,
            service=_id("service", service),
            open_to_all=open_to_all,
            changed=_changed(changed_since, changed_before),
            around=Surroundings.of(within, near, crs=crs),
        )
        return self._version.channels(wanted, _options(on_invalid, cursor, progress))

    def organisations(
        self,
        *,
        municipality: Codes | None = None,
        county: Codes | None = None,
        region: Codes | None = None,
        include_nationwide: bool = False,
        include_county_wide: bool = True,
        within: Within | None = None,
        near: Near | None = None,
        crs: object = None,
        business_id: str | None = None,
        oid: str | None = None,
        changed_since: datetime | None = None,
        changed_before: datetime | None = None,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[Organisation]:
        """Choose organisations; v11 lists those with published services or channels only.

        Args:
            municipality: Codes of municipalities in their availability area, any of them.
            county: Codes of wellbeing services counties.
            region: Codes of regions.
            include_nationwide: Whether nationwide organisations come along with those of a place.
            include_county_wide: Whether those for a county or region that goes beyond the place
                do.
            within: Only those with an address in here; see `channels`.
            near: Only those with an address so near.
            crs: What a shapely geometry and a pair of numbers are in.
            business_id: Y-tunnus; several may share one.
            oid: Object identifier; through v12 it is looked for among all that the others give.
            changed_since: Aware.
            changed_before: Aware.
            on_invalid: What becomes of a record that cannot be used.
            cursor: Where to go on.
            progress: Told after each page.
        """
        wanted = OrganisationFilter(
            place=place(municipality, county, region, include_nationwide, include_county_wide),
            business_id=filters.business_id("business_id", business_id),
            changed=_changed(changed_since, changed_before),
            oid=None if oid is None else Oid(oid).value,
            around=Surroundings.of(within, near, crs=crs),
        )
        return self._version.organisations(wanted, _options(on_invalid, cursor, progress))

    def general_descriptions(
        self,
        *,
        organisation: str | None = None,
        changed_since: datetime | None = None,
        changed_before: datetime | None = None,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[GeneralDescription]:
        """Choose general descriptions; only v12 knows an organisation of them."""
        wanted = OwnedFilter(
            _id("organisation", organisation), _changed(changed_since, changed_before)
        )
        options = _options(on_invalid, cursor, progress)
        return self._version.general_descriptions(wanted, options)

    def collections(
        self,
        *,
        organisation: str | None = None,
        changed_since: datetime | None = None,
        changed_before: datetime | None = None,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[ServiceCollection]:
        """Choose service collections; their members come with `get`, lists may not tell them."""
        wanted = OwnedFilter(
            _id("organisation", organisation), _changed(changed_since, changed_before)
        )
        return self._version.collections(wanted, _options(on_invalid, cursor, progress))

    def connections(
        self,
        *,
        organisation: str | None = None,
        service: str | None = None,
        channel: str | None = None,
        changed_since: datetime | None = None,
        changed_before: datetime | None = None,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[Connection]:
        """Choose connections: of a service, of a channel, or of all of an organisation's.

        Through v11 they are read at their services and channels.

        Args:
            organisation: Id of an organisation, whose services' connections are read, and whose
                channels'; by itself, since a connection does not tell whose its ends are.
            service: Id of a service.
            channel: Id of a channel.
            changed_since: Aware. When the connection itself changed.
            changed_before: Aware, likewise.
            on_invalid: What becomes of a record that cannot be used.
            cursor: Where to go on.
            progress: Told after each page.
        """
        if organisation is not None and (service is not None or channel is not None):
            raise InputError("organisation: give either it or service and channel")
        wanted = ConnectionFilter(
            organisation=_id("organisation", organisation),
            service=_id("service", service),
            channel=_id("channel", channel),
            changed=_changed(changed_since, changed_before),
        )
        return self._version.connections(wanted, _options(on_invalid, cursor, progress))

    def archived(
        self,
        kind: ArchivedKind,
        *,
        since: datetime | None = None,
        organisation: str | None = None,
        status: ArchivedStatus = "Archived",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[ArchivedRecord]:
        """Choose archived records of one kind.

        Args:
            kind: `service`, `service-channel`, `organisation`, `general-description` or
                `service-collection`; v11 has no list of general descriptions.
            since: Aware; v12 demands it.
            organisation: Whose; v11 only, services and channels only, and then with names.
            status: `Withdrawn` for what has unpublished edits and no published version; v11 only,
                without an organisation.
            cursor: Where to go on.
            progress: Told after each page.
        """
        check_word("kind", kind, ArchivedKind)
        check_word("status", status, ArchivedStatus)
        wanted = ArchivedFilter(
            kind, _id("organisation", organisation), Changed(aware("since", since)), status
        )
        return self._version.archived(wanted, _options("skip", cursor, progress))

    def active_services(
        self,
        *,
        organisation: str | None = None,
        changed_since: datetime | None = None,
        changed_before: datetime | None = None,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[Service]:
        """Choose newest versions of services: drafts and unpublished edits too.

        v11 only, with a login; one call for each, and PTV lists everybody's together.
        """
        wanted = ActiveFilter(
            _id("organisation", organisation), _changed(changed_since, changed_before)
        )
        return self._version.active_services(wanted, _options(on_invalid, cursor, progress))

    def active_channels(
        self,
        *,
        organisation: str | None = None,
        changed_since: datetime | None = None,
        changed_before: datetime | None = None,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[ServiceChannel]:
        """Choose newest versions of channels; see `active_services`."""
        wanted = ActiveFilter(
            _id("organisation", organisation), _changed(changed_since, changed_before)
        )
        return self._version.active_channels(wanted, _options(on_invalid, cursor, progress))

    def upkeep(
        self,
        name: UpkeepList,
        *,
        status: UpkeepStatus = "Published",
        ordered_since: datetime | None = None,
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[UpkeepItem]:
        """Choose what PTV asks the login's organisations to do; v11 only.

        Args:
            name: `services-without-channels`, `channels-without-services`,
                `not-maintained-services`, `not-maintained-channels` or `translations`.
            status: Of items that are not maintained.
            ordered_since: Aware; of translations.
            cursor: Where to go on.
            progress: Told after each page.
        """
        check_word("name", name, UpkeepList)
        check_word("status", status, UpkeepStatus)
        wanted = UpkeepFilter(name, status, Changed(aware("ordered_since", ordered_since)))
        return self._version.upkeep(wanted, _options("skip", cursor, progress))


def _id(argument: str, value: str | None) -> str | None:
    return None if value is None else ptv_id(argument, value)


def _changed(since: datetime | None, before: datetime | None) -> Changed:
    changed = Changed(aware("changed_since", since), aware("changed_before", before))
    if changed.since and changed.before and changed.since > changed.before:
        raise InputError(f"changed_since: {since} is later than changed_before, {before}")
    return changed


def _options(on_invalid: OnInvalid, cursor: Cursor | None, progress: OnProgress | None) -> Options:
    check_word("on_invalid", on_invalid, OnInvalid)
    return Options(on_invalid, cursor, progress)
