"""Service hours: three types of v11 to the rules of our model (ptv-api 5.4, ptv-v12 6.4)."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import lru_cache

from hytedata.connectors.ptv.v11.wire.contacts import DailyOpeningTime, ServiceHour
from hytedata.models.ptv import OpenHours, ServiceHours, Weekday
from hytedata.normalise.ptv.notes import Notes, shape
from hytedata.normalise.ptv.texts import Fields, local_text
from hytedata.normalise.ptv.words import DAYS, WEEKDAY_NUMBERS

NO_HOURS = ServiceHours()
CLOSED = OpenHours(status="Closed")

_WEEK = 7
# The second words are those of versions before v8.
_WEEKLY = frozenset({"DaysOfTheWeek", "Standard"})
_OVER_MIDNIGHT = frozenset({"OverMidnight", "Special"})
_EXCEPTIONAL = frozenset({"Exceptional", "Exception"})


def normalise_hours(
    hours: Sequence[ServiceHour] | None, notes: Notes, path: str = "serviceHours"
) -> ServiceHours | Fields:
    """Normalise all hours of a channel or connection, in PTV's order.

    Public holidays come as exceptions with their next date, so `holidays` stays None.
    """
    if not hours:
        return NO_HOURS
    rules: list[Fields] = []
    for number, hour in enumerate(hours):
        rules += _rules(hour, notes, f"{path}[{number}]")
    return {"rules": rules}


def _rules(hour: ServiceHour, notes: Notes, path: str) -> list[Fields]:
    kind = hour.service_hour_type
    if kind in _WEEKLY:
        rules = [_weekly(hour, notes, path)]
    elif kind in _EXCEPTIONAL:
        return [_exceptional(hour, notes, path)]
    elif kind in _OVER_MIDNIGHT:
        rules = _over_midnight(hour, notes, path)
    else:
        notes.add(f"{path}.serviceHourType", "unknown-hours-type", shape(hour))
        return []
    if hour.is_closed:
        notes.add(f"{path}.isClosed", "contradictory-hours", shape(hour))
    if kind not in _WEEKLY and (hour.is_always_open or hour.is_reservation):
        notes.add(path, "contradictory-hours", shape(hour))
    return rules


def _head(hour: ServiceHour, notes: Notes, path: str, kind: str) -> Fields:
    """Return what rules of every kind have. The text is the title that readers see."""
    fields: Fields = {"kind": kind}
    if hour.additional_information:
        fields["heading"] = local_text(
            hour.additional_information, notes, f"{path}.additionalInformation"
        )
    if hour.valid_from:
        fields["valid_from"] = _date(hour.valid_from, notes, f"{path}.validFrom")
    if hour.valid_to:
        fields["valid_to"] = _date(hour.valid_to, notes, f"{path}.validTo")
    return fields


def _weekly(hour: ServiceHour, notes: Notes, path: str) -> Fields:
    """Hours that repeat each week, or without any hours: always open, or by reservation."""
    openings = hour.opening_hour
    status = "OpenOnReservation" if hour.is_reservation else "Open"
    if hour.is_always_open or (hour.is_reservation and not openings):
        if openings:
            notes.add(f"{path}.openingHour", "contradictory-hours", shape(hour))
        fields = _head(hour, notes, path, "continuous")
        fields["status"] = status
        return fields
    fields = _head(hour, notes, path, "weekly")
    if openings:
        fields["days"] = _days(openings, status, notes, path)
    return fields


def _days(
    openings: Sequence[DailyOpeningTime],
    status: str,
    notes: Notes,
    path: str,
    *,
    unnamed: tuple[Weekday, ...] = (),
) -> dict[Weekday, list[OpenHours]]:
    """Group intervals by weekday, in the order of their times.

    *unnamed* are the days of an interval that names none.
    """
    found: dict[Weekday, list[OpenHours]] = {}
    for number, opening in enumerate(openings):
        stretch = _stretch(opening.from_, opening.to, status)
        if stretch is None:
            notes.add(f"{path}.openingHour[{number}]", "no-time", shape(opening))
            continue
        if not opening.day_from and unnamed:
            named = unnamed
        else:
            named = _range(opening.day_from, opening.day_to or None)
            if not named:
                notes.add(f"{path}.openingHour[{number}]", "no-weekday", shape(opening))
        for day in named:
            stretches = found.get(day)
            if stretches is None:
                found[day] = [stretch]
            elif stretch not in stretches:
                stretches.append(stretch)
                stretches.sort(key=_start)
    return found


def _over_midnight(hour: ServiceHour, notes: Notes, path: str) -> list[Fields]:
    """From a time of one weekday to a time of another, without a break."""
    rules = []
    for number, opening in enumerate(hour.opening_hour or ()):
        at = f"{path}.openingHour[{number}]"
        stretch = _stretch(opening.from_, opening.to, "Open")
        first, last = _day(opening.day_from), _day(opening.day_to)
        if stretch is None:
            notes.add(at, "no-time", shape(opening))
        elif first is None or last is None:
            notes.add(at, "no-weekday", shape(opening))
        else:
            fields = _head(hour, notes, path, "continuous")
            fields |= {
                "from_day": first,
                "to_day": last,
                "from_time": stretch.start,
                "to_time": stretch.end,
            }
            rules.append(fields)
    if not hour.opening_hour:
        notes.add(path, "no-hours", shape(hour))
    return rules


def _exceptional(hour: ServiceHour, notes: Notes, path: str) -> Fields:
    """Other hours, or none, on each day from the first date to the last, or on the first alone."""
    fields = _head(hour, notes, path, "exceptional")
    first, last = fields.get("valid_from"), fields.get("valid_to")
    if first is None:
        notes.add(f"{path}.validFrom", "exception-without-date", shape(hour))
    elif last is None and not hour.valid_to:
        fields["valid_to"] = last = first
    days = _days_between(first, last)
    if not days:
        notes.add(f"{path}.validTo", "dates-out-of-order", shape(hour))
    openings = hour.opening_hour
    if hour.is_closed:
        if openings and any(_is_some_time(one) for one in openings):
            notes.add(f"{path}.isClosed", "contradictory-hours", shape(hour))
        fields["days"] = dict.fromkeys(days, (CLOSED,))
    elif openings:
        fields["days"] = _days(openings, "Open", notes, path, unnamed=days)
    else:
        notes.add(path, "no-hours", shape(hour))
    if hour.is_always_open or hour.is_reservation:
        notes.add(path, "contradictory-hours", shape(hour))
    return fields


def _is_some_time(opening: DailyOpeningTime) -> bool:
    # A closed day of older data comes with 00:00–00:00.
    return bool((opening.from_ or "").strip("0:") or (opening.to or "").strip("0:"))


@lru_cache(maxsize=4096)
def _stretch(start: str | None, end: str | None, status: str) -> OpenHours | None:
    """Return one interval; the same times come so often that they are one value."""
    first, last = _time(start), _time(end)
    if first is None or last is None:
        return None
    return OpenHours(start=first, end=last, status=status)


def _time(stated: str | None) -> time | None:
    try:
        read = time.fromisoformat(stated) if stated else None
    except ValueError:
        return None
    # A time with a zone, or none at all, is no time of day as PTV writes it.
    return read if read is not None and read.tzinfo is None else None


def _start(hours: OpenHours) -> time:
    return hours.start or time.min


def _date(stated: str, notes: Notes, path: str) -> date | None:
    """Return the date of a time: of it, only the date is used (ptv-api 5.4)."""
    read = _read_date(stated[:10])
    if read is None:
        notes.add(path, "no-date", stated)
    return read


@lru_cache(maxsize=4096)
def _read_date(stated: str) -> date | None:
    try:
        return date.fromisoformat(stated)
    except ValueError:
        return None


@lru_cache(maxsize=128)
def _range(first: str | None, last: str | None) -> tuple[Weekday, ...]:
    """Return the days from one to another, both included, over the end of a week if need be."""
    start = WEEKDAY_NUMBERS.get(first)
    end = start if last is None else WEEKDAY_NUMBERS.get(last)
    if start is None or end is None:
        return ()
    return tuple(DAYS[(start + more) % _WEEK] for more in range((end - start) % _WEEK + 1))


def _day(stated: str | None) -> Weekday | None:
    number = WEEKDAY_NUMBERS.get(stated)
    return None if number is None else DAYS[number]


def _days_between(first: date | None, last: date | None) -> tuple[Weekday, ...]:
    """Return the weekdays that lie between two dates; all of them where one is unknown."""
    if first is None or last is None:
        return DAYS
    count = min((last - first).days + 1, _WEEK)
    return tuple(DAYS[(first + timedelta(days=more)).weekday()] for more in range(count))
