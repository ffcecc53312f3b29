"""Service hours: six types of v12, and holidays, to the rules of our model (ptv-v12 4)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from functools import lru_cache
from typing import Final

from hytedata.connectors.ptv.v12.wire.hours import (
    Day,
    HolidayServiceHours,
    Opening,
    Repetition,
    ServiceHour,
)
from hytedata.connectors.ptv.v12.wire.hours import ServiceHours as WireHours
from hytedata.models.ptv import OpenHours, ServiceHours, Weekday
from hytedata.normalise.ptv.hours import CLOSED, NO_HOURS
from hytedata.normalise.ptv.notes import Notes, shape
from hytedata.normalise.ptv.texts import Fields
from hytedata.normalise.ptv.words import DAYS
from hytedata.normalise.ptv_v12.texts import local_text

_PATH = "serviceHours"
_CLOSED = "Closed"
_MIDNIGHT = time()
_WEEKDAYS: Final[Mapping[str, Weekday]] = {day: day for day in DAYS}


def normalise_hours(hours: WireHours | None, notes: Notes) -> ServiceHours | Fields:
    """Normalise all hours of a channel or connection, in PTV's order."""
    if hours is None or not (hours.hours or hours.holiday_service_hours):
        return NO_HOURS
    rules = []
    for number, hour in enumerate(hours.hours or ()):
        rule = _rule(hour, notes, f"{_PATH}.hours[{number}]")
        if rule is not None:
            rules.append(rule)
    return {"rules": rules, "holidays": _holidays(hours.holiday_service_hours, notes)}


def _rule(hour: ServiceHour, notes: Notes, path: str) -> Fields | None:
    """Return a rule; None, and a remark, for one of a type that is not known."""
    fill = _TYPES.get(hour.type or "")
    if fill is None:
        notes.add(f"{path}.type", "unknown-hours-type", shape(hour))
        return None
    fields: Fields = {}
    for field, texts, name in (
        ("heading", hour.heading, "heading"),
        ("info", hour.additional_information, "additionalInformation"),
    ):
        if texts:
            fields[field] = local_text(texts, notes, f"{path}.{name}")
    return fields | fill(hour, notes, path)


def _weekly(hour: ServiceHour, notes: Notes, path: str) -> Fields:
    return {"kind": "weekly", "days": _days(hour.weekly_hours, notes, path)}


def _weekly_in_season(hour: ServiceHour, notes: Notes, path: str) -> Fields:
    return _weekly(hour, notes, path) | _dates(hour, notes, path)


def _exceptional(hour: ServiceHour, notes: Notes, path: str) -> Fields:
    fields = _dates(hour, notes, path)
    fields |= {"kind": "exceptional", "days": _days(hour.weekly_hours, notes, path)}
    if not hour.weekly_hours:
        notes.add(f"{path}.weeklyHours", "no-hours", shape(hour))
    return fields


def _always(hour: ServiceHour, notes: Notes, path: str) -> Fields:
    return {"kind": "continuous", "status": _status(hour.opening_status, notes, path)}


def _over_weekdays(hour: ServiceHour, notes: Notes, path: str) -> Fields:
    """From a time of one weekday to a time of another: v11's `OverMidnight` (ptv-v12 6.4)."""
    fields = _always(hour, notes, path)
    for field, day, name in (
        ("from_day", hour.from_day, "fromDay"),
        ("to_day", hour.to_day, "toDay"),
    ):
        fields[field] = _WEEKDAYS.get((day or "").lower())
        if fields[field] is None:
            notes.add(f"{path}.{name}", "no-weekday", day or "")
    for field, told, name in (
        ("from_time", hour.from_time, "fromTime"),
        ("to_time", hour.to_time, "toTime"),
    ):
        fields[field] = _time(told)
        if fields[field] is None:
            notes.add(f"{path}.{name}", "no-time", told or "")
    return fields


def _over_dates(hour: ServiceHour, notes: Notes, path: str) -> Fields:
    """The same in a season; or the whole of all its days, which v11 says without times."""
    fields = _over_weekdays(hour, notes, path) | _dates(hour, notes, path)
    if _is_whole_season(fields):
        for field in ("from_day", "to_day", "from_time", "to_time"):
            del fields[field]
    return fields


def _is_whole_season(fields: Fields) -> bool:
    """Whether it lasts from the first midnight of the first date to the last one of the last.

    v12 has no other type for v11's `isAlwaysOpen` between two dates: this is what it would look
    like (our reading of ptv-v12 6.4; nobody has told yet what PTV makes of it).
    """
    first, last = fields["valid_from"], fields["valid_to"]
    if first is None or last is None:
        return False
    days = (DAYS[first.weekday()], DAYS[last.weekday()])
    at_midnight = fields["from_time"] == fields["to_time"] == _MIDNIGHT
    return at_midnight and (fields["from_day"], fields["to_day"]) == days


_TYPES: Final[Mapping[str, Callable[[ServiceHour, Notes, str], Fields]]] = {
    "WeeklyUntilFurtherNoticeServiceHour": _weekly,
    "WeeklyDateRangeServiceHour": _weekly_in_season,
    "ContinuousAlwaysValidServiceHour": _always,
    "ContinuousDateRangeServiceHour": _over_dates,
    "ContinuousWeekdaysUntilFurtherNoticeServiceHour": _over_weekdays,
    "ExceptionalDateRangeServiceHour": _exceptional,
}


