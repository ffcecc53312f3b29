"""What coverage is counted from: slim facts of services, places and events, and what was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from hytedata.links.things import Thing
from hytedata.models.classification import ProviderKind, ThemeSlug
from hytedata.models.common import Language, LocalizedText, SourceRef

Unit: TypeAlias = Literal["services", "places", "events"]

ReadState: TypeAlias = Literal["yes", "stale", "partly", "no"]
"""`stale`: nothing of late, but an earlier read was complete, and what it gave is counted."""

Codes: TypeAlias = frozenset[str]
Themes: TypeAlias = frozenset[ThemeSlug]

NONE: Codes = frozenset()
NO_THEMES: Themes = frozenset()


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """A published service of PTV.

    Attributes:
        owner: Organisation that answers for it.
        owner_key: What its owner is known by: business id, else folded name. Organisations that
            stand twice in PTV share it.
        themes: Those that are certain.
        possible: Those that are not.
        municipalities: Those that its area names one by one.
        wide: Those that its area reaches by a county or region.
        nationwide: It is meant for the whole country.
        without_aland: …but for Åland.
        area_unclear: Its area is stated in codes that nobody can turn into municipalities.
        languages: In which it has a text.
        only_online: All its channels are web pages and e-services; False where that is not known.
    """

    ref: SourceRef
    names: LocalizedText
    provider: ProviderKind
    owner: str | None = None
    owner_key: str = ""
    owner_names: LocalizedText = field(default_factory=dict[Language, str])
    owner_municipality: str | None = None
    themes: Themes = NO_THEMES
    possible: Themes = NO_THEMES
    municipalities: Codes = NONE
    wide: Codes = NONE
    nationwide: bool = False
    without_aland: bool = False
    area_unclear: bool = False
    languages: Codes = NONE
    only_online: bool = False


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A sports site in use, or a published place of PTV.

    Attributes:
        thing: What tells whether it is the same as another; its id is the record's.
        themes: Of a place of PTV, those of the services that are got there.
        municipalities: All that it lies in; a route may run through several.
    """

    ref: SourceRef
    thing: Thing
    provider: ProviderKind
    owner_key: str = ""
    themes: Themes = NO_THEMES
    possible: Themes = NO_THEMES
    municipalities: Codes = NONE
    languages: Codes = NONE


@dataclass(frozen=True, slots=True)
class EventFact:
    """One occurrence in the span that is looked at.

    Attributes:
        municipality: None for what is only online, or whose place nobody knows.
        long_running: It is open rather than takes place.
        one_off: It is no occurrence of a series.
    """

    key: str
    provider: ProviderKind
    themes: Themes = NO_THEMES
    possible: Themes = NO_THEMES
    municipality: str | None = None
    online: bool = False
    long_running: bool = False
    one_off: bool = True
    languages: Codes = NONE


@dataclass(frozen=True, slots=True)
class SourceRead:
    """How a source was read.

    Attributes:
        name: `ptv`, `lipas`, or a calendar's.
        unit: What it gives.
        states: Municipality → how; those that are not there are none of its own.
        reason: Why something was not read, one sentence, or "".
        read_at: When it was last read completely, UTC; None: never.
    """

    name: str
    unit: Unit
    states: Mapping[str, ReadState]
    reason: str = ""
    read_at: datetime | None = None


@dataclass(frozen=True)
class CoverageRecords:
    """All that coverage is counted from.

    Attributes:
        links: Id of a place of PTV → id of the sports site that it is known to be.
        nationwide_read: Whether what is for the whole country was read.
    """

    services: tuple[ServiceFact, ...] = ()
    places: tuple[PlaceFact, ...] = ()
    events: tuple[EventFact, ...] = ()
    sources: tuple[SourceRead, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict[str, str])
    nationwide_read: bool = True
