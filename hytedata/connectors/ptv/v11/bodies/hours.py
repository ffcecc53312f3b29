"""Service hours of our model as PTV v11's three types (ptv-api 5.4)."""

from datetime import date, time
from itertools import chain

from hytedata.connectors.ptv.v11.bodies.rows import day, local, without_blanks
from hytedata.models.common import Json
from hytedata.models.ptv.hours import (
    ContinuousHours,
    ExceptionalHours,
    HourRule,
    OpenHours,
    ServiceHours,
    WeeklyHours,
)


def service_hours(hours: ServiceHours) -> list[Json]:
    """Encode hours that `hytedata.content.writing.check` finds nothing against."""
    return [_rule(rule) for rule in hours.rules]


def _rule(rule: HourRule) -> dict[str, Json]:
    if isinstance(rule, WeeklyHours):
        return _head("DaysOfTheWeek", rule) | _weekly(rule)
    if isinstance(rule, ExceptionalHours):
        return _head("Exceptional", rule) | _exceptional(rule)
    if rule.from_day is None:
        state = "isReservation" if rule.status == "OpenOnReservation" else "isAlwaysOpen"
        return _head("DaysOfTheWeek", rule) | {state: True}
    return _head("OverMidnight", rule) | _over_midnight(rule)


def _head(kind: str, rule: HourRule) -> dict[str, Json]:
    # The last day of an exception of one day says nothing, and PTV wants it later (ptv-api 6.6).
    last = None if rule.valid_to == rule.valid_from else rule.valid_to
    return without_blanks(
        {
            "serviceHourType": kind,
            "validFrom": _day(rule.valid_from),
            "validTo": _day(last),
            "additionalInformation": local(rule.heading),
        }
    )


def _weekly(rule: WeeklyHours) -> dict[str, Json]:
    times: list[Json] = [
        {"dayFrom": weekday.capitalize(), **_times(stretch.start, stretch.end)}
        for weekday, stretches in rule.days.items()
        for stretch in stretches
    ]
    return {"openingHour": times} if times else {}


def _over_midnight(rule: ContinuousHours) -> dict[str, Json]:
    days = {"dayFrom": rule.from_day, "dayTo": rule.to_day}
    opening: dict[str, Json] = {key: word.capitalize() for key, word in days.items() if word}
    return {"openingHour": [opening | _times(rule.from_time, rule.to_time)]}


def _exceptional(rule: ExceptionalHours) -> dict[str, Json]:
    stretch = next(chain.from_iterable(rule.days.values()), OpenHours(status="Closed"))
    if stretch.status == "Closed":
        return {"isClosed": True}
    return {"openingHour": [_times(stretch.start, stretch.end)]}


def _times(start: time | None, end: time | None) -> dict[str, Json]:
    return {"from": _clock(start), "to": _clock(end)}


def _clock(moment: time | None) -> str:
    return f"{moment or time(0, 0):%H:%M}"


def _day(when: date | None) -> str | None:
    return day(when) if when else None
