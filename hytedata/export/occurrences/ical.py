"""An iCalendar file (RFC 5545): one VEVENT per occurrence, for calendars of people."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO, Final

from hytedata.errors import InputError
from hytedata.export.located import Degrees
from hytedata.export.occurrences.degrees import with_degrees
from hytedata.export.occurrences.words import address_of, joined, language_of, text_of
from hytedata.models.event import Event, EventStatus
from hytedata.models.occurrence import Occurrence

if TYPE_CHECKING:
    import icalendar

PRODUCT: Final = "-//hytedata//events//EN"

# What was postponed does not take place then, and this format has no word of its own for it.
_STATUSES: Final[dict[EventStatus, str]] = {"cancelled": "CANCELLED", "postponed": "CANCELLED"}
_UNKNOWN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_END: Final = b"END:VCALENDAR\r\n"


def to_ical(occurrences: Iterable[Occurrence], stream: BinaryIO) -> int:
    """Write *occurrences* in their order; returns how many.

    Times are in UTC, which every calendar shows in its own zone; days are days (`VALUE=DATE`), and
    their end is the day after the last one. What states no end gets none. A text stands in one
    language: this format knows no more. Whom to name, and the licence, end the description.

    Raises:
        InputError: The library that writes it is not installed.
    """
    try:
        import icalendar
    except ModuleNotFoundError as error:
        raise InputError(
            f"an iCalendar file needs {error.name}, which is not installed: "
            "pip install 'hytedata[calendars]'"
        ) from error
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    stream.write(calendar.to_ical().removesuffix(_END))
    count = 0
    for one, degrees in with_degrees(occurrences):
        stream.write(_written(icalendar.Event(), one, degrees))
        count += 1
    stream.write(_END)
    return count


def _written(made: "icalendar.Event", one: Occurrence, degrees: Degrees | None) -> bytes:
    event = one.event
    made.add("uid", one.key)
    # The format wants a stamp of its last change; a clock would give another file each time.
    changed_at = event.modified_at or event.created_at or _UNKNOWN
    made.add("dtstamp", changed_at.astimezone(UTC))
    for name, when in _times(one):
        made.add(name, when)
    for name, moment in (("created", event.created_at), ("last-modified", event.modified_at)):
        if moment is not None:
            made.add(name, moment.astimezone(UTC))
    language = language_of(event.names)
    parameters = {"LANGUAGE": language} if language else {}
    made.add("summary", _clean(text_of(event.names)), parameters=parameters)
    made.add("status", _STATUSES.get(event.status, "CONFIRMED"))
    for name, text in _texts(event):
        if text:
            made.add(name, _clean(text))
    if degrees is not None:
        made.add("geo", (degrees.lat, degrees.lon))
    if labels := _categories(one):
        made.add("categories", labels)
    written: bytes = made.to_ical()
    return written


def _times(one: Occurrence) -> Iterator[tuple[str, date]]:
    time = one.event.time
    if time.all_day and time.start is not None:
        yield "dtstart", time.start
        yield "dtend", (time.end or time.start) + timedelta(days=1)
        return
    yield "dtstart", one.starts_at.astimezone(UTC)
    # What lasts no time has no end here: it must be later than the start.
    if one.ends_at is not None and one.ends_at > one.starts_at:
        yield "dtend", one.ends_at.astimezone(UTC)


def _texts(event: Event) -> Iterator[tuple[str, str]]:
    credit = joined((event.attribution, event.licence), ", ")
    parts = (text_of(event.summary), text_of(event.description), credit)
    yield "description", joined(parts, "\n\n")
    place = joined((address_of(one) for one in event.places), "; ")
    yield "location", place or event.online_url
    # An address is written as it is: a line break in it would begin another property.
    yield "url", "".join(event.page_url.split())
    # Not ORGANIZER: that is an address to write to, and nothing personal is kept.
    yield "contact", joined(text_of(one) for one in event.organizers)


def _categories(one: Occurrence) -> list[str]:
    labels = (_clean(text_of(it.labels)) for it in one.event.keywords)
    return list(dict.fromkeys([*(it for it in labels if it), *one.themes]))


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
