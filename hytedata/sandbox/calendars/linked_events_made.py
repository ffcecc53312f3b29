"""Made events as documents of Linked Events (events.md 2.4, 2.5): series, places, days."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from hytedata.models.clock import HELSINKI
from hytedata.sandbox.calendars.linked_events_world import (
    INTERNET,
    SOURCE,
    CalendarWorld,
    EventDocument,
    Fields,
    fields_of,
)
from hytedata.sandbox.calendars.made_events import MadeEvent
from hytedata.sandbox.calendars.traps import MARKUP
from hytedata.sandbox.world.tables import municipalities

MIRROR: Final = "peili"
"""Prefix of ids of a mirrored data source."""

_KEYWORDS: Final[Mapping[str, str]] = {
    "Liikunta": "yso:p916",
    "Musiikki": "yso:p1808",
    "Näyttelyt": "yso:p5121",
    "Perheet": "esim:perheet",
}
_TYPES: Final = {"event": "General", "course": "Course", "volunteering": "Volunteering"}
_STATUSES: Final = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
}


def calendar_of(
    events: Sequence[MadeEvent], modified: datetime, traps: Set[str] = frozenset()
) -> CalendarWorld:
    """Return a calendar that shows *events*, as they are or as *traps* have them.

    Args:
        events: What it shows.
        modified: When its documents were last changed.
        traps: Of `linked_events_calendar.TRAPS`.
    """
    documents: dict[str, EventDocument] = {}
    places: dict[str, Fields] = {INTERNET: {"name": {"fi": "Internet"}, "position": None}}
    for event in events:
        place_id = _place_id(event)
        if place_id != INTERNET:
            places[place_id] = _place(event, swapped="swapped" in traps)
        for name, fields in _documents(event, place_id, traps):
            upset = _upset(fields, event, traps)
            for prefix in (SOURCE, MIRROR) if "mirrored" in traps else (SOURCE,):
                event_id = f"{prefix}:{name}"
                documents[event_id] = EventDocument(event_id, _parented(upset, prefix), modified)
    for event_id, fields in _umbrellas(events):
        documents[event_id] = EventDocument(event_id, fields, modified)
    return CalendarWorld(documents, places)


def _umbrellas(events: Sequence[MadeEvent]) -> Iterator[tuple[str, Fields]]:
    """Yield what stands for a whole of different events (events.md 2.8, 9)."""
    for title in sorted({event.umbrella for event in events if event.umbrella}):
        parts = [event for event in events if event.umbrella == title]
        span = min(_times(it, 0)[0] for it in parts), max(_times(it, 0)[1] or "" for it in parts)
        fields = fields_of(title, _place_id(parts[0]), *span, super_event_type="umbrella")
        yield f"{SOURCE}:{_slug(title)}", fields


def _documents(event: MadeEvent, place_id: str, traps: Set[str]) -> Iterator[tuple[str, Fields]]:
    """Yield one event, or a series and what it stands for, by the last part of their ids."""
    whole = {"super_event": _slug(event.umbrella) if event.umbrella else None}
    if event.weeks == 1:
        yield event.key, _fields(event, place_id, 0) | whole
        return
    first, last = _times(event, 0), _times(event, event.weeks - 1)
    span = _fields(event, place_id, 0) | {"start_time": first[0], "end_time": last[1]}
    if "one-row" in traps:
        yield event.key, span
        return
    if "orphans" not in traps:
        yield event.key, span | whole | {"super_event_type": "recurring"}
    parent = {"super_event": None if "orphans" in traps else event.key}
    for week in range(event.weeks):
        yield f"{event.key}-{week + 1}", _fields(event, place_id, week) | parent


def _parented(fields: Fields, prefix: str) -> Fields:
    parent = fields["super_event"]
    return fields | {"super_event": f"{prefix}:{parent}"} if parent else dict(fields)


def _fields(event: MadeEvent, place_id: str, week: int) -> Fields:
    start, end = (None, None) if event.status == "postponed" else _times(event, week)
    origin = [{"name": None, "link": event.origin, "language": "fi"}] if event.origin else []
    text = event.text or f"{event.title}, tervetuloa."
    fields: dict[str, Any] = {
        "short_description": {"fi": text},
        "description": {"fi": f"<p>{text}</p>"},
        "provider": {"fi": event.organizer},
        "keywords": [_KEYWORDS.get(event.category, "esim:hyvinvointi")],
        "offers": _offers(event),
        "event_status": _STATUSES[event.status],
        "type_id": _TYPES[event.kind],
        "external_links": origin,
        "info_url": {"fi": event.online} if event.online else None,
        "audience_min_age": event.age_min,
    }
    return fields_of(event.title, place_id, start, end, **fields)


def _offers(event: MadeEvent) -> list[Fields]:
    if event.is_free is None:
        return []
    price = None if event.is_free else {"fi": event.cost}
    return [{"is_free": event.is_free, "price": price, "description": None, "info_url": None}]


def _times(event: MadeEvent, week: int) -> tuple[str, str | None]:
    start, end = (it + timedelta(weeks=week) for it in (event.start, event.end))
    if event.all_day:
        # Of one day no end is told, of several the last one.
        return f"{start:%Y-%m-%d}", None if start.date() == end.date() else f"{end:%Y-%m-%d}"
    return _utc(start), _utc(end)


def _utc(local: datetime) -> str:
    return f"{local.replace(tzinfo=HELSINKI).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _upset(fields: Fields, event: MadeEvent, traps: Set[str]) -> Fields:
    """Change a document as *traps* want it."""
    changed = dict(fields)
    if "cancelled-in-title" in traps and event.status == "cancelled":
        changed |= {"name": {"fi": event.said_title}, "event_status": "EventScheduled"}
    if "all-rescheduled" in traps and changed["event_status"] == "EventScheduled":
        changed["event_status"] = "EventRescheduled"
    if "same-day-end" in traps and event.all_day and changed["end_time"] is None:
        changed["end_time"] = changed["start_time"]
    if "clock-all-day" in traps and event.all_day:
        changed |= {"start_time": _utc(event.start), "end_time": _utc(event.end)}
    if "leaks" in traps:
        changed |= {"user_name": "Maija Keksitty", "user_email": "maija@kunta.example"}
    if "new-fields" in traps:
        changed["uusi_kentta"] = {"arvo": 1}
    if "markup" in traps:
        changed["description"] = {"fi": MARKUP}
    return changed


def _place_id(event: MadeEvent) -> str:
    if not event.venue:
        return INTERNET
    return f"{SOURCE}:{_slug(event.venue)}-{event.municipality}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower())


def _place(event: MadeEvent, *, swapped: bool) -> Fields:
    position = event.position
    coordinates = list(reversed(position) if swapped else position) if position else []
    return {
        "name": {"fi": event.venue},
        "street_address": {"fi": event.street} if event.street else None,
        "address_locality": {"fi": event.city},
        "postal_code": event.postal_code or None,
        "telephone": {"fi": "+358 00 000 0000"},
        "email": "talo@kunta.example",
        "position": {"type": "Point", "coordinates": coordinates} if coordinates else None,
        # Divisions come from the position alone.
        "divisions": [_division(event.municipality)] if coordinates and not swapped else [],
    }


def _division(code: str) -> Fields:
    row = municipalities()[code]
    finnish = row.name_fi.lower().replace(" ", "_")
    return {
        "type": "muni",
        "ocd_id": f"ocd-division/country:fi/kunta:{finnish}",
        "municipality": row.name_fi,
        "name": {"fi": row.name_fi, "sv": row.name_sv},
    }
