"""What cross rules know of each record: slim values, kept beside the record as JSON."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from hytedata.models.common import SourceRef
from hytedata.models.sports_site import PUBLIC_STATUSES, RETIRED_STATUSES

FACTS_VERSION: Final = 2
"""Of the shape and the meaning of facts; part of what says by which rules they were made."""

Names: TypeAlias = Mapping[str, str]
"""Language → name."""

Metres: TypeAlias = tuple[float, float]
"""East and north, EPSG:3067 metres, to a decimetre."""

Whereabouts: TypeAlias = Literal["", "spot", "town", "online"]
"""What is known of where an event is: nothing, a place, no more than its town, or online only."""


class _Facts(
    msgspec.Struct,
    frozen=True,
    gc=False,
    omit_defaults=True,
    tag_field="of",
    tag=lambda name: name.removesuffix("Facts").lower(),
):
    pass


class AreaFacts(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The area that a service or an organisation is meant for.

    Attributes:
        country: `all` of it, `mainland` (without Åland), or "": the codes below.
        municipalities: Three-digit codes.
        regions: Two-digit codes.
        counties: Two-digit codes of wellbeing services counties.
        others: There are codes of kinds that municipalities cannot be told of.
    """

    country: Literal["", "all", "mainland"] = ""
    municipalities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    others: bool = False


class AddressFacts(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A street address as far as a program reads it; `street` in each language that has one."""

    street: tuple[str, ...] = ()
    number: str = ""
    postal_code: str = ""


class ServiceFacts(_Facts, frozen=True, gc=False):
    """Of a service of PTV.

    Attributes:
        channels: Ids of connected channels; None where the record does not tell.
        general: Id of the general description that it builds on.
        sentences: Marks of the sentences of its texts (`facts.sentences`); "" without *general*.
        is_public: Whether readers see it.
    """

    id: str
    names: Names = {}
    organisation: str | None = None
    area: AreaFacts | None = None
    channels: tuple[str, ...] | None = None
    general: str | None = None
    sentences: str = ""
    is_public: bool = True

    @property
    def ref(self) -> SourceRef:
        """The record."""
        return SourceRef(source="ptv", kind="service", id=self.id)


class ChannelFacts(_Facts, frozen=True, gc=False):
    """Of a service channel of PTV.

    Attributes:
        type: `ServiceLocation` and so on.
        services: How many services it is connected with; None where the record does not tell.
        phones: Marks of numbers, not the numbers.
        pages: Web addresses in one spelling.
        details: Marks of what a connection need not repeat.
    """

    id: str
    type: str
    names: Names = {}
    organisation: str | None = None
    services: int | None = None
    municipality: str | None = None
    position: Metres | None = None
    address: AddressFacts | None = None
    phones: tuple[int, ...] = ()
    pages: tuple[str, ...] = ()
    is_public: bool = True
    details: tuple[int, ...] = ()

    @property
    def ref(self) -> SourceRef:
        """The record."""
        return SourceRef(source="ptv", kind="service-channel", id=self.id)

    @property
    def is_place(self) -> bool:
        """Whether people go there."""
        return self.type == "ServiceLocation"


class OrganisationFacts(_Facts, frozen=True, gc=False):
    """Of an organisation of PTV; `municipality` is its own code, where it is one."""

    id: str
    names: Names = {}
    type: str = ""
    parent: str | None = None
    municipality: str | None = None
    area: AreaFacts | None = None

    @property
    def ref(self) -> SourceRef:
        """The record."""
        return SourceRef(source="ptv", kind="organisation", id=self.id)


class ConnectionFacts(_Facts, frozen=True, gc=False):
    """Of a connection of PTV: two ids; `details`: its own, field → mark."""

    service: str
    channel: str
    details: Mapping[str, int] = {}

    @property
    def ref(self) -> SourceRef:
        """The record."""
        return SourceRef(source="ptv", kind="connection", id=f"{self.service}/{self.channel}")


class GeneralFacts(_Facts, frozen=True, gc=False):
    """Of a general description of PTV: marks of its sentences."""

    id: str
    sentences: str = ""

    @property
    def ref(self) -> SourceRef:
        """The record."""
        return SourceRef(source="ptv", kind="general-description", id=self.id)


class SiteFacts(_Facts, frozen=True, gc=False):
    """Of a sports site of Lipas.

    Attributes:
        id: Its number, as text.
        other_name: Its marketing name, or "".
        spread_m: Metres from `position` to the farthest corner of the box around it; 0: a point.
        phones: Marks of numbers; none where one of them cannot be read for certain.
        page: Web address in one spelling, or "".
    """

    id: str
    type_code: int
    status: str
    names: Names = {}
    other_name: str = ""
    owner: str | None = None
    municipality: str | None = None
    position: Metres | None = None
    spread_m: float = 0.0
    address: AddressFacts | None = None
    phones: tuple[int, ...] = ()
    page: str = ""

    @property
    def ref(self) -> SourceRef:
        """The record."""
        return SourceRef(source="lipas", kind="sports-site", id=self.id)

    @property
    def is_public(self) -> bool:
        """Whether it is in use, or closed for a time only."""
        return self.status in PUBLIC_STATUSES

    @property
    def is_retired(self) -> bool:
        """Whether Lipas says that it is gone."""
        return self.status in RETIRED_STATUSES


class EventFacts(_Facts, frozen=True, gc=False):
    """Of an event, a series or an umbrella of a calendar.

    Attributes:
        role: As of `Event.series_role`.
        series: Id of what it belongs to, or "".
        first: First day in Finland, as an ordinal; None without a time.
        last: Last day; as *first* where no end is stated.
        place: Id or folded name of its first place, or "".
        place_names: All names of its places.
        municipality: Code; None where it is not known.
        is_held: Neither cancelled nor deleted nor postponed.
    """

    source: str
    id: str
    names: Names = {}
    role: str = "none"
    series: str = ""
    first: int | None = None
    last: int | None = None
    where: Whereabouts = ""
    place: str = ""
    place_names: tuple[str, ...] = ()
    position: Metres | None = None
    municipality: str | None = None
    is_held: bool = True

    @property
    def ref(self) -> SourceRef:
        """The record."""
        return SourceRef(source=self.source, kind="event", id=self.id)

    @property
    def takes_place(self) -> bool:
        """Whether it is an event itself, and not what stands for others."""
        return self.role in ("none", "occurrence")


Facts: TypeAlias = (
    ServiceFacts
    | ChannelFacts
    | OrganisationFacts
    | ConnectionFacts
    | GeneralFacts
    | SiteFacts
    | EventFacts
)

PlaceFacts: TypeAlias = SiteFacts | ChannelFacts
"""What people go to."""

_decoder: Final[msgspec.json.Decoder[Facts]] = msgspec.json.Decoder(Facts)


def kept_facts(facts: Facts) -> str:
    """Return *facts* as they are kept: one line of JSON."""
    return msgspec.json.encode(facts).decode()


def read_facts(kept: str) -> Facts | None:
    """Return what was kept; None for what another version of hytedata kept."""
    try:
        return _decoder.decode(kept)
    except msgspec.DecodeError:
        return None
