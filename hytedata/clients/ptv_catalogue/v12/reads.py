"""Every kind of record through v12."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, TypeVar

from hytedata.clients.ptv_catalogue.archived import ArchivedFilter, ArchivedKind, ArchivedRecord
from hytedata.clients.ptv_catalogue.bare import (
    bare_channel,
    bare_collection,
    bare_description,
    bare_organisation,
    bare_service,
)
from hytedata.clients.ptv_catalogue.filters import (
    Changed,
    ChannelFilter,
    ConnectionFilter,
    Options,
    OrganisationFilter,
    OwnedFilter,
    ServiceFilter,
    connection_ends,
    connection_ids,
    ptv_ids,
)
from hytedata.clients.ptv_catalogue.found import found, refused, usable, walk, without_id
from hytedata.clients.ptv_catalogue.v12.codes import codes
from hytedata.clients.ptv_catalogue.v12.logged_in import (
    active_channel,
    active_channels,
    active_channels_by_id,
    active_service,
    active_services,
    active_services_by_id,
    upkeep,
)
from hytedata.clients.ptv_catalogue.v12.parts import Search, in_place
from hytedata.clients.walks import Found, HasId, Listed, Paged, Part, Walk, replace_items
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.problems import or_none
from hytedata.connectors.ptv.v12.query import (
    ArchivedQuery,
    ChannelQuery,
    ConnectionQuery,
    GeneralDescriptionQuery,
    OrganisationQuery,
    ServiceCollectionQuery,
    ServiceQuery,
)
from hytedata.connectors.ptv.v12.wire.channels import Channel
from hytedata.connectors.ptv.v12.wire.organisations import Organization, OrganizationHierarchy
from hytedata.connectors.ptv.v12.wire.relations import ArchivedItem
from hytedata.connectors.ptv.v12.wire.relations import Connection as WireConnection
from hytedata.connectors.ptv.v12.wire.relations import ServiceCollection as WireCollection
from hytedata.connectors.ptv.v12.wire.services import GeneralDescription as WireDescription
from hytedata.connectors.ptv.v12.wire.services import Service as WireService
from hytedata.errors import InputError
from hytedata.models.common import Rejection
from hytedata.models.ptv import (
    Connection,
    GeneralDescription,
    Organisation,
    OrganisationTree,
    Record,
    Service,
    ServiceChannel,
    ServiceCollection,
)
from hytedata.normalise.ptv_v12 import (
    normalise_channel,
    normalise_collection,
    normalise_connection,
    normalise_general_description,
    normalise_organisation,
    normalise_service,
    normalise_tree,
)

__all__ = [
    "active_channel",
    "active_channels",
    "active_channels_by_id",
    "active_service",
    "active_services",
    "active_services_by_id",
    "archived",
    "channel",
    "channels",
    "channels_by_id",
    "codes",
    "collection",
    "collections",
    "collections_by_id",
    "connection",
    "connections",
    "connections_by_id",
    "general_description",
    "general_descriptions",
    "general_descriptions_by_id",
    "organisation",
    "organisations",
    "organisations_by_id",
    "service",
    "services",
    "services_by_id",
    "tree",
    "upkeep",
]

S = TypeVar("S", bound=str)

_STATISTICS: Final = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/"
_INDUSTRIES: Final = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/"

_AT_ONCE: Final = 20
"""Most ids in one filter."""

_SERVICES: Final[Search[Service, ServiceQuery, WireService]] = Search(
    "service", endpoints.services, endpoints.service, normalise_service
)
_CHANNELS: Final[Search[ServiceChannel, ChannelQuery, Channel]] = Search(
    "service-channel", endpoints.channels, endpoints.channel, normalise_channel
)
_ORGANISATIONS: Final[Search[Organisation, OrganisationQuery, Organization]] = Search(
    "organisation", endpoints.organisations, endpoints.organisation, normalise_organisation
)
_DESCRIPTIONS: Final[Search[GeneralDescription, GeneralDescriptionQuery, WireDescription]] = Search(
    "general-description",
    endpoints.general_descriptions,
    endpoints.general_description,
    normalise_general_description,
)
_COLLECTIONS: Final[Search[ServiceCollection, ServiceCollectionQuery, WireCollection]] = Search(
    "service-collection",
    endpoints.service_collections,
    endpoints.service_collection,
    normalise_collection,
)


def _connection_wire(connection_id: str) -> Endpoint[Wire[WireConnection]]:
    return endpoints.connection(*connection_ends(connection_id))


_CONNECTIONS: Final[Search[Connection, ConnectionQuery, WireConnection]] = Search(
    "connection", endpoints.connections, _connection_wire, normalise_connection
)


# --- services ----------------------------------------------------------------------------------


def services(wanted: ServiceFilter, options: Options) -> Walk[Service]:
    """Describe a read of services.

    Raises:
        InputError: Texts of general descriptions are asked for, which v12 keeps to these.
    """
    if wanted.with_general_description:
        raise InputError(
            "with_general_description: PTV v12 does not mix them in; read general_descriptions"
        )

    def keep(one: Service) -> bool:
        return wanted.holds(one) and _early_enough(wanted.changed, one)

    return walk("services", _service_parts(wanted), options, keep=keep, bare=bare_service)


def service(service_id: str) -> Endpoint[Service | None]:
    """Describe the read of one service."""
    return _SERVICES.single(service_id)


def services_by_id(ids: Sequence[str]) -> Walk[Service]:
    """Describe the read of services by id, one call each."""
    return Walk("PTV", "services", (_SERVICES.named("services", ptv_ids(ids)),))


def _service_parts(wanted: ServiceFilter) -> tuple[Part[Service], ...]:
    if wanted.channel is not None:
        query = ConnectionQuery(channel_content_ids=(wanted.channel,))
        ends = _ends_of("the services of a channel", query, "service_id")
        return (_SERVICES.named("the services of a channel", ends),)
    query_of = partial(
        ServiceQuery,
        organization_content_ids=_some(wanted.organisation),
        service_types=_some(wanted.type),
        service_classes=_some(wanted.service_class),
        target_groups=_some(wanted.target_group),
        industrial_classes=_some(_in_v12(wanted.industrial_class)),
        published_at_or_after=wanted.changed.since,
    )
    queries = in_place(wanted.place, query_of)
    return tuple(_SERVICES.paged("the services", query) for query in queries)


# --- channels ----------------------------------------------------------------------------------


def channels(wanted: ChannelFilter, options: Options) -> Walk[ServiceChannel]:
    """Describe a read of channels."""

    def keep(one: ServiceChannel) -> bool:
        return wanted.holds(one) and _early_enough(wanted.changed, one)

    return walk("channels", _channel_parts(wanted), options, keep=keep, bare=bare_channel)


def channel(channel_id: str) -> Endpoint[ServiceChannel | None]:
    """Describe the read of one channel."""

    def normalised(wire: Wire[Channel] | None) -> ServiceChannel | None:
        if wire is None:
            return None
        found = normalise_channel(wire)
        if isinstance(found, Rejection):
            raise refused(found)
        return found

    return or_none(endpoints.channel(channel_id)).then(normalised)


def channels_by_id(ids: Sequence[str]) -> Walk[ServiceChannel]:
    """Describe the read of channels by id, one call each."""
    part: Part[ServiceChannel] = _CHANNELS.named("channels", ptv_ids(ids))
    return Walk("PTV", "channels", (part,))


def _channel_parts(wanted: ChannelFilter) -> tuple[Part[ServiceChannel], ...]:
    if wanted.service is not None:
        query = ConnectionQuery(service_content_ids=(wanted.service,))
        ends = _ends_of("the channels of a service", query, "channel_id")
        return (_CHANNELS.named("the channels of a service", ends),)
    query_of = partial(
        ChannelQuery,
        organization_content_ids=_some(wanted.organisation),
        channel_types=_some(wanted.type),
        published_at_or_after=wanted.changed.since,
    )
    queries = in_place(wanted.place, query_of)
    return tuple(_CHANNELS.paged("the channels", query) for query in queries)


# --- organisations -----------------------------------------------------------------------------


def organisations(wanted: OrganisationFilter, options: Options) -> Walk[Organisation]:
    """Describe a read of organisations."""

    def keep(one: Organisation) -> bool:
        return wanted.holds(one) and _early_enough(wanted.changed, one)

    query_of = partial(
        OrganisationQuery,
        business_ids=_some(wanted.business_id),
        published_at_or_after=wanted.changed.since,
    )
    found = tuple(
        _ORGANISATIONS.paged("the organisations", query)
        for query in in_place(wanted.place, query_of)
    )
    return walk("organisations", found, options, keep=keep, bare=bare_organisation)


def organisation(organisation_id: str) -> Endpoint[Organisation | None]:
    """Describe the read of one organisation."""
    return _ORGANISATIONS.single(organisation_id)


def organisations_by_id(ids: Sequence[str]) -> Walk[Organisation]:
    """Describe the read of organisations by id, one call each."""
    what = "organisations"
    return Walk("PTV", what, (_ORGANISATIONS.named(what, ptv_ids(ids)),))


def tree(organisation_id: str) -> Endpoint[OrganisationTree | None]:
    """Describe the read of an organisation's tree: ids only."""

    def normalised(wire: Wire[OrganizationHierarchy] | None) -> OrganisationTree | None:
        return None if wire is None else usable(normalise_tree(wire, organisation_id.lower()))

    return or_none(endpoints.organisation_hierarchy(organisation_id)).then(normalised)


