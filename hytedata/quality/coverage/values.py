"""Coverage as a value that is kept, compared, written and shown."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.models.classification import ProviderKind, ThemeSlug
from hytedata.models.common import LocalizedText, MunicipalityCode
from hytedata.quality.coverage.facts import ReadState, Unit

SCHEMA: Final = 1
"""Of coverage as JSON; fields are only added."""

EXPECTED: Final[tuple[ProviderKind, ...]] = ("municipality", "county", "association", "parish")
"""Kinds of providers that every municipality has, whether they describe anything or not."""

Empty: TypeAlias = Literal["", "nothing", "not-described", "not-read"]
"""Why a cell has no service. `nothing`: no place and no event either, and all was read.
`not-described`: there are places or events, but no service in PTV. `not-read`: it cannot be told,
since something was not read. "" where there are services."""

Only: TypeAlias = Literal["nationwide", "county-wide", "online", "one-off", "possible"]


class Count(Model):
    """Distinct records; a record may stand in two themes, so themes do not add up.

    Attributes:
        services: Of PTV, whose area has the municipality, other than by the whole country.
        county_wide: Those of them that are there by an area of several municipalities.
        places: Sports sites in use and places of PTV, each once.
        events: Occurrences in the span, without what is long-running.
        long_running: Exhibitions and the like, which are open rather than take place.
    """

    services: int = 0
    county_wide: int = 0
    places: int = 0
    events: int = 0
    long_running: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.services + self.places + self.events + self.long_running

    def __sub__(self, other: "Count") -> "Count":
        """Return the difference of each number."""
        mine, theirs = self.model_dump(), other.model_dump()
        return Count(**{name: value - theirs[name] for name, value in mine.items()})


class Neighbour(Model):
    """An owner that describes a theme elsewhere in the county, and not here.

    Attributes:
        municipalities: In how many of the county's.
    """

    owner: str
    names: LocalizedText
    provider: ProviderKind
    municipalities: int


class Cell(Model):
    """One theme in one municipality.

    Attributes:
        by_provider: Kinds that have something; the others are left out.
        possible: What has but a weak sign of the theme; never part of `count`.
        languages: In bilingual municipalities: what there is in each official language.
        empty: Why there is no service.
        unread: Units of which not everything was read here.
        only: What all that there is has in common: only nationwide, online …
        neighbours: Where there is no service: who describes the theme elsewhere in the county.
    """

    theme: ThemeSlug
    municipality: MunicipalityCode
    count: Count = Count()
    by_provider: Mapping[ProviderKind, Count] = {}
    possible: Count = Count()
    languages: Mapping[str, Count] = {}
    empty: Empty = ""
    unread: tuple[Unit, ...] = ()
    only: tuple[Only, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()


class SourceState(Model):
    """How a source was read, for the whole county.

    Attributes:
        state: The worst of its municipalities.
        municipalities: Those in which not everything was read; empty where all was.
    """

    name: str
    unit: Unit
    state: ReadState
    municipalities: tuple[MunicipalityCode, ...] = ()
    reason: str = ""
    read_at: AwareDatetime | None = None


class Place(Model):
    """A municipality of the county.

    Attributes:
        languages: Official ones, the majority's first.
        count: Distinct records of any theme.
        providers: Likewise, per kind; kinds without anything are left out.
        unread: Units of which not everything was read here.
    """

    code: MunicipalityCode
    names: LocalizedText
    languages: tuple[str, ...] = ()
    count: Count = Count()
    providers: Mapping[ProviderKind, Count] = {}
    unread: tuple[Unit, ...] = ()

    @property
    def silent(self) -> tuple[ProviderKind, ...]:
        """Kinds of providers that every municipality has, and that show nothing here."""
        return tuple(kind for kind in EXPECTED if kind not in self.providers)


class Coverage(Model):
    """What a county has of each theme, per municipality.

    Attributes:
        county: Its code.
        today: The first day of the span of events, in Finland.
        days: The length of it.
        cells: By theme, then municipality.
        themes: Distinct records in the whole county, per theme.
        nationwide: Services for the whole country, per theme; in no cell.
        nationwide_read: Whether these were read at all.
        nationwide_own: Those of them that a municipality of the county answers for: their area
            may be a mistake.
        online_events: Events in the span that are only online; in no cell.
        unplaced_events: Those whose municipality nobody knows; in no cell.
        unclear_areas: Services whose area nobody can turn into municipalities; in no cell.
        merged_places: Places of PTV that are a sports site, or another place of PTV, too.
        doubled_services: Services that stand twice in PTV, and were counted once.
    """

    schema_version: int = SCHEMA
    county: str
    county_names: LocalizedText
    today: date
    days: int = 30
    municipalities: tuple[Place, ...]
    cells: tuple[Cell, ...]
    themes: Mapping[ThemeSlug, Count] = {}
    nationwide: Mapping[ThemeSlug, int] = {}
    nationwide_read: bool = True
    nationwide_own: int = 0
    online_events: int = 0
    unplaced_events: int = 0
    unclear_areas: int = 0
    merged_places: int = 0
    doubled_services: int = 0
    sources: tuple[SourceState, ...] = ()

    def cell(self, theme: ThemeSlug, municipality: str) -> Cell:
        """Return one cell.

        Raises:
            KeyError: The municipality is not of this county.
        """
        for one in self.cells:
            if (one.theme, one.municipality) == (theme, municipality):
                return one
        raise KeyError(municipality)

    @property
    def empty_cells(self) -> tuple[Cell, ...]:
        """Cells without a service, those where nothing is at all first."""
        order = ("nothing", "not-described", "not-read")
        found = [one for one in self.cells if one.empty]
        return tuple(sorted(found, key=lambda one: order.index(one.empty)))
