"""Rules of PTV on the hours of channels and connections (field notes 12.3)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from hytedata.content.hours_rules import (
    h1_times,
    h2_dates,
    h2_titles,
    h3_ended,
    h4_titles,
    h5_uncovered,
    next_end,
    next_holiday,
    times_at,
)
from hytedata.models.finding import Problem
from hytedata.models.ptv import ServiceHours, WeeklyHours
from hytedata.quality.family import Checks
from hytedata.quality.ptv.problems import shortened
from hytedata.quality.rule import Setting, Subject, Verdict
from hytedata.quality.setting_values import whole_number

checks = Checks()

_HOURS: Final = "service_hours"
_NONE: Final = ServiceHours()
_IMPOSSIBLE: Final = frozenset({"no-time", "no-weekday", "dates-out-of-order"})


@checks("PTV-HRS-001")
def times_are_possible(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """H1, and times that normalising could not read."""
    hours = _hours(subject)
    for field in dict.fromkeys(one.field for one in h1_times(hours)):
        times = times_at(hours, field)
        yield Problem(f"{_HOURS}.{field}", times, {"times": times})
    for remark in subject.record.remarks:
        if remark.code in _IMPOSSIBLE and remark.field.startswith("serviceHours"):
            yield Problem(remark.field, params={"times": shortened(remark.raw)})


@checks("PTV-HRS-002")
def exceptions_have_a_date(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """H2, what blocks."""
    for field in dict.fromkeys(one.field for one in h2_dates(_hours(subject))):
        yield Problem(f"{_HOURS}.{field}")


@checks("PTV-HRS-052")
def exceptions_have_a_title(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """H2, the title; version 12 marks public holidays apart, with none."""
    hours = _hours(subject)
    untitled = {one.field for one in h2_titles(hours)}
    for index, rule in enumerate(hours.rules):
        if f"rules[{index}]" in untitled:
            yield Problem(f"{_HOURS}.rules[{index}]", params={"day": _day(rule.valid_from)})


@checks("PTV-HRS-003")
def hours_have_not_ended(subject: Subject, setting: Setting) -> Verdict:
    """H3."""
    hours = _hours(subject)
    ended = {one.field for one in h3_ended(hours, setting.today)}
    problems = tuple(
        Problem(f"{_HOURS}.rules[{index}]", params={"day": _day(rule.valid_to)})
        for index, rule in enumerate(hours.rules)
        if f"rules[{index}]" in ended
    )
    return Verdict(problems, next_end(hours, setting.today))


@checks("PTV-HRS-004")
def schedules_have_titles(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """H4."""
    hours = _hours(subject)
    count = sum(isinstance(rule, WeeklyHours) for rule in hours.rules)
    for one in h4_titles(hours):
        yield Problem(f"{_HOURS}.{one.field}", params={"count": count})


@checks("PTV-HRS-005")
def holidays_are_told(subject: Subject, setting: Setting) -> Verdict:
    """H5; of what has a week of hours."""
    hours = _hours(subject)
    if not any(isinstance(rule, WeeklyHours) for rule in hours.rules):
        return Verdict()
    days = whole_number(setting, "days")
    missing = h5_uncovered(hours, setting.today, days)
    problems = tuple(
        Problem(_HOURS, params={"count": len(missing), "day": _day(day), "holiday": name})
        for day, name in missing[:1]
    )
    return Verdict(problems, next_holiday(setting.today, days))


def _hours(subject: Subject) -> ServiceHours:
    hours = subject.record.service_hours
    return hours if isinstance(hours, ServiceHours) else _NONE


def _day(day: date | None) -> str:
    """As a date that reports write as the language of their reader does."""
    return day.isoformat() if day else "–"


RULES = checks.packaged("ptv_hours.toml")