# --- general descriptions, collections -----------------------------------------------------------


def general_descriptions(wanted: OwnedFilter, options: Options) -> Walk[GeneralDescription]:
    """Describe a read of general descriptions."""
    query = GeneralDescriptionQuery(
        organization_content_ids=_some(wanted.organisation),
        published_at_or_after=wanted.changed.since,
    )
    part = _DESCRIPTIONS.paged("the general descriptions", query)

    def keep(one: GeneralDescription) -> bool:
        return _early_enough(wanted.changed, one)

    return walk("general descriptions", (part,), options, keep=keep, bare=bare_description)


def general_description(description_id: str) -> Endpoint[GeneralDescription | None]:
    """Describe the read of one general description."""
    return _DESCRIPTIONS.single(description_id)


def general_descriptions_by_id(ids: Sequence[str]) -> Walk[GeneralDescription]:
    """Describe the read of general descriptions by id, one call each."""
    what = "general descriptions"
    return Walk("PTV", what, (_DESCRIPTIONS.named(what, ptv_ids(ids)),))


def collections(wanted: OwnedFilter, options: Options) -> Walk[ServiceCollection]:
    """Describe a read of service collections, without their members."""
    query = ServiceCollectionQuery(
        organization_content_ids=_some(wanted.organisation),
        published_at_or_after=wanted.changed.since,
    )
    part = _COLLECTIONS.paged("the service collections", query)
    return walk("service collections", (part,), options, bare=bare_collection)


