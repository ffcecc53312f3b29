"""Rules of when events take place: no time, guessed days, what is over, what is called off."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from hytedata.models.clock import day_in_finland
from hytedata.models.event import Event
from hytedata.models.finding import Problem
from hytedata.quality.family import Checks
from hytedata.quality.happenings import is_one, last_day, of_coming_events, of_listed_events
from hytedata.quality.rule import Setting, Verdict
from hytedata.quality.setting_values import number

checks = Checks()

_WHOLE_DAYS: Final = frozenset(
    {("00:00", ""), ("00:00", "00:00"), ("00:00", "23:59"), ("00:01", "23:59")}
)
_LOST_ENDS: Final = frozenset(
    {
        "ends-before-start",
        "end-before-start",
        "end-without-start",
        "mixed-times",
        "end-of-another-kind",
    }
)
_OFF: Final = r"(?:peruttu|peruutettu|peruuntunut|peruttiin|inställ[td]|inställda|cancel(?:led|ed))"
# Set apart as a notice, or in capitals: "Peruttu häät" is a play.
_NOTICE: Final = re.compile(
    rf"^\W*{_OFF}\b\s*(?:[:!.|/)\]–—-]|$)|[(\[*!]\s*{_OFF}\b|[:|/–—-]\s*{_OFF}\W*$", re.IGNORECASE
)
_IN_CAPITALS: Final = re.compile(r"\b(?:PERUTTU|PERUUTETTU|PERUUNTUNUT|INSTÄLL[TD]|CANCELL?ED)\b")
_NOT: Final = re.compile(r"\b(?:ei ole|ei|inte|not)\s+\w+", re.IGNORECASE)


@checks("EVT-TIM-001")
@of_coming_events
def _no_start(event: Event, _: Setting) -> Iterator[Problem]:
    if is_one(event) and event.time.start is None and event.status in ("scheduled", "rescheduled"):
        yield Problem("time.start")


@checks("EVT-TIM-002")
@of_coming_events
def _no_end(event: Event, _: Setting) -> Iterator[Problem]:
    start = event.time.start
    # An end that was stated wrongly is told by another rule.
    is_lost = any(remark.code in _LOST_ENDS for remark in event.remarks)
    if is_one(event) and isinstance(start, datetime) and event.time.end is None and not is_lost:
        yield Problem("time.end", params={"start": f"{start:%H:%M}"})


@checks("EVT-TIM-003")
@of_coming_events
def _perhaps_all_day(event: Event, _: Setting) -> Iterator[Problem]:
    start, end = event.time.start, event.time.end
    if not is_one(event) or not isinstance(start, datetime):
        return
    clock = (f"{start:%H:%M}", f"{end:%H:%M}" if isinstance(end, datetime) else "")
    if clock in _WHOLE_DAYS:
        yield Problem("time.start", "–".join(filter(None, clock)), {"clock": "–".join(clock)})


@checks("EVT-TIM-004")
@of_coming_events
def _lasts_long(event: Event, setting: Setting) -> Iterator[Problem]:
    days = _days(event)
    if is_one(event) and days > number(setting, "longest_days"):
        yield Problem("time.end", params={"days": days})


@checks("EVT-TIM-005")
@of_coming_events
def _series_in_one_row(event: Event, setting: Setting) -> Iterator[Problem]:
    start, end, days = event.time.start, event.time.end, _days(event)
    if not is_one(event) or not isinstance(start, datetime) or not isinstance(end, datetime):
        return
    is_span = number(setting, "fewest_days") <= days <= number(setting, "longest_days")
    # Whole days were meant by these, not a time of each day.
    is_clock = start.time() < end.time() and f"{start:%H:%M}" not in ("00:00", "00:01")
    if is_span and is_clock:
        yield Problem("time", params={"days": days, "clock": f"{start:%H:%M}–{end:%H:%M}"})


@checks("EVT-TIM-006")
@of_listed_events
def _over(event: Event, setting: Setting) -> Verdict:
    last = last_day(event)
    if last is None:
        return Verdict()
    due = last + timedelta(days=int(number(setting, "days")))
    if setting.today <= due:
        return Verdict(until=due + timedelta(days=1))
    return Verdict((Problem("time", last.isoformat(), {"last": last.isoformat()}),))


@checks("EVT-TIM-007")
@of_coming_events
def _postponed_for_ever(event: Event, _: Setting) -> Iterator[Problem]:
    if event.status == "postponed" and event.time.start is None:
        yield Problem("time.start")


@checks("EVT-TIM-008")
@of_coming_events
def _called_off_in_title(event: Event, _: Setting) -> Iterator[Problem]:
    if event.status not in ("scheduled", "rescheduled"):
        return
    for language, name in event.names.items():
        told = _NOT.sub(" ", name)
        if _NOTICE.search(told) or (_IN_CAPITALS.search(told) and not told.isupper()):
            yield Problem(f"names.{language}", name[:100], {"name": name[:100]})


@checks("EVT-TIM-009")
@of_coming_events
def _lost_end(event: Event, _: Setting) -> Iterator[Problem]:
    for remark in event.remarks:
        if remark.code in _LOST_ENDS:
            yield Problem("time.end", remark.raw[:100], {"stated": remark.raw[:100]})
            return


@checks("EVT-TIM-010")
@of_coming_events
def _sign_up_out_of_order(event: Event, _: Setting) -> Iterator[Problem]:
    opens, closes, last = event.registration.opens, event.registration.closes, last_day(event)
    if opens and closes and closes.astimezone(UTC) < opens.astimezone(UTC):
        yield Problem("registration.closes")
    elif opens and last and is_one(event) and day_in_finland(opens) > last:
        yield Problem("registration.opens")


@checks("EVT-TIM-011")
@of_coming_events
def _not_edited(event: Event, setting: Setting) -> Verdict:
    if event.modified_at is None:
        return Verdict()
    edited = day_in_finland(event.modified_at)
    due = edited + timedelta(days=int(number(setting, "days")))
    if setting.today <= due:
        return Verdict(until=due + timedelta(days=1))
    told = {"edited": edited.isoformat()}
    return Verdict((Problem("modified_at", edited.isoformat(), told),))


def _days(event: Event) -> int:
    """Return over how many days it goes; 0 where start or end is not known."""
    start, end = event.time.start, event.time.end
    if start is None or end is None:
        return 0
    return (day_in_finland(end) - day_in_finland(start)).days + 1


RULES = checks.packaged("events_time.toml")
