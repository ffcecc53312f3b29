"""H1-H5: what stands in the hours of a channel or connection (field notes 12.3).

Paths begin at the hours: `rules[0].days.monday[1]`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Final

from hytedata.content.holidays import holidays_from
from hytedata.content.limits import Limit
from hytedata.content.objections import Objection
from hytedata.models.ptv.hours import (
    WEEKDAYS,
    ContinuousHours,
    ExceptionalHours,
    HourRule,
    OpenHours,
    ServiceHours,
    WeeklyHours,
)

HEADING: Final = Limit(150)
_PATH: Final = re.compile(r"rules\[(?P<rule>\d+)\](?:\.days\.(?P<day>\w+)\[(?P<number>\d+)\])?")
_MIDNIGHT: Final = time(0, 0)
# What begins in the evening and ends in the morning goes over midnight: a night café, a shelter.
_EVENING: Final = time(17, 0)
_MORNING: Final = time(10, 0)


def h1_times(hours: ServiceHours) -> Iterator[Objection]:
    """H1: times have two ends in order, unless over midnight, and so have dates."""
    for number, rule in enumerate(hours.rules):
        path = f"rules[{number}]"
        if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
            detail = f"{rule.valid_to} is before {rule.valid_from}"
            yield Objection("H1", "block", detail, field=f"{path}.valid_to")
        if isinstance(rule, ContinuousHours):
            yield from _continuous(path, rule)
        else:
            yield from _stretches(path, rule)


def _continuous(path: str, rule: ContinuousHours) -> Iterator[Objection]:
    parts = (rule.from_day, rule.to_day, rule.from_time, rule.to_time)
    if any(part is None for part in parts) and any(part is not None for part in parts):
        yield Objection("H1", "block", "one end of the time is missing", field=path)


def _stretches(path: str, rule: WeeklyHours | ExceptionalHours) -> Iterator[Objection]:
    for day, listed in rule.days.items():
        for number, stretch in enumerate(listed):
            if why := _wrong_stretch(stretch):
                at = f"{path}.days.{day}[{number}]"
                yield Objection("H1", "block", why, field=at)


def _wrong_stretch(stretch: OpenHours) -> str:
    if stretch.status == "Closed":
        return ""
    start, end = stretch.start, stretch.end
    if start is None or end is None:
        return "one end of the time is missing"
    over_midnight = start >= _EVENING and end <= _MORNING
    if end == _MIDNIGHT or end > start or (end < start and over_midnight):
        return ""
    return f"{end:%H:%M} is not after {start:%H:%M}"


def times_at(hours: ServiceHours, path: str) -> str:
    """Return the times, or dates, at a path of H1 as people write them: "16:00–09:00"."""
    found = _PATH.match(path)
    if found is None:
        return ""
    rule = hours.rules[int(found["rule"])]
    if found["day"] and not isinstance(rule, ContinuousHours):
        days = {str(day): listed for day, listed in rule.days.items()}
        stretch = days[found["day"]][int(found["number"])]
        return "–".join(f"{one:%H:%M}" if one else "?" for one in (stretch.start, stretch.end))
    ends = (rule.valid_from, rule.valid_to)
    return "–".join(f"{one.day}.{one.month}.{one.year}" if one else "?" for one in ends)


def h2_dates(hours: ServiceHours) -> Iterator[Objection]:
    """H2: exceptional hours have a date; a title has at most 150 characters."""
    for number, rule in enumerate(hours.rules):
        if isinstance(rule, ExceptionalHours) and rule.valid_from is None:
            yield Objection("H2", "block", "an exception without a date", field=f"rules[{number}]")
        for language, heading in rule.heading.items():
            if len(heading.strip()) > HEADING.refuse:
                at = f"rules[{number}].heading.{language}"
                yield Objection("H2", "block", f"title of {len(heading)} characters", field=at)


def h2_titles(hours: ServiceHours) -> Iterator[Objection]:
    """H2: exceptional hours have a title that says why."""
    for number, rule in enumerate(hours.rules):
        if isinstance(rule, ExceptionalHours) and not rule.heading:
            yield Objection("H2", "warn", "an exception without a title", field=f"rules[{number}]")


def h3_ended(hours: ServiceHours, today: date) -> Iterator[Objection]:
    """H3: no hours that ended before *today*."""
    for number, rule in enumerate(hours.rules):
        if rule.valid_to is not None and rule.valid_to < today:
            at = f"rules[{number}]"
            yield Objection("H3", "warn", f"ended on {rule.valid_to}", field=at)


def next_end(hours: ServiceHours, today: date) -> date | None:
    """Return the first day on which H3 may judge the same hours otherwise."""
    ends = [rule.valid_to for rule in hours.rules if rule.valid_to and rule.valid_to >= today]
    return min(ends) + timedelta(days=1) if ends else None


def h4_titles(hours: ServiceHours) -> Iterator[Objection]:
    """H4: where there are several weekly schedules each has a title."""
    weekly = [
        (number, rule) for number, rule in enumerate(hours.rules) if isinstance(rule, WeeklyHours)
    ]
    for number, rule in weekly if len(weekly) > 1 else ():
        if not rule.heading:
            at = f"rules[{number}]"
            yield Objection("H4", "warn", f"one of {len(weekly)}, without a title", field=at)


def h5_uncovered(hours: ServiceHours, today: date, days: int) -> Sequence[tuple[date, str]]:
    """H5: return the holidays of the next *days* that no exception and no holiday hours tell of.

    Only those that fall on a weekday on which the usual hours are open.
    """
    last = today + timedelta(days=days)
    return [
        (day, name)
        for day, name in holidays_from(today)
        if day <= last and _usually_open(hours, day) and not _told(hours, day, name)
    ]


def next_holiday(today: date, days: int) -> date:
    """Return the first day after *today* on which H5's span gains or loses a holiday."""
    for ahead in range(1, days + 1):
        day = today + timedelta(days=ahead)
        gone, come = day - timedelta(days=1), day + timedelta(days=days)
        if _is_holiday(gone) or _is_holiday(come):
            return day
    return today + timedelta(days=days)


def _is_holiday(day: date) -> bool:
    return next(holidays_from(day))[0] == day


def _usually_open(hours: ServiceHours, day: date) -> bool:
    weekday = WEEKDAYS[day.weekday()]
    return any(
        isinstance(rule, WeeklyHours)
        and _holds(rule, day)
        and any(stretch.status != "Closed" for stretch in rule.days.get(weekday, ()))
        for rule in hours.rules
    )


def _told(hours: ServiceHours, day: date, name: str) -> bool:
    listed = any(
        one.holiday == name and (not one.years or day.year in one.years)
        for one in hours.holidays or ()
    )
    return listed or any(
        isinstance(rule, ExceptionalHours) and rule.valid_from is not None and _holds(rule, day)
        for rule in hours.rules
    )


def _holds(rule: HourRule, day: date) -> bool:
    last = rule.valid_to or (rule.valid_from if isinstance(rule, ExceptionalHours) else None)
    return (rule.valid_from is None or rule.valid_from <= day) and (last is None or day <= last)
