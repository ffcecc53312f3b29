"""Facts of Lipas and of calendars for coverage: sites in use, and what takes place in a span."""

from collections.abc import Iterable, Iterator
from datetime import date

from hytedata.codes import find_municipality
from hytedata.links import Thing
from hytedata.models.occurrence import Occurrence
from hytedata.quality.coverage import EventFact, PlaceFact
from hytedata.quality.coverage.facts import Codes
from hytedata.runs.coverage.ptv_facts import parted
from hytedata.store import Catalogue

IN_USE = "active"
LEAST_SHARE = 0.01
"""Of a route or area: a smaller part is where two maps draw a border differently."""


def site_facts(catalogue: Catalogue, county: str) -> Iterator[PlaceFact]:
    """Yield the sports sites of a county that are in use and have a theme.

    What is closed for now is left out; the season says nothing of that (a ski track in July).
    """
    themes = catalogue.classes.themes("lipas", "sports-site")
    providers = catalogue.classes.providers("lipas", "sports-site")
    shares = catalogue.places.shares("lipas", "sports-site")
    found = catalogue.records(
        source="lipas", kind="sports-site", county=county, include_resolved=True
    )
    for one in found:
        if one.status != IN_USE or one.id not in themes:
            continue
        sure, possible = parted(themes[one.id])
        parts = shares.get(one.id, {})
        codes = frozenset(code for code, share in parts.items() if share >= LEAST_SHARE)
        codes = codes or _today(one.municipalities)
        yield PlaceFact(
            ref=one.ref,
            thing=Thing(
                one.id,
                dict(one.names.items()),
                position=one.position,
                municipality=min(codes) if len(codes) == 1 else None,
            ),
            provider=providers.get(one.id, "unknown"),
            themes=sure,
            possible=possible,
            municipalities=codes,
            languages=frozenset(one.names),
        )


def event_facts(
    catalogue: Catalogue, county: str, start: date, end: date, calendars: Iterable[str]
) -> Iterator[EventFact]:
    """Yield what takes place in [start, end) in a county, or online there, or nobody knows where.

    Args:
        catalogue: Of the events.
        county: Its code.
        start: A day in Finland.
        end: The day after the last one.
        calendars: Those that cover a part of the county: what they cannot place may be there.
    """
    for one in catalogue.events.between(start, end, county=county, include_online=True):
        yield _event(one)
    named = tuple(calendars)
    if named:
        for one in catalogue.events.between(start, end, source=named):
            if one.municipality is None and one.event.online is not True:
                yield _event(one)


def _event(one: Occurrence) -> EventFact:
    return EventFact(
        key=one.key,
        provider=one.provider,
        themes=frozenset(one.themes),
        possible=frozenset(one.possible_themes),
        municipality=one.municipality,
        online=one.event.online is True,
        long_running=one.long_running,
        one_off=one.event.series_role == "none",
        languages=frozenset(one.event.names) | frozenset(one.event.languages),
    )


def _today(stated: Iterable[str]) -> Codes:
    found = (find_municipality(code) for code in stated)
    return frozenset(one.municipality.code for one in found if one)
