"""Hours as HSDS has them: a row per stretch of time and weekday, in the terms of iCalendar."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Final

from hytedata.export.hsds.values import Row, key, row, some
from hytedata.export.spans import spans_of
from hytedata.models.common import Json, Language, LocalizedText, first_text
from hytedata.models.ptv import (
    ContinuousHours,
    ExceptionalHours,
    OpenHours,
    ServiceHours,
    WeeklyHours,
)
from hytedata.models.ptv.hours import WEEKDAYS, HourRule, Weekday

_DAYS: Final[Mapping[Weekday, str]] = {day: day[:2].upper() for day in WEEKDAYS}
_WEEKS: Final[Mapping[str, str]] = {
    "OddWeeks": ",".join(map(str, range(1, 54, 2))),
    "EvenWeeks": ",".join(map(str, range(2, 54, 2))),
}


def schedules_of(owner: str, hours: ServiceHours | None, language: Language) -> list[Json]:
    """Return the schedules of *hours*; times are those of a clock in Finland, without an offset.

    Finland changes its offset twice a year, and HSDS knows but one for a schedule.
    """
    rules = hours.rules if hours else ()
    return some(
        {"id": key(owner, "schedule", str(at), str(number)), **one}
        for at, rule in enumerate(rules)
        for number, one in enumerate(_rows(rule, language))
    )


def _rows(rule: HourRule, language: Language) -> Iterator[Row]:
    frame: Row = {
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "description": _text(rule.heading, language),
    }
    match rule:
        case WeeklyHours() | ExceptionalHours():
            if not rule.days and isinstance(rule, ExceptionalHours):  # closed on all its days
                yield row({**frame, "notes": _joined("Closed", _text(rule.info, language))})
            for day in WEEKDAYS:
                for one in rule.days.get(day, ()):
                    yield row({**frame, **_stretch(day, one, rule.info, language)})
        case ContinuousHours():
            yield from (row({**frame, **one}) for one in _without_break(rule, language))


def _stretch(day: Weekday, one: OpenHours, info: LocalizedText, language: Language) -> Row:
    told = "" if one.status == "Open" else one.status
    return {
        "freq": "WEEKLY",
        "wkst": "MO",
        "byday": _DAYS[day],
        "byweekno": _WEEKS.get(one.repetition),
        "opens_at": _clock(one.start),
        "closes_at": _clock(one.end),
        "notes": _joined(told, _text(one.info, language), _text(info, language)),
    }


def _without_break(rule: ContinuousHours, language: Language) -> Iterator[Row]:
    spoken = _text(rule.info, language)
    if rule.status != "Open":
        yield {"notes": _joined(rule.status, spoken)}
        return
    for one in spans_of(rule):
        yield {
            "freq": "WEEKLY",
            "wkst": "MO",
            "byday": ",".join(_DAYS[day] for day in one.days),
            "opens_at": _clock(one.opens),
            "closes_at": _clock(one.closes) or "24:00",
            "notes": _joined("Without a break", spoken),
        }


def _clock(moment: time | None) -> str | None:
    return moment.strftime("%H:%M") if moment else None


def _text(texts: LocalizedText, language: Language) -> str:
    return first_text(texts, language)


def _joined(*texts: str) -> str:
    return "; ".join(one for one in texts if one)
