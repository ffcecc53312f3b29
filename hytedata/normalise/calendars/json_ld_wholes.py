"""What a whole of JSON-LD, a series or an umbrella, and its parts have of each other; pure."""

from collections.abc import Sequence

from hytedata.connectors.calendars.json_ld import Node, types_of
from hytedata.models.event import Event, EventTime, SeriesRole
from hytedata.models.occurrence import moment_key
from hytedata.normalise.calendars.json_ld_known import INHERITED, NOT_INHERITED
from hytedata.normalise.calendars.json_ld_thing import Thing


def role_of(thing: Thing, parts: Sequence[Thing]) -> SeriesRole:
    """Return what an event with *parts* is: a series where they bear its name, or none."""
    title = thing.word("name").casefold()
    alike = all(part.word("name").casefold() in ("", title) for part in parts)
    return "series" if alike or "EventSeries" in types_of(thing.node) else "umbrella"


def inheriting(part: Node, whole: Node, role: SeriesRole) -> Node:
    """Return the part with what it has from the whole: of an umbrella only where, and by whom."""
    given = {
        name: value
        for name, value in whole.items()
        if (name not in NOT_INHERITED if role == "series" else name in INHERITED)
    }
    return {**given, **part}


def occurrence_at(event: Event, time: EventTime) -> Event:
    """Return the occurrence of a series at *time*."""
    key = moment_key(time.start) if time.start else ""
    return event.model_copy(
        update={"id": f"{event.id}|{key}", "time": time, "origin_ids": (), "extras": {}}
    )


def called_off(event: Event, whole: Event) -> Event:
    """Return an event whose whole is cancelled or postponed as that, unless it says more."""
    if whole.status in ("cancelled", "postponed") and event.status == "scheduled":
        return event.model_copy(update={"status": whole.status})
    return event
