"""Which events a list of Linked Events holds, and in which order (events.md 2.3)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zlib import crc32

from hytedata.models.clock import HELSINKI
from hytedata.sandbox.calendars.linked_events_world import EventDocument

LARGEST_PAGE: Final = 100
USUAL_PAGE: Final = 20
_NEVER: Final = datetime.max.replace(tzinfo=UTC)

Moments = tuple[datetime | None, datetime | None]


def moments(event: EventDocument) -> Moments:
    """Return beginning and end as the server keeps them; the end of a day is the next midnight."""
    start, end = event.fields["start_time"], event.fields["end_time"]
    if start is None:
        return None, None
    if len(start) == len("2027-01-11"):
        return _midnight(start), _midnight(end or start) + timedelta(days=1)
    return datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None


def select(
    events: Iterable[EventDocument],
    query: Mapping[str, str],
    *,
    knows_series: bool,
    seed: int = 0,
) -> list[EventDocument]:
    """Return the events that *query* asks for; parameters that are unknown count for nothing.

    Of events that begin at the same time any may come first: which ones do is another matter with
    another *seed*.
    """
    found = [event for event in events if event.public and _passes(event, query, knows_series)]
    if seed:
        found.sort(key=lambda event: crc32(f"{seed} {event.id}".encode()))
    sort = query.get("sort") or "-last_modified_time"
    if sort.lstrip("-") == "start_time":
        found.sort(key=lambda event: moments(event)[0] or _NEVER, reverse=sort.startswith("-"))
    else:
        found.sort(key=lambda event: event.modified, reverse=sort.startswith("-"))
    return found


def page_of(query: Mapping[str, str], largest: int) -> tuple[int, int]:
    """Return number and size of the page; a size that is too large, or none, is put right."""
    stated = query.get("page_size", "")
    size = int(stated) if stated.isdigit() and int(stated) else USUAL_PAGE
    number = query.get("page", "1")
    return (int(number) if number.isdigit() else 0), min(size, largest)


def _passes(event: EventDocument, query: Mapping[str, str], knows_series: bool) -> bool:
    # Any value switches tombstones on, `false` too.
    if event.deleted and not query.get("show_deleted"):
        return False
    kinds = (query.get("event_type") or "general").lower().split(",")
    if event.fields.get("type_id", "General").lower() not in kinds:
        return False
    if knows_series and not _is_of(event, query.get("super_event_type", "")):
        return False
    since = query.get("last_modified_since")
    if since and event.modified <= datetime.fromisoformat(since):
        return False
    return _overlaps(event, query.get("start"), query.get("end"))


def _is_of(event: EventDocument, wanted: str) -> bool:
    own = event.fields["super_event_type"] or "none"
    return not wanted or own in wanted.split(",")


def _overlaps(event: EventDocument, start: str | None, end: str | None) -> bool:
    begins, ends = moments(event)
    if start and begins is not None:
        asked = _asked(start)
        if not ((ends is not None and ends > asked) or begins >= asked):
            return False
    if end:
        # A day means the midnight after it, inclusive: what begins then comes too (trap 5).
        asked = _asked(end) + timedelta(days=len(end) == len("2027-01-11"))
        return begins is not None and begins <= asked
    return True


def _asked(stated: str) -> datetime:
    return _midnight(stated) if len(stated) == len("2027-01-11") else datetime.fromisoformat(stated)


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), HELSINKI)
