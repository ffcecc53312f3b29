"""Hours without a break as stretches of single weekdays, for formats that know no others."""

from datetime import time
from typing import Final, NamedTuple

from hytedata.models.ptv import ContinuousHours
from hytedata.models.ptv.hours import WEEKDAYS, Weekday

_MIDNIGHT: Final = time()


class Span(NamedTuple):
    """The same stretch on each of some days.

    Attributes:
        closes: None at the end of the day.
    """

    days: tuple[Weekday, ...]
    opens: time = _MIDNIGHT
    closes: time | None = None


def spans_of(rule: ContinuousHours) -> list[Span]:
    """Return the stretches, the first day's first; together they are the whole, each week.

    From Friday 22:00 to Sunday 06:00 there are three: Friday's evening, Saturday, Sunday's
    morning. Without days and times it is always; where one end is missing nothing is said.
    Midnight as an end is that after the last day.
    """
    ends = (rule.from_day, rule.to_day, rule.from_time, rule.to_time)
    if all(one is None for one in ends):
        return [Span(WEEKDAYS)]
    if rule.from_day is None or rule.to_day is None:
        return []
    if rule.from_time is None or rule.to_time is None:
        return []
    closes = None if rule.to_time == _MIDNIGHT else rule.to_time
    if rule.from_day == rule.to_day and (closes is None or rule.from_time < closes):
        return [Span((rule.from_day,), rule.from_time, closes)]
    first, last = WEEKDAYS.index(rule.from_day), WEEKDAYS.index(rule.to_day)
    # From an evening to a morning of the same weekday it is nearly a week.
    steps = (last - first) % 7 or 7
    between = tuple(WEEKDAYS[(first + step) % 7] for step in range(1, steps))
    found = [Span((rule.from_day,), rule.from_time), Span(between)]
    return [one for one in (*found, Span((rule.to_day,), _MIDNIGHT, closes)) if one.days]
