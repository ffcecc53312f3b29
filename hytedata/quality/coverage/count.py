"""Count what there is of each theme in each municipality, and say why a cell is empty."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from hytedata.classify.themes import THEME_SLUGS
from hytedata.codes import Division, Municipality, get_place, municipality
from hytedata.codes.place_answers import PlaceKind
from hytedata.codes.values import Labels
from hytedata.models.classification import ThemeSlug
from hytedata.models.common import Language, LocalizedText
from hytedata.quality.coverage import tally
from hytedata.quality.coverage.facts import (
    CoverageRecords,
    ReadState,
    ServiceFact,
    SourceRead,
    Unit,
)
from hytedata.quality.coverage.merging import merge_places, merge_services
from hytedata.quality.coverage.neighbours import neighbours_of
from hytedata.quality.coverage.tally import Item
from hytedata.quality.coverage.values import (
    Cell,
    Count,
    Coverage,
    Empty,
    Only,
    Place,
    SourceState,
)

DAYS: Final = 30
ALAND: Final = "91"
_UNITS: Final[tuple[Unit, ...]] = ("services", "places", "events")
_WORST: Final[tuple[ReadState, ...]] = ("no", "partly", "stale", "yes")
_COUNTIES: Final[tuple[PlaceKind, ...]] = ("county",)


def coverage(
    records: CoverageRecords,
    county: str,
    today: date,
    *,
    days: int = DAYS,
    division: Division | None = None,
) -> Coverage:
    """Count what *records* have for each theme in each municipality of *county*.

    Everything is distinct records: the same place or service of two registers counts once. What is
    for the whole country is in no cell, what is only possible is counted apart. No cell, row or
    column may be added up to another: a record may stand in two themes, a route in two
    municipalities.

    Args:
        records: What is known; what lies outside the county is left out.
        county: Code or name of a wellbeing services county; Helsinki and Åland count as such.
        today: The first day of the span that the events are of, in Finland.
        days: The length of that span.
        division: Of another year; None takes the packaged one.

    Raises:
        UnknownPlace, AmbiguousPlace: *county* is none, or may be several.
    """
    place = get_place(county, kinds=_COUNTIES, division=division)
    towns = [municipality(code, division=division) for code in place.municipalities]
    services, doubled = merge_services(records.services)
    places, merged = merge_places(records.places, records.links)
    items = [*tally.services(services), *tally.places(places), *tally.events(records.events)]
    nationwide = _nationwide(services, is_aland=place.code == ALAND)
    counter = _Counter(items, services, records.sources, nationwide)
    codes = {one.code for one in towns}
    ours = [one for one in items if one.municipalities & codes]
    return Coverage(
        county=place.code,
        county_names=_names(place.name),
        today=today,
        days=days,
        municipalities=tuple(counter.place(one) for one in towns),
        cells=tuple(counter.cell(slug, one) for slug in THEME_SLUGS for one in towns),
        themes={
            slug: tally.count(one for one in ours if slug in one.themes) for slug in THEME_SLUGS
        },
        nationwide=nationwide,
        nationwide_read=records.nationwide_read,
        nationwide_own=sum(
            one.nationwide and one.provider == "municipality" and one.owner_municipality in codes
            for one in services
        ),
        online_events=sum(one.online and one.municipality is None for one in records.events),
        unplaced_events=sum(not one.online and one.municipality is None for one in records.events),
        unclear_areas=sum(one.area_unclear for one in services),
        merged_places=merged,
        doubled_services=doubled,
        sources=tuple(_source(one, codes) for one in records.sources),
    )


class _Counter:
    """What is counted, by municipality and theme."""

    def __init__(
        self,
        items: Sequence[Item],
        services: Sequence[ServiceFact],
        sources: Sequence[SourceRead],
        nationwide: Mapping[ThemeSlug, int],
    ) -> None:
        self._services, self._sources, self._nationwide = services, sources, nationwide
        self._here: defaultdict[str, list[Item]] = defaultdict(list)
        for item in items:
            for code in item.municipalities:
                self._here[code].append(item)

    def cell(self, theme: ThemeSlug, town: Municipality) -> Cell:
        here = self._here[town.code]
        sure = [one for one in here if theme in one.themes]
        possible = tally.count((one for one in here if theme in one.possible), town.code)
        count, unread = tally.count(sure, town.code), self.unread(town.code)
        empty = _empty(count, unread)
        return Cell(
            theme=theme,
            municipality=town.code,
            count=count,
            by_provider=tally.by_provider(sure, town.code),
            possible=possible,
            languages=_by_language(sure, town),
            empty=empty,
            unread=unread,
            only=tuple(self._only(theme, sure, count, possible)),
            neighbours=neighbours_of(theme, town.code, self._services) if empty else (),
        )

    def place(self, town: Municipality) -> Place:
        themed = [one for one in self._here[town.code] if one.themes]
        return Place(
            code=town.code,
            names=_names(town.name),
            languages=town.languages,
            count=tally.count(themed, town.code),
            providers=tally.by_provider(themed, town.code),
            unread=self.unread(town.code),
        )

    def unread(self, code: str) -> tuple[Unit, ...]:
        """Units of which not everything was read here; one without any source is not read."""
        return tuple(unit for unit in _UNITS if not self._is_read(unit, code))

    def _is_read(self, unit: Unit, code: str) -> bool:
        states = [
            one.states[code] for one in self._sources if one.unit == unit and code in one.states
        ]
        return bool(states) and all(state in ("yes", "stale") for state in states)

    def _only(
        self, theme: ThemeSlug, sure: Sequence[Item], count: Count, possible: Count
    ) -> Iterator[Only]:
        services = [one for one in sure if one.unit == "services"]
        if not count.total:
            if self._nationwide.get(theme):
                yield "nationwide"
            if possible.total:
                yield "possible"
        elif not count.places:
            if services and count.services == count.county_wide and not count.events:
                yield "county-wide"
            if services and all(one.only_online for one in services) and not count.events:
                yield "online"
            if not services and all(one.one_off for one in sure):
                yield "one-off"


def _empty(count: Count, unread: Sequence[Unit]) -> Empty:
    if count.services:
        return ""
    if "services" in unread:
        return "not-read"
    if count.total:
        return "not-described"
    return "not-read" if unread else "nothing"


def _by_language(items: Sequence[Item], town: Municipality) -> Mapping[str, Count]:
    if len(town.languages) < 2:
        return {}
    return {
        language: tally.count((one for one in items if language in one.languages), town.code)
        for language in town.languages
    }


def _nationwide(services: Iterable[ServiceFact], *, is_aland: bool) -> Mapping[ThemeSlug, int]:
    there = [one for one in services if one.nationwide and not (is_aland and one.without_aland)]
    return {slug: sum(slug in one.themes for one in there) for slug in THEME_SLUGS}


def _source(read: SourceRead, codes: Iterable[str]) -> SourceState:
    ours: dict[str, ReadState] = {
        code: read.states[code] for code in sorted(codes) if code in read.states
    }
    worst = min(ours.values(), key=_WORST.index) if ours else _WORST[0]
    return SourceState(
        name=read.name,
        unit=read.unit,
        state=worst,
        municipalities=tuple(code for code, state in ours.items() if state in ("no", "partly")),
        reason=read.reason,
        read_at=read.read_at,
    )


def _names(labels: Labels) -> LocalizedText:
    names: dict[Language, str] = {"fi": labels.fi}
    if labels.sv:
        names["sv"] = labels.sv
    if labels.en:
        names["en"] = labels.en
    return names
