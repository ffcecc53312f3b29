"""Events for tests: one chair exercise, in as many calendars as are needed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import combinations

from hytedata.links.events import EventMatching, EventThing, match_events, thing_of
from hytedata.models.clock import HELSINKI
from hytedata.models.common import Position, SourceRef
from hytedata.models.event import Event, EventPlace, EventTime, When
from hytedata.models.event_decision import EventDecision, EventVerdict

EAST, NORTH = 535_000.0, 7_123_000.0


def at(text: str) -> datetime:
    """A time in Finland."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


TEN = at("2026-12-01T10:00")


def place(
    east: float | None = 0.0,
    *,
    place_id: str = "",
    name: str = "",
    street: str = "",
    postal_code: str = "87100",
    locality: str = "",
) -> EventPlace:
    """A place so many metres east of one spot; None: nobody says where."""
    return EventPlace(
        id=place_id,
        names={"fi": name} if name else {},
        street={"fi": street} if street else {},
        postal_code=postal_code,
        locality={"fi": locality} if locality else {},
        position=None if east is None else Position(east=EAST + east, north=NORTH),
    )


HERE = place()


def event(
    source: str,
    event_id: str,
    name: str | Mapping[str, str] = "Tuolijumppa",
    start: When | None = TEN,
    where: EventPlace | None = HERE,
    **fields: object,
) -> Event:
    """An event of a calendar."""
    names = {"fi": name} if isinstance(name, str) else name
    stated: dict[str, object] = {
        "source": source,
        "id": event_id,
        "names": {language: text for language, text in names.items() if text},
        "time": EventTime(start=start),
        "places": (where,) if where else (),
    }
    return Event.model_validate(stated | fields)


def weekly(source: str, series: str, *starts: When | None, **fields: object) -> list[Event]:
    """Occurrences of one series."""
    return [
        event(
            source,
            f"{series}|{number}",
            start=start,
            series_role="occurrence",
            series_id=series,
            **fields,  # type: ignore[arg-type]
        )
        for number, start in enumerate(starts)
    ]


def things(events: Iterable[Event], municipality: str | None = "205") -> list[EventThing]:
    """Events made ready, all in one municipality."""
    return [thing_of(one, municipality=municipality) for one in events]


def matched(
    *events: Event, decisions: Iterable[EventDecision] = (), municipality: str | None = "205"
) -> EventMatching:
    """What these events have in common."""
    return match_events(things(events, municipality), decisions)


def groups(matching: EventMatching) -> list[list[str]]:
    """Ids of the groups."""
    return [[ref.id for ref in group.members] for group in matching.groups]


def possible(matching: EventMatching) -> list[tuple[str, str]]:
    """Ids of the pairs for a person."""
    return [(pair.left.id, pair.right.id) for pair in matching.possible]


def joined(matching: EventMatching) -> set[tuple[str, str]]:
    """All pairs that are one, by id."""
    return {pair for group in groups(matching) for pair in combinations(group, 2)}


def decision(
    left: tuple[str, str],
    right: tuple[str, str],
    verdict: EventVerdict,
    decided_at: datetime | None = None,
) -> EventDecision:
    """What Aino decided."""
    refs = [SourceRef(source=source, kind="event", id=it) for source, it in (left, right)]
    return EventDecision(refs[0], refs[1], verdict, "Aino", decided_at)


DAY = date(2026, 12, 1)