def _days(
    weekly: Mapping[str, Day | None] | None, notes: Notes, path: str
) -> dict[Weekday, list[OpenHours]]:
    found = {}
    for name, day in (weekly or {}).items():
        at = f"{path}.weeklyHours.{name}"
        weekday = _WEEKDAYS.get(name.lower())
        stretches = _stretches(day.hours if day is not None else None, notes, f"{at}.hours")
        if weekday is None:
            notes.add(at, "no-weekday", shape(day) if day is not None else name)
        elif stretches:
            found[weekday] = stretches
        elif day is not None and not day.hours:
            notes.add(at, "no-hours", shape(day))
    return found


def _stretches(openings: Iterable[Opening] | None, notes: Notes, path: str) -> list[OpenHours]:
    """Return the hours of one day in the order of their times, each once."""
    found: list[OpenHours] = []
    for number, opening in enumerate(openings or ()):
        stretch = _stretch(opening, notes, f"{path}[{number}]")
        if stretch is not None and stretch not in found:
            found.append(stretch)
    found.sort(key=lambda hours: hours.start or _MIDNIGHT)
    return found


def _stretch(opening: Opening, notes: Notes, path: str) -> OpenHours | None:
    """Return one interval; a closed one has no times."""
    info = local_text(opening.additional_information, notes, f"{path}.additionalInformation")
    status = _status(opening.opening_status, notes, path)
    if status == _CLOSED:
        if _is_some_time(opening.start) or _is_some_time(opening.end):
            notes.add(path, "contradictory-hours", shape(opening))
        plain = _closed(opening.repetition or "Weekly")
    else:
        start, end = _time(opening.start), _time(opening.end)
        if start is None or end is None:
            notes.add(path, "no-time", shape(opening))
            return None
        plain = _open(start, end, status, opening.repetition or "Weekly")
    return OpenHours.model_validate(plain.model_dump() | {"info": info}) if info else plain


@lru_cache(maxsize=4096)
def _open(start: time, end: time, status: str, repetition: str) -> OpenHours:
    # The same times come so often that they are one value.
    return OpenHours(start=start, end=end, status=status, repetition=repetition)


@lru_cache(maxsize=16)
def _closed(repetition: str) -> OpenHours:
    return CLOSED.model_copy(update={"repetition": repetition})


def _holidays(told: HolidayServiceHours | None, notes: Notes) -> list[Fields] | None:
    """Return the hours of holidays; None where v12 says null: it is not known that there are none.

    Which date each is, is the reader's to compute (ptv-v12 4).
    """
    if told is None:
        return None
    path = f"{_PATH}.holidayServiceHours"
    years = _years(told.repetition, notes, f"{path}.repetition")
    if years is None:
        notes.add(path, "no-years", shape(told))
        return []
    found = []
    for number, one in enumerate(told.holidays or ()):
        at = f"{path}.holidays[{number}]"
        if not one.holiday_name or one.holiday_name.isspace():
            notes.add(f"{at}.holidayName", "no-holiday", shape(one))
            continue
        hours = _stretches(one.hours, notes, f"{at}.hours")
        found.append({"holiday": one.holiday_name, "hours": hours, "years": years})
    return found


def _years(repetition: Repetition | None, notes: Notes, path: str) -> Sequence[int] | None:
    """Return the years of holiday hours, none for every year; None: they hold in no year."""
    years = tuple(sorted(set(repetition.years or ()))) if repetition is not None else ()
    match repetition.type if repetition is not None else None:
        case "RepetitionEveryYear":
            if years:
                notes.add(f"{path}.years", "unexpected-years", list(years))
            return ()
        case "RepetitionInSelectedYears":
            return years or None
        case word:
            notes.add(f"{path}.type", "unknown-repetition", word or "")
            return years


def _status(stated: str | None, notes: Notes, path: str) -> str:
    if not stated or stated.isspace():
        notes.add(f"{path}.openingStatus", "no-status", "")
        return "Open"
    return stated


def _is_some_time(stated: str | None) -> bool:
    # A closed day has to have times in v12 too: it comes with 00:00–00:00.
    return bool((stated or "").strip("0:"))


@lru_cache(maxsize=4096)
def _time(stated: str | None) -> time | None:
    if stated == "24:00":
        return _MIDNIGHT
    try:
        read = time.fromisoformat(stated) if stated else None
    except ValueError:
        return None
    # A time with a zone is no time of day as PTV writes it.
    return read if read is not None and read.tzinfo is None else None


def _dates(hour: ServiceHour, notes: Notes, path: str) -> Fields:
    """Return the two dates; what is none, or out of order, is remarked on."""
    first = _date(hour.from_date, notes, f"{path}.fromDate")
    last = _date(hour.to_date, notes, f"{path}.toDate")
    if first is not None and last is not None and last < first:
        notes.add(f"{path}.toDate", "dates-out-of-order", shape(hour))
    return {"valid_from": first, "valid_to": last}


def _date(stated: str | None, notes: Notes, path: str) -> date | None:
    read = _read_date((stated or "")[:10])
    if read is None:
        notes.add(path, "no-date", stated or "")
    return read


@lru_cache(maxsize=4096)
def _read_date(stated: str) -> date | None:
    try:
        return date.fromisoformat(stated)
    except ValueError:
        return None