def collection(collection_id: str) -> Endpoint[ServiceCollection | None]:
    """Describe the read of one service collection, with its members."""
    return _COLLECTIONS.single(collection_id)


def collections_by_id(ids: Sequence[str]) -> Walk[ServiceCollection]:
    """Describe the read of service collections by id, one call each."""
    what = "service collections"
    return Walk("PTV", what, (_COLLECTIONS.named(what, ptv_ids(ids)),))


# --- connections -------------------------------------------------------------------------------


def connections(wanted: ConnectionFilter, options: Options) -> Walk[Connection]:
    """Describe a read of connections: an organisation's are its services' and its channels'."""

    def keep(one: Connection) -> bool:
        return wanted.holds(one) and _early_enough(wanted.changed, one)

    return walk("connections", _connection_parts(wanted), options, keep=keep)


def connection(connection_id: str) -> Endpoint[Connection | None]:
    """Describe the read of one connection, `service id/channel id`."""
    return _CONNECTIONS.single(connection_id)


def connections_by_id(ids: Sequence[str]) -> Walk[Connection]:
    """Describe the read of connections by id, one call each."""
    what = "connections"
    return Walk("PTV", what, (_CONNECTIONS.named(what, connection_ids(ids)),))


def _connection_parts(wanted: ConnectionFilter) -> tuple[Part[Connection], ...]:
    since = wanted.changed.since
    if wanted.organisation is None or wanted.service or wanted.channel:
        query = ConnectionQuery(
            service_content_ids=_some(wanted.service),
            channel_content_ids=_some(wanted.channel),
            published_at_or_after=since,
        )
        return (_CONNECTIONS.paged("the connections", query),)
    owner = (wanted.organisation,)
    service_ids = Paged[HasId](
        "the organisation's services",
        lambda at: _SERVICES.found(
            endpoints.services(ServiceQuery(organization_content_ids=owner), at)
        ),
    )
    channel_ids = Paged[HasId](
        "the organisation's channels",
        lambda at: _CHANNELS.found(
            endpoints.channels(ChannelQuery(organization_content_ids=owner), at)
        ),
    )

    def at_services(ids: Sequence[str], page: int = 1) -> Endpoint[Found[Connection]]:
        query = ConnectionQuery(service_content_ids=tuple(ids), published_at_or_after=since)
        return _CONNECTIONS.found(endpoints.connections(query, page))

    def at_channels(ids: Sequence[str], page: int = 1) -> Endpoint[Found[Connection]]:
        query = ConnectionQuery(channel_content_ids=tuple(ids), published_at_or_after=since)
        return _CONNECTIONS.found(endpoints.connections(query, page))

    return tuple(
        Listed("the connections", batch, ids, _AT_ONCE, more=batch, each_answers=False)
        for batch, ids in ((at_services, service_ids), (at_channels, channel_ids))
    )


