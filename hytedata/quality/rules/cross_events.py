"""Events beside places and services, series beside what belongs to them (events.md 7.5)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from hytedata.codes.folding import fold
from hytedata.models.common import SourceRef
from hytedata.models.finding import Problem
from hytedata.quality.facts import EventFacts, ServiceFacts, World
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting
from hytedata.quality.rules.cross_common import (
    Found,
    Params,
    in_languages,
    municipality_labels,
    title,
)
from hytedata.quality.rules.cross_services import municipalities_of
from hytedata.quality.setting_values import number

checks: Final = Checks()


@checks("X-MIS-011")
def unknown_place(world: World, setting: Setting) -> Found:
    """An event at a place that neither Lipas nor PTV knows; each place is told once."""
    names, told = _place_names(world), set[tuple[str, str]]()
    for one in sorted(world.events, key=lambda it: (it.first or 0, it.source, it.id)):
        key = (one.source, one.place or one.id)
        if not _is_coming(one, setting) or key in told or not _is_asked(world, one):
            continue
        told.add(key)
        if not _is_known(world, one, names, number(setting, "metres")):
            place = next(iter(one.place_names), "")
            yield one.ref, Problem("places[0]", place, {"name": title(one.names), "place": place})


def _is_asked(world: World, one: EventFacts) -> bool:
    read = all(world.was_read(source, one.municipality) for source in ("ptv", "lipas"))
    return read and one.where == "spot" and one.position is not None


def _is_known(
    world: World, one: EventFacts, names: dict[str | None, set[str]], metres: float
) -> bool:
    if one.position and any(world.grid.near(one.position, metres)):
        return True
    return any(fold(name) in names[one.municipality] for name in one.place_names)


def _place_names(world: World) -> dict[str | None, set[str]]:
    names: dict[str | None, set[str]] = defaultdict(set)
    for place in world.places:
        names[place.municipality].update(map(fold, place.names.values()))
    return names


def _is_coming(one: EventFacts, setting: Setting) -> bool:
    return one.takes_place and one.is_held and (one.last or 0) >= setting.today.toordinal()


@checks("X-MIS-012")
def empty_calendar(world: World, setting: Setting) -> Found:
    """A calendar that has nothing for one of its municipalities in the coming days."""
    days = int(number(setting, "days"))
    busy = {(one.source, one.municipality) for one in _within(world, setting, days)}
    for calendar, codes in sorted(world.beside.homes.items()):
        for code in codes:
            if (calendar, code) in busy or not world.was_read(calendar, code):
                continue
            told = in_languages("municipality", municipality_labels(code))
            params: Params = {"calendar": calendar, "days": days, **told}
            yield SourceRef(source=calendar, kind="calendar", id=code), Problem(params=params)


def _within(world: World, setting: Setting, days: int) -> Iterator[EventFacts]:
    last = setting.today.toordinal() + days
    return (one for one in world.events if _is_coming(one, setting) and (one.first or 0) <= last)


# --- the same thing twice ------------------------------------------------------------------------


@checks("X-DUP-021")
def also_a_service(world: World, setting: Setting) -> Found:
    """An event that bears the name of a service of its municipality."""
    services: dict[str, list[ServiceFacts]] = defaultdict(list)
    for service in world.services.values():
        for name in {fold(name) for name in service.names.values()} if service.is_public else ():
            services[name].append(service)
    series = {(one.source, one.id) for one in world.events if not one.takes_place}
    for one in world.events:
        if not one.is_held or (one.source, one.series) in series:
            continue  # the series is told instead of each of its occurrences
        found = next(_named_like(world, one, services, int(number(setting, "letters"))), None)
        if found is not None:
            params: Params = {"name": title(one.names), "service": title(found.names)}
            yield one.ref, Problem("names", title(one.names), params, (found.ref,))


def _named_like(
    world: World, one: EventFacts, services: dict[str, list[ServiceFacts]], letters: int
) -> Iterator[ServiceFacts]:
    for name in dict.fromkeys(map(fold, one.names.values())):
        if len(name) >= letters and " " in name and one.municipality:
            for service in sorted(services.get(name, ()), key=lambda it: it.id):
                if one.municipality in municipalities_of(world, service):
                    yield service


@checks("X-DUP-022")
def possible_double(world: World, setting: Setting) -> Found:
    """Two events that may be one (tier 4 of events.md 7.3), for a person to decide."""
    names = {(one.source, one.id): title(one.names) for one in world.events}
    for left, right, likeness in world.beside.doubles:
        params: Params = {
            "name": names.get((left.source, left.id), left.id),
            "other": names.get((right.source, right.id), right.id),
            "calendar": right.source,
            "likeness": round(likeness * 100),
        }
        yield left, Problem(params=params, about=(right,))


# --- series --------------------------------------------------------------------------------------


@checks("X-SER-001")
def orphan(world: World, setting: Setting) -> Found:
    """An event that belongs to a series or a whole which its calendar does not have.

    Calendars of iCalendar and of pages name series that are no records of their own: where a
    calendar has none at all, none is missing.
    """
    known = {(one.source, one.id) for one in world.events}
    keeping = {one.source for one in world.events if not one.takes_place}
    for one in world.events:
        orphaned = one.series and one.source in keeping and (one.source, one.series) not in known
        if orphaned and _is_coming(one, setting) and world.was_read(one.source):
            params: Params = {"name": title(one.names), "series": one.series}
            yield one.ref, Problem("series_id", one.series, params)


@checks("X-SER-002")
def childless(world: World, setting: Setting) -> Found:
    """A series or a whole that ends within the coming days and has nothing in it.

    Calendars are read for a time to come: of what ends later, what belongs to it may be later too.
    """
    parents = {(one.source, one.series) for one in world.events if one.series}
    today, days = setting.today.toordinal(), int(number(setting, "days"))
    for one in world.events:
        if one.takes_place or not one.is_held or (one.source, one.id) in parents:
            continue
        ends = one.last is not None and today <= one.last <= today + days
        if ends and world.was_read(one.source):
            yield one.ref, Problem("series_role", one.role, {"name": title(one.names)})


RULES: Final = checks.packaged("cross_events.toml")
