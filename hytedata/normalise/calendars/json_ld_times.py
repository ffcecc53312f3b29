"""When an event of JSON-LD takes place, and whether it does; pure (events.md 5)."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from hytedata.models.clock import HELSINKI
from hytedata.models.event import EventStatus, EventTime
from hytedata.normalise.calendars.icalendar_event import shown, wall_zone
from hytedata.normalise.calendars.icalendar_parts import zone_named
from hytedata.normalise.calendars.json_ld_thing import Thing

_DURATION: Final = re.compile(
    r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?",
    re.ASCII | re.IGNORECASE,
)
_YEARS: Final = range(1900, 2201)
_MIDNIGHT: Final = re.compile(r"[T ]24:?00(?::?00)?", re.ASCII)
_WHOLE_DAYS: Final = frozenset({("00:00", "00:00"), ("00:00", "23:59"), ("00:01", "23:59")})
_STATUSES: Final[Mapping[str, EventStatus]] = {
    "scheduled": "scheduled",
    "movedonline": "scheduled",
    "rescheduled": "rescheduled",
    "postponed": "postponed",
    "cancelled": "cancelled",
    "canceled": "cancelled",
}
_GRAVITY: Final[tuple[EventStatus, ...]] = ("cancelled", "postponed", "rescheduled", "scheduled")
MOVED_ONLINE: Final = "movedonline"


def time_of(thing: Thing) -> EventTime:
    """Return when a node says that it takes place; a stated last day is inclusive.

    Times without an offset are by the clock in Finland, or of `scheduleTimezone`. A missing end
    is one only where a duration is stated.
    """
    zone = zone_of(thing)
    start = _stated(thing, "startDate", zone)
    end = _stated(thing, "endDate", zone)
    if start is None:
        if end is not None:
            thing.odd("endDate", "end-without-start", thing.raw("endDate"))
        return EventTime()
    if end is None:
        end = _after(start, duration_of(thing))
    return EventTime(start=start, end=_checked(thing, start, end), timezone=_name_of(zone))


def original_of(thing: Thing) -> date | None:
    """Return when it was to begin at first, where it was moved."""
    zone, code = zone_of(thing), "no-time"
    found: list[date] = []
    for value in thing.each("previousStartDate"):
        moment = moment_of(str(value), zone)
        if moment is None:
            thing.odd("previousStartDate", code, value)
        else:
            found.append(moment)
    return min(found, key=str, default=None)


def status_in(thing: Thing) -> EventStatus:
    """Return the stated status, of several the gravest; an address or a bare word."""
    words = status_words(thing)
    found = {status for word in words if (status := _STATUSES.get(word))}
    for word in words:
        if word not in _STATUSES:
            thing.odd("eventStatus", "unknown-status", word)
    return next((status for status in _GRAVITY if status in found), "scheduled")


def status_words(thing: Thing) -> list[str]:
    """Return the stated status as plain words: `https://schema.org/EventPostponed` → postponed."""
    stated = (_last_word(it) for it in _names(thing, "eventStatus"))
    return [it.removeprefix("event") for it in stated if it]


def moment_of(text: str, zone: tzinfo = HELSINKI) -> date | None:
    """Return a day, or a time as people in Finland read it; None for anything else."""
    plain = " ".join(text.split()).replace(" +", "+").replace(" Z", "Z")
    try:
        day = date.fromisoformat(plain)
        return day if day.year in _YEARS else None
    except ValueError:
        pass
    later = timedelta(days=1) if _MIDNIGHT.search(plain) else timedelta()
    try:
        found = datetime.fromisoformat(_MIDNIGHT.sub("T00:00", plain)) + later
        aware = found if found.tzinfo else found.replace(tzinfo=zone)
        return shown(aware) if found.year in _YEARS else None
    except (ValueError, OverflowError):
        return None


def aware_of(thing: Thing, *names: str) -> datetime | None:
    """Return a time; a day is its beginning in Finland."""
    for name in names:
        if text := thing.raw(name):
            found = moment_of(text)
            if isinstance(found, datetime):
                return found
            if found is not None:
                return datetime(found.year, found.month, found.day, tzinfo=HELSINKI)
            thing.odd(name, "no-time", text)
    return None


def duration_of(thing: Thing) -> timedelta | None:
    """Return the stated duration, None where there is none that can be read."""
    text = thing.raw("duration")
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        if text:
            thing.odd("duration", "no-duration", text)
        return None
    weeks, days, hours, minutes, seconds = (int(it or 0) for it in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def zone_of(thing: Thing) -> tzinfo:
    """Return the zone of its clock: Finland's, unless its schedule states another."""
    named = next((it.raw("scheduleTimezone") for it in thing.things("eventSchedule")), "")
    found = zone_named(named or thing.raw("scheduleTimezone") or HELSINKI.key)
    if found is None:
        thing.odd("scheduleTimezone", "unknown-timezone", named)
    return found or HELSINKI


def _stated(thing: Thing, name: str, zone: tzinfo) -> date | None:
    text = thing.raw(name)
    found = moment_of(text, zone) if text else None
    if text and found is None:
        thing.odd(name, "no-time", text)
    return found


def _after(start: date, duration: timedelta | None) -> date | None:
    if duration is None:
        return None
    if isinstance(start, datetime):
        # Whole days are counted on the wall clock, hours as they pass.
        if not duration.seconds:
            return start + duration
        return shown(start.astimezone(UTC) + duration)
    # Two days are this one and the next; hours of a day are less than it.
    return start + timedelta(days=max(0, duration.days - 1))


def _checked(thing: Thing, start: date, end: date | None) -> date | None:
    """Return *end* where it can be one of *start*."""
    if end is None:
        return None
    if isinstance(start, datetime) and isinstance(end, datetime):
        if end.astimezone(UTC) < start.astimezone(UTC):
            thing.odd("endDate", "end-before-start", thing.raw("endDate"))
            return None
        if (f"{start:%H:%M}", f"{end:%H:%M}") in _WHOLE_DAYS:
            thing.odd("startDate", "perhaps-all-day", thing.raw("startDate"))
        return end
    if isinstance(start, datetime) or isinstance(end, datetime):
        thing.odd("endDate", "end-of-another-kind", thing.raw("endDate"))
        # A day's end by the clock is still that day; the clock of a mere day is not known.
        end = end.date() if isinstance(end, datetime) else None
    if end is not None and end < start:
        thing.odd("endDate", "end-before-start", thing.raw("endDate"))
        return None
    return end


def _names(thing: Thing, name: str) -> list[str]:
    return [
        str(value.get("@id") or value.get("name") or "")
        if isinstance(value, Mapping)
        else str(value)
        for value in thing.each(name)
    ]


def _last_word(stated: str) -> str:
    return re.split(r"[/#:]", stated.strip().rstrip("/"))[-1].casefold()


def _name_of(zone: tzinfo) -> str:
    return wall_zone(datetime(2027, 1, 1, tzinfo=zone))