# --- archived ----------------------------------------------------------------------------------

_ARCHIVED: Final = {
    "service": endpoints.archived_services,
    "service-channel": endpoints.archived_channels,
    "organisation": endpoints.archived_organisations,
    "general-description": endpoints.archived_general_descriptions,
    "service-collection": endpoints.archived_service_collections,
}


def archived(wanted: ArchivedFilter, options: Options) -> Walk[ArchivedRecord]:
    """Describe a read of archived records.

    Raises:
        InputError: No time is given, which v12 demands, or an organisation is.
    """
    if wanted.since is None:
        raise InputError("since: PTV v12 lists what was archived since a time; give one")
    if wanted.organisation is not None:
        raise InputError("organisation: PTV v12 lists archived records of all together; leave it")
    if wanted.status != "Archived":
        raise InputError("status: PTV v12 knows Archived only")
    query = ArchivedQuery(archived_at_or_after=wanted.since)
    page = partial(_archived_page, wanted.kind, query)
    return walk(f"archived {wanted.kind}s", (Paged(f"archived {wanted.kind}s", page),), options)


def _archived_page(
    kind: ArchivedKind, query: ArchivedQuery, number: int
) -> Endpoint[Found[ArchivedRecord]]:
    def each(entry: Wire[ArchivedItem]) -> Iterator[ArchivedRecord | Rejection]:
        content_id = entry.model.content_id
        if content_id:
            yield ArchivedRecord(id=content_id.lower(), kind=kind)
        else:
            yield without_id(kind, entry.document)

    return _ARCHIVED[kind](query, number).then(
        lambda page: found(
            page.items,
            each,
            kind,
            number=page.number,
            count=page.total_pages,
            total=page.total_items,
            drift=page.unknown,
        )
    )


# --- what they share ---------------------------------------------------------------------------


def _ends_of(what: str, query: ConnectionQuery, end: str) -> Paged[HasId]:
    """Return the list of ids at one end of the connections that a query finds."""

    def ids(found: Found[Connection]) -> Found[HasId]:
        return replace_items(found, tuple(_End(getattr(one, end)) for one in found.items))

    return Paged(what, lambda at: _CONNECTIONS.found(endpoints.connections(query, at)).then(ids))


class _End:
    __slots__ = ("id",)

    def __init__(self, ptv_id: str) -> None:
        self.id = ptv_id


def _some(value: S | None) -> tuple[S, ...]:
    return () if value is None else (value,)


def _in_v12(industrial_class: str | None) -> str | None:
    """Return an industry's URI as v12 has it; v11's writes have another (ptv-v12 6.3)."""
    code = (industrial_class or "").removeprefix(_STATISTICS)
    return _INDUSTRIES + code if code != (industrial_class or "") else industrial_class


def _early_enough(changed: Changed, one: Record) -> bool:
    """Whether it was published before the end of the window, for which v12 has no filter."""
    return Changed(before=changed.before).holds(one.published_at)
