"""Text of an iCalendar feed to its events as components, mended so that they can be expanded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import icalendar
from icalendar.prop import vBroken, vDDDLists, vDDDTypes
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from hytedata.models.clock import HELSINKI
from hytedata.normalise.remarks import Remarks

_EVENT: Final = re.compile(r"^BEGIN:VEVENT\s*$.*?^END:VEVENT\s*$", re.DOTALL | re.I | re.M)
_HEADER: Final = ("X-WR-TIMEZONE", "PRODID")
_ONE_TIME: Final = ("DTSTART", "DTEND", "RECURRENCE-ID")
_FREQUENT: Final = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
MOST_A_DAY: Final = 24
"""Most times a day that a rule may name: what has more is no event that people go to."""


@dataclass(frozen=True)
class Part:
    """One VEVENT, and the calendar's own facts that it is read by."""

    event: icalendar.Component
    zone: tzinfo
    product: str = ""

    @property
    def uid(self) -> str:
        """Its UID, or "" where it states none."""
        return str(self.event.get("UID", "")).strip()


@dataclass(frozen=True)
class Unread:
    """An event that is no iCalendar: its UID where that can be told, and why."""

    uid: str
    reason: str


def parts_of(text: str) -> Iterator[Part | Unread]:
    """Yield the events of all calendars in *text*.

    Where it cannot be read as a whole, events are read one by one with the rest around each.
    """
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError):
        calendars = []
    if not calendars:  # also one that was cut off, of which nothing is given
        yield from _one_by_one(text)
    for calendar in calendars:
        yield from _events(calendar)


def mend(part: Part, remarks: Remarks) -> str:
    """Prepare the event for expansion, in place; return why it cannot be used, or "".

    Floating times get the calendar's zone; ends that cannot be are dropped, with a remark; so
    are properties that cannot be read, but for those without which nothing is left.
    """
    event = part.event
    for name, value in list(event.items()):
        if isinstance(value, vBroken) and name not in ("DTSTART", "RRULE", "RECURRENCE-ID"):
            remarks.add(name, "unreadable", str(value))
            del event[name]
    for name in ("DTSTART", "RRULE", "RECURRENCE-ID"):
        if isinstance(event.get(name), vBroken):
            return f"{name} cannot be read: {event[name]}"
    if not isinstance(event.get("DTSTART"), vDDDTypes):
        return "DTSTART is missing" if "DTSTART" not in event else "DTSTART is stated several times"
    for name in _ONE_TIME:
        _settle(event.get(name), name, part.zone, remarks)
    for name in ("EXDATE", "RDATE"):
        for listed in _listed(event.get(name)):
            for time in listed.dts:
                _settle(time, name, part.zone, remarks)
    _mend_end(event, remarks)
    return _bad_rule(event)


def zone_named(name: str) -> tzinfo | None:
    """Return the zone of an IANA or Windows name, None where it is neither."""
    stated = name.strip().strip('"')
    try:
        return ZoneInfo(WINDOWS_TO_OLSON.get(stated, stated))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _one_by_one(text: str) -> Iterator[Part | Unread]:
    # Unfolded first, so that a line begins where a property does.
    whole = re.sub(r"\r?\n[ \t]", "", text)
    around = _EVENT.sub("", whole)
    zones = "\r\n".join(re.findall(r"^BEGIN:VTIMEZONE.*?^END:VTIMEZONE", around, re.M | re.S))
    stated = [line for line in around.splitlines() if line.partition(":")[0] in _HEADER]
    for found in _EVENT.finditer(whole):
        lines = ("BEGIN:VCALENDAR", *stated, zones, found[0], "END:VCALENDAR")
        try:
            calendar = icalendar.Calendar.from_ical("\r\n".join(line for line in lines if line))
        except (ValueError, IndexError, KeyError) as error:
            uid = re.search(r"^UID:(.*?)\s*$", found[0], re.M)
            yield Unread(uid[1] if uid else "", f"it is no iCalendar: {error}"[:300])
        else:
            yield from _events(calendar)


def _events(calendar: icalendar.Component) -> Iterator[Part]:
    zone = zone_named(str(calendar.get("X-WR-TIMEZONE", HELSINKI.key))) or HELSINKI
    product = str(calendar.get("PRODID", ""))
    for event in calendar.walk("VEVENT"):
        yield Part(event, zone, product)


def _settle(value: object, name: str, zone: tzinfo, remarks: Remarks) -> None:
    if not isinstance(value, vDDDTypes):
        return
    time = value.dt
    if isinstance(time, datetime) and time.tzinfo is None:
        if unknown := value.params.get("TZID"):
            remarks.add(name, "unknown-timezone", str(unknown))
            del value.params["TZID"]
        value.dt = time.replace(tzinfo=zone)


def _listed(value: object) -> Sequence[vDDDLists]:
    many = value if isinstance(value, list) else [value]
    return [it for it in many if isinstance(it, vDDDLists)]


def _mend_end(event: icalendar.Component, remarks: Remarks) -> None:
    """Drop an end that cannot be: expanding the series would fail for it."""
    start = event["DTSTART"].dt
    duration = event.get("DURATION")
    if duration is not None and ("DTEND" in event or duration.dt.total_seconds() < 0):
        remarks.add("DURATION", "not-usable", str(duration.to_ical(), "utf-8"))
        del event["DURATION"]
    stated = event.get("DTEND")
    if stated is None:
        return
    if not isinstance(stated, vDDDTypes) or _is_timed(stated.dt) != _is_timed(start):
        remarks.add("DTEND", "end-of-another-kind", str(stated))
    elif _before(stated.dt, start):
        remarks.add("DTEND", "end-before-start", str(stated.dt))
    elif not _is_timed(start) and stated.dt == start:
        # Written as if it were inclusive: one day.
        remarks.add("DTEND", "end-not-exclusive", str(stated.dt))
        return
    else:
        return
    del event["DTEND"]


def _before(end: date, start: date) -> bool:
    # Seconds since the epoch: times of one zone compare by the clock on the wall otherwise, and
    # that runs through one hour twice in autumn.
    if isinstance(end, datetime) and isinstance(start, datetime):
        return end.timestamp() < start.timestamp()
    return end < start


def _is_timed(value: object) -> bool:
    return isinstance(value, datetime)


def _bad_rule(event: icalendar.Component) -> str:
    rules = event.get("RRULE")
    for rule in rules if isinstance(rules, list) else [rules] if rules else []:
        frequency = str((rule.get("FREQ") or [""])[0]).upper()
        a_day = 1
        for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            a_day *= max(1, len(rule.get(name) or ()))
        if any(interval < 1 for interval in rule.get("INTERVAL") or ()):
            return "RRULE has an interval below 1: it would never get on"
        if frequency in _FREQUENT or a_day > MOST_A_DAY:
            return f"RRULE recurs too often to be an event: {rule.to_ical().decode()}"[:300]
    return ""
