"""What reads of PTV can be asked for, as values; and the same filters applied to our records.

A version of the API takes some filters itself; the rest are applied to what it gives, so that they
mean the same whatever version is read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, Literal, TypeAlias, get_args
from uuid import UUID

from hytedata.clients.pages import Cursor, OnInvalid, OnProgress
from hytedata.codes import find_service_class, find_target_group
from hytedata.errors import InputError
from hytedata.models.ptv import (
    AvailabilityArea,
    Connection,
    Organisation,
    Service,
    ServiceChannel,
)
from hytedata.places.area_filter import AreaFilter
from hytedata.places.named_area import Codes, NamedArea
from hytedata.places.shapes import shape_of
from hytedata.places.surroundings import Surroundings

ServiceType: TypeAlias = Literal["Service", "PermitOrOtherObligation", "ProfessionalQualification"]
ChannelType: TypeAlias = Literal[
    "ServiceLocation", "EService", "WebPage", "TelephoneService", "PrintableForm"
]
_URI: Final = re.compile(r"https?://[^\s/]+/\S+")
_BUSINESS_ID: Final = re.compile(r"[0-9]{7}-[0-9]")


@dataclass(frozen=True)
class Options:
    """How a read goes, whatever is read."""

    on_invalid: OnInvalid = "skip"
    cursor: Cursor | None = None
    progress: OnProgress | None = None


@dataclass(frozen=True)
class Place:
    """The availability area that is asked for; any of the codes will do.

    What is meant for a wider area that a municipality lies in is available there, and what is
    meant for a municipality is available in a part of its county: an area is wanted where it has
    a municipality in common with the place; see `hytedata.places.area_filter`.

    Attributes:
        municipalities: Three digits. counties, regions: two digits.
        include_nationwide: Whether what is meant for the whole country comes along.
        include_county_wide: Whether what is meant for a county or region that goes beyond the
            place does.
    """

    municipalities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    include_nationwide: bool = False
    include_county_wide: bool = True

    def __bool__(self) -> bool:
        return bool(self._asked.named)

    @cached_property
    def _asked(self) -> AreaFilter:
        return AreaFilter(
            NamedArea(self.municipalities, self.counties, self.regions),
            include_nationwide=self.include_nationwide,
            include_county_wide=self.include_county_wide,
        )

    @cached_property
    def reach(self) -> NamedArea:
        """The codes of all areas of each kind that what is wanted may be meant for."""
        return self._asked.reach

    @property
    def nationwide_types(self) -> tuple[str, ...]:
        """The kinds of nationwide content that are wanted."""
        return self._asked.nationwide_types

    def holds(self, area: AvailabilityArea | None) -> bool:
        """Whether something meant for *area* is wanted; an area that is not told is.

        Hospital districts and business sub-regions are not told: nobody publishes their members.
        They are wider than a municipality, and wanted as counties are.
        """
        if not self or area is None or self._asked.holds_area(area):
            return True
        return bool(area.others) and not area.is_nationwide and self.include_county_wide


@dataclass(frozen=True)
class Changed:
    """When something changed; aware times, the ends open."""

    since: datetime | None = None
    before: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.since or self.before)

    def holds(self, moment: datetime | None) -> bool:
        """Whether *moment* lies in it; None, a time that is not told, does."""
        if moment is None:
            return True
        return not ((self.since and moment < self.since) or (self.before and moment > self.before))


ANY_TIME: Final = Changed()


@dataclass(frozen=True)
class ServiceFilter:
    """Which services."""

    organisation: str | None = None
    place: Place = Place()
    type: ServiceType | None = None
    service_class: str | None = None
    target_group: str | None = None
    industrial_class: str | None = None
    channel: str | None = None
    changed: Changed = Changed()
    with_general_description: bool = False

    def holds(self, one: Service) -> bool:
        """Whether a service is wanted, as far as the service itself tells."""
        return (
            self.organisation in (None, one.organisation_id, *one.other_organisation_ids)
            and self.type in (None, one.type)
            and self.service_class in (None, *one.service_classes)
            and self.target_group in (None, *one.target_groups)
            and _class_number(self.industrial_class)
            in (None, *map(_class_number, one.industrial_classes))
            and self.place.holds(one.area)
        )


@dataclass(frozen=True)
class ChannelFilter:
    """Which channels."""

    organisation: str | None = None
    place: Place = Place()
    type: ChannelType | None = None
    service: str | None = None
    open_to_all: bool = False
    changed: Changed = Changed()
    around: Surroundings = Surroundings()  # noqa: RUF009 - frozen, one for all

    def holds(self, one: ServiceChannel) -> bool:
        """Whether a channel is wanted, as far as the channel itself tells."""
        return (
            self.organisation in (None, one.organisation_id)
            and self.type in (None, one.type)
            and (None in (self.service, one.service_ids) or self.service in (one.service_ids or ()))
            and (not self.open_to_all or one.connectable_by in (None, "AllOrganizations"))
            and self.place.holds(one.area)
            and (not self.around or self.around.hold(shape_of(one)))
        )


@dataclass(frozen=True)
class ActiveFilter:
    """Which newest versions: of one organisation, or of all that the login may see."""

    organisation: str | None = None
    changed: Changed = Changed()

    def holds_service(self, one: Service) -> bool:
        """Whether a service is wanted."""
        return self.organisation in (None, one.organisation_id, *one.other_organisation_ids)

    def holds_channel(self, one: ServiceChannel) -> bool:
        """Whether a channel is wanted."""
        return self.organisation in (None, one.organisation_id)


ANY_SERVICE: Final = ServiceFilter()
ANY_CHANNEL: Final = ChannelFilter()


@dataclass(frozen=True)
class OrganisationFilter:
    """Which organisations."""

    place: Place
    business_id: str | None
    changed: Changed
    oid: str | None = None
    around: Surroundings = Surroundings()  # noqa: RUF009 - frozen, one for all

    def holds(self, one: Organisation) -> bool:
        """Whether an organisation is wanted, as far as it tells itself."""
        return (
            self.business_id in (None, one.business_id)
            and self.oid in (None, one.oid)
            and self.place.holds(one.area)
            and (not self.around or self.around.hold(shape_of(one)))
        )


@dataclass(frozen=True)
class OwnedFilter:
    """Which general descriptions or collections."""

    organisation: str | None
    changed: Changed


@dataclass(frozen=True)
class ConnectionFilter:
    """Which connections; *organisation* goes alone: a connection does not tell whose ends are."""

    organisation: str | None
    service: str | None
    channel: str | None
    changed: Changed

    def holds(self, one: Connection) -> bool:
        """Whether a connection is wanted, by its ends and its own time."""
        return (
            self.service in (None, one.service_id)
            and self.channel in (None, one.channel_id)
            and self.changed.holds(one.modified_at)
        )


def _class_number(uri: str | None) -> str | None:
    # Two families of addresses carry the same codes (ptv-v12 6.3).
    return uri.rstrip("/").rpartition("/")[2] if uri is not None else None


def place(
    municipality: Codes | None,
    county: Codes | None,
    region: Codes | None,
    include_nationwide: bool,
    include_county_wide: bool,
) -> Place:
    """Check codes or names of municipalities, counties and regions.

    Raises:
        InputError: One is unknown or ambiguous; of an abolished municipality it names the
            successor.
    """
    named = NamedArea.of(municipality, county, region)
    return Place(
        named.municipalities, named.counties, named.regions, include_nationwide, include_county_wide
    )


def check_word(argument: str, value: str | None, allowed: object) -> None:
    """Check a word against a literal type.

    Raises:
        InputError: It is none of its words.
    """
    words: Iterable[str] = get_args(allowed)
    if value is not None and value not in words:
        raise InputError(f"{argument}: {value!r} is none of {', '.join(words)}")


def class_code(argument: str, key: str | None) -> str | None:
    """Turn a code or URI of a service class or target group into its code.

    Raises:
        InputError: PTV has no such class.
    """
    if key is None:
        return None
    find = find_service_class if argument == "service_class" else find_target_group
    found = find(key)
    if found is None:
        example = "P27.1" if argument == "service_class" else "KR1.2"
        raise InputError(f"{argument}: PTV has no {key!r}; give a code such as {example}")
    return found.code


def aware(argument: str, moment: datetime | None) -> datetime | None:
    """Check that a time is one, and has a zone.

    Raises:
        InputError: It is none, or has none.
    """
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        raise InputError(f"{argument}: {moment!r} is no datetime; give one with a time zone")
    if moment.utcoffset() is None:
        raise InputError(f"{argument}: {moment} has no time zone; give an aware datetime")
    return moment


def class_uri(argument: str, uri: str | None) -> str | None:
    """Check the address of a class that the package has no list of.

    Raises:
        InputError: It is no address.
    """
    if uri is not None and not (isinstance(uri, str) and _URI.fullmatch(uri)):
        example = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/93110"
        raise InputError(f"{argument}: {uri!r} is no URI; give one such as {example}")
    return uri


def business_id(argument: str, value: str | None) -> str | None:
    """Check a business id.

    Raises:
        InputError: It is none.
    """
    if value is not None and not (isinstance(value, str) and _BUSINESS_ID.fullmatch(value)):
        raise InputError(f"{argument}: {value!r} is no business id such as 0123456-7")
    return value


def ptv_id(argument: str, value: str) -> str:
    """Check an id of PTV and return it in lower case.

    Raises:
        InputError: It is no UUID, or that of zeros alone, to which PTV answers with a 500.
    """
    try:
        found = UUID(value)
    except (ValueError, AttributeError, TypeError) as error:
        raise InputError(f"{argument}: {value!r} is no id of PTV (a UUID)") from error
    if found.int == 0:
        raise InputError(f"{argument}: the id of zeros alone is nobody's")
    return str(found)


def ptv_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Check ids of PTV; each comes once, in the order of its first mention.

    Raises:
        InputError: One is none.
    """
    return tuple(dict.fromkeys(ptv_id("ids", one) for one in ids))


def connection_ends(connection_id: str) -> tuple[str, str]:
    """Return the ids of service and channel of `service id/channel id`.

    Raises:
        InputError: One of the two is no id.
    """
    argument = "connection (service id/channel id)"
    service_id, _, channel_id = str(connection_id).partition("/")
    return ptv_id(argument, service_id), ptv_id(argument, channel_id)


def connection_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Check ids of connections; each comes once, and those of a service together.

    Raises:
        InputError: One is none.
    """
    return tuple(sorted({"/".join(connection_ends(one)) for one in ids}))
