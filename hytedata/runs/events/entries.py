"""From an event of a calendar to what the catalogue keeps of it."""

from datetime import timedelta
from typing import Final

from hytedata.config import Calendar
from hytedata.config.calendar_table import FINLAND
from hytedata.models.event import Event
from hytedata.models.occurrence import OccurrenceSpan
from hytedata.models.window import extent_of
from hytedata.places.event_places import is_only_in_town, is_only_online, positions_of_event
from hytedata.places.shapes import bounds_of
from hytedata.runs.entries import content_hash_of, encoded
from hytedata.store.catalogue import AreaCode, AreaKind, Entry

LONG_RUNNING_AFTER: Final = timedelta(days=14)
"""What lasts longer is open rather than takes place: our own rule, since calendars state none."""

_KINDS: Final[tuple[AreaKind, ...]] = ("municipality", "region", "county")


def entry_of_event(event: Event, calendar: Calendar) -> Entry:
    """Return what is kept of an event; nothing is added but what its calendar is known for.

    Its position is that of its first place that has one; the point of a whole town, which says
    nothing but the municipality, only where there is no other, and marked. What is only online
    belongs to the area of the calendar's publisher.
    """
    document = event.model_dump(mode="json")
    positions = positions_of_event(event)
    area, is_nationwide = _area(event, calendar)
    return Entry(
        ref=event.ref,
        hash=content_hash_of(document),
        model=encoded(document),
        names=event.names,
        owner=event.publisher or None,
        status=event.status,
        municipalities=tuple(sorted({it.municipality for it in event.places if it.municipality})),
        area=area,
        is_nationwide=is_nationwide,
        position=positions[0] if positions else None,
        modified_at=event.modified_at,
        bounds=bounds_of(event),
        when=OccurrenceSpan.of(
            event,
            long_running=is_long_running(event),
            whole_town=is_only_in_town(event),
        ),
    )


def is_long_running(event: Event) -> bool:
    """Whether it lasts longer than `LONG_RUNNING_AFTER`; what states no end does not."""
    extent = extent_of(event.time)
    if extent is None or extent[1] is None:
        return False
    return extent[1] - extent[0] > LONG_RUNNING_AFTER


def _area(event: Event, calendar: Calendar) -> tuple[tuple[AreaCode, ...], bool]:
    if not is_only_online(event):
        return (), False
    if FINLAND in calendar.area:
        return (), True
    home = (f"municipality:{calendar.municipality}",) if calendar.municipality else ()
    named = [one.partition(":") for one in calendar.area or home]
    return (
        tuple(AreaCode(kind, code) for word, _, code in named for kind in _KINDS if kind == word),
        False,
    )
