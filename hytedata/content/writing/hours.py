"""Service hours, and what version 11 of PTV can say of them (ptv-api 5.4, 6.6)."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Final

from hytedata.content.limits import Limit
from hytedata.content.writing.faults import Fault
from hytedata.content.writing.texts import localised
from hytedata.content.writing.view import View
from hytedata.models.ptv.hours import (
    WEEKDAYS,
    ContinuousHours,
    ExceptionalHours,
    OpenHours,
    ServiceHours,
    Weekday,
    WeeklyHours,
)

_HEADING: Final = Limit(150)
_MIDNIGHT: Final = time(0, 0)
_WEEK: Final = 7


def check_hours(view: View) -> Iterator[Fault]:
    """Return what is wrong with the hours that the write gives."""
    hours = view.value("service_hours")
    if not view.sets("service_hours") or not isinstance(hours, ServiceHours):
        return
    if hours.holidays:
        detail = "holidays are exceptions with a date in version 11"
        yield Fault("service_hours.holidays", "v11", detail)
    for number, rule in enumerate(hours.rules):
        path = f"service_hours.rules[{number}]"
        yield from _rule(path, rule, view)
        if isinstance(rule, WeeklyHours):
            yield from _weekly(path, rule)
        elif isinstance(rule, ContinuousHours):
            yield from _continuous(path, rule)
        else:
            yield from _exceptional(path, rule)


def _rule(
    path: str, rule: WeeklyHours | ContinuousHours | ExceptionalHours, view: View
) -> Iterator[Fault]:
    yield from localised(f"{path}.heading", rule.heading, _HEADING, view)
    if rule.info:
        yield Fault(f"{path}.info", "v11", "version 11 has a heading only")
    first, last = rule.valid_from, rule.valid_to
    exceptional = isinstance(rule, ExceptionalHours)
    if first and last and (last < first or (last == first and not exceptional)):
        yield Fault(f"{path}.valid_to", "hours-dates", f"{last} is not after {first}")


def _weekly(path: str, rule: WeeklyHours) -> Iterator[Fault]:
    stretches = [one for listed in rule.days.values() for one in listed]
    if not stretches and not rule.heading:
        yield Fault(path, "hours-empty", "neither times nor a heading")
    for day, listed in rule.days.items():
        for number, stretch in enumerate(listed):
            at = f"{path}.days.{day}[{number}]"
            yield from _stretch(at, stretch)
            if stretch.status == "Closed":
                yield Fault(f"{at}.status", "v11", "a closed day is left out of the week")
            elif stretch.status != "Open":
                detail = f"{stretch.status!r}: only whole rules are by reservation in version 11"
                yield Fault(f"{at}.status", "v11", detail)
            yield from _ordered(at, stretch.start, stretch.end)


def _continuous(path: str, rule: ContinuousHours) -> Iterator[Fault]:
    if rule.status not in {"Open", "OpenOnReservation"}:
        yield Fault(f"{path}.status", "V1", f"{rule.status!r} is none of Open, OpenOnReservation")
    parts = (rule.from_day, rule.to_day, rule.from_time, rule.to_time)
    if all(part is None for part in parts):
        return
    if any(part is None for part in parts):
        detail = "from one weekday and time to another: all four are needed"
        yield Fault(path, "hours-empty", detail)
    if rule.status != "Open":
        yield Fault(f"{path}.status", "v11", "over midnight is open, not by reservation")
    for field in ("from_time", "to_time"):
        yield from _quarter(f"{path}.{field}", getattr(rule, field))


def _exceptional(path: str, rule: ExceptionalHours) -> Iterator[Fault]:
    if rule.valid_from is None:
        yield Fault(f"{path}.valid_from", "H2", "an exception without a date")
    listed = list(rule.days.values())
    stretches = listed[0] if listed else ()
    if len(stretches) != 1 or any(one != stretches for one in listed):
        detail = "days with different hours, or none; make one exception of each"
        yield Fault(f"{path}.days", "one-opening", detail)
        return
    if rule.valid_from and set(rule.days) != set(days_between(rule.valid_from, rule.valid_to)):
        detail = f"the dates touch other weekdays than {', '.join(rule.days)}"
        yield Fault(f"{path}.days", "one-opening", detail)
    stretch = stretches[0]
    at = f"{path}.days.{next(iter(rule.days))}[0]"
    if stretch.status == "Closed":
        if stretch.start is not None or stretch.end is not None:
            yield Fault(at, "H1", "closed days have no times")
        return
    if stretch.status != "Open":
        yield Fault(f"{at}.status", "v11", f"{stretch.status!r} has no place in an exception")
    yield from _stretch(at, stretch)
    if rule.valid_to in {None, rule.valid_from}:
        yield from _ordered(at, stretch.start, stretch.end)


def _stretch(path: str, stretch: OpenHours) -> Iterator[Fault]:
    if stretch.status != "Closed" and (stretch.start is None or stretch.end is None):
        yield Fault(path, "H1", "a stretch needs a beginning and an end")
    yield from _quarter(f"{path}.start", stretch.start)
    yield from _quarter(f"{path}.end", stretch.end)
    if stretch.repetition != "Weekly":
        yield Fault(f"{path}.repetition", "v11", f"{stretch.repetition!r}: every week only")
    if stretch.info:
        yield Fault(f"{path}.info", "v11", "version 11 has no words on single times")


def _ordered(path: str, start: time | None, end: time | None) -> Iterator[Fault]:
    if start is not None and end is not None and end != _MIDNIGHT and end <= start:
        yield Fault(f"{path}.end", "H1", f"{end:%H:%M} is not after {start:%H:%M}")


def _quarter(path: str, moment: time | None) -> Iterator[Fault]:
    if moment is None:
        return
    if moment.minute % 15 or moment.second or moment.microsecond or moment.tzinfo:
        yield Fault(path, "quarter-hours", f"{moment} is no quarter of an hour")


def days_between(first: date, last: date | None) -> Sequence[Weekday]:
    """Return the weekdays that lie between two dates, both included."""
    count = min(((last or first) - first).days + 1, _WEEK)
    return [WEEKDAYS[(first + timedelta(days=more)).weekday()] for more in range(count)]
