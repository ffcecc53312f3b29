"""A schedule of JSON-LD (`eventSchedule`) to the times that it means within a window; pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, Literal, TypeAlias

from dateutil import rrule

from hytedata.models.event import EventTime
from hytedata.models.window import Window
from hytedata.normalise.calendars.icalendar_event import shown, wall_zone
from hytedata.normalise.calendars.json_ld_thing import Thing
from hytedata.normalise.calendars.json_ld_times import duration_of, moment_of, zone_of

MOST_OF_ONE: Final = 1000
"""Most times of one schedule that are given for a window."""

_FIRST_YEAR: Final = 1990
_SLACK: Final = timedelta(days=2)
_PERIOD: Final = re.compile(r"P(\d{1,3})([DWMY])", re.ASCII | re.IGNORECASE)
_FREQUENCIES: Final[Mapping[str, Literal[0, 1, 2, 3]]] = {
    "D": rrule.DAILY,
    "W": rrule.WEEKLY,
    "M": rrule.MONTHLY,
    "Y": rrule.YEARLY,
}
_WORDS: Final = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
}
_DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_BY_DAY: Final = re.compile(r"([+-]?\d)?(mo|tu|we|th|fr|sa|su)(?:[a-z]*day)?", re.ASCII)

_Weekday: TypeAlias = "rrule.weekday"


class NotSupported(ValueError):
    """The schedule says something that we do not understand; the text tells what."""


def times_of(thing: Thing, window: Window) -> list[EventTime] | None:
    """Return the times in *window* that the schedules of a node mean; None without a schedule.

    Times are by the clock of `scheduleTimezone`, else of Finland, also across changes of the
    clock. At most one more than `MOST_OF_ONE` are given.

    Raises:
        NotSupported: A schedule cannot be expanded.
    """
    schedules = list(thing.things("eventSchedule"))
    if not schedules:
        return None
    found: dict[str, EventTime] = {}
    for schedule in schedules:
        for one in _times(schedule, thing, window):
            found.setdefault(str(one.start), one)
            if len(found) > MOST_OF_ONE:
                break
    return sorted(found.values(), key=lambda it: str(it.start))


def _times(schedule: Thing, event: Thing, window: Window) -> Iterator[EventTime]:
    zone = zone_of(event)
    first, timed = _first(schedule, event, zone)
    rule = _rule(schedule, first, _last(schedule, window))
    lasting, except_days = _lasting(schedule, first, timed=timed), _exceptions(schedule, zone)
    earliest = (window.start - _SLACK - (lasting or timedelta())).replace(tzinfo=None)
    for start in rule:
        if start < earliest:
            continue
        local = start.replace(tzinfo=zone)
        if start.date() in except_days or (timed and shown(local) in except_days):
            continue
        made = _made(start, local, lasting, timed=timed)
        if window.holds(made):
            yield made


def _made(start: datetime, local: datetime, lasting: timedelta | None, *, timed: bool) -> EventTime:
    if not timed:
        return EventTime(start=start.date())
    end = None if lasting is None else shown((start + lasting).replace(tzinfo=local.tzinfo))
    begins = shown(local)
    # In the night of a change of the clock an end may come to lie before its beginning.
    if isinstance(end, datetime) and end.astimezone(UTC) < local.astimezone(UTC):
        end = None
    return EventTime(start=begins, end=end, timezone=wall_zone(local))


def _first(schedule: Thing, event: Thing, zone: tzinfo) -> tuple[datetime, bool]:
    """Return the first time by the wall clock, and whether a time of day is stated."""
    text = schedule.raw("startDate") or event.raw("startDate")
    found = moment_of(text, zone)
    if found is None:
        raise NotSupported("it states no startDate")
    clock = _clock(schedule, "startTime")
    if isinstance(found, datetime):
        local = found.astimezone(zone).replace(tzinfo=None)
        day, clock = local.date(), clock or local.time()
    else:
        day = found
    if day.year < _FIRST_YEAR:
        raise NotSupported(f"it begins too long ago ({day})")
    return datetime.combine(day, clock or time()), clock is not None


def _last(schedule: Thing, window: Window) -> datetime:
    until = (window.end + _SLACK).replace(tzinfo=None)
    text = schedule.raw("endDate")
    stated = moment_of(text)
    if text and stated is None:
        raise NotSupported(f"its endDate is no time: {text[:40]!r}")
    if stated is None:
        return until
    day = stated.date() if isinstance(stated, datetime) else stated
    return min(until, datetime.combine(day, time(23, 59, 59)))


def _rule(schedule: Thing, first: datetime, last: datetime) -> Iterator[datetime]:
    days = list(_weekdays(schedule))
    stated = schedule.raw("repeatFrequency") or ("P1W" if days else "")
    word = stated.rpartition("/")[2]
    period = _PERIOD.fullmatch(_WORDS.get(word.casefold(), word))
    if period is None or not int(period[1]):
        raise NotSupported(f"its repeatFrequency cannot be read: {stated[:40]!r}")
    weeks = _numbers(schedule, "byMonthWeek", 5)
    try:
        rule = rrule.rrule(
            _FREQUENCIES[period[2].upper()],
            interval=int(period[1]),
            dtstart=first,
            until=last,
            byweekday=[day(week) for day in days for week in weeks] if weeks else days or None,
            bymonth=_numbers(schedule, "byMonth", 12) or None,
            bymonthday=_numbers(schedule, "byMonthDay", 31) or None,
        )
    except (ValueError, TypeError) as error:
        raise NotSupported(f"it cannot be expanded: {error}"[:200]) from error
    return _counted(rule, schedule)


def _counted(rule: "rrule.rrule", schedule: Thing) -> Iterator[datetime]:
    text = schedule.raw("repeatCount")
    most = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
    for number, start in enumerate(rule):
        if most is not None and number >= most:
            return
        yield start


def _weekdays(schedule: Thing) -> Iterator[_Weekday]:
    for value in schedule.each("byDay"):
        text = str(value.get("@id") or "") if isinstance(value, Mapping) else str(value)
        for part in text.split(","):
            found = _BY_DAY.fullmatch(part.strip().rpartition("/")[2].casefold())
            if found is None:
                raise NotSupported(f"its byDay cannot be read: {part[:40]!r}")
            day = rrule.weekday(_DAYS.index(found[2]))
            yield day(int(found[1])) if found[1] and int(found[1]) else day


def _numbers(schedule: Thing, name: str, most: int) -> list[int]:
    found = []
    for value in schedule.each(name):
        text = str(value).strip()
        if not re.fullmatch(r"-?\d{1,2}", text, re.ASCII) or not 0 < abs(int(text)) <= most:
            raise NotSupported(f"its {name} cannot be read: {text[:40]!r}")
        found.append(int(text))
    return found


def _lasting(schedule: Thing, first: datetime, *, timed: bool) -> timedelta | None:
    end = _clock(schedule, "endTime")
    if not timed or end is None:
        return duration_of(schedule) if timed else None
    span = datetime.combine(first.date(), end) - first
    return span if span > timedelta() else span + timedelta(days=1)


def _exceptions(schedule: Thing, zone: tzinfo) -> set[date]:
    """Return days, and times, on which it does not take place."""
    found: set[date] = set()
    for value in schedule.each("exceptDate"):
        moment = moment_of(str(value), zone)
        if moment is None:
            raise NotSupported(f"its exceptDate is no time: {str(value)[:40]!r}")
        found.add(moment)
    return found


def _clock(schedule: Thing, name: str) -> time | None:
    text = schedule.raw(name)
    if not text:
        return None
    try:
        found = time.fromisoformat(text.rpartition("T")[2])
    except ValueError as error:
        raise NotSupported(f"its {name} is no time of day: {text[:40]!r}") from error
    return found.replace(tzinfo=None)
