"""Times of Linked Events: days, times in UTC, missing ends (events.md 2.8, traps 1–4); pure."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final, overload

from pydantic import AwareDatetime

from hytedata.models.clock import HELSINKI
from hytedata.models.event import EventTime
from hytedata.normalise.remarks import Remarks

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_A_WEEK: Final = timedelta(days=7)
_HALF_A_DAY: Final = 12  # hours
_WHOLE_DAYS: Final = frozenset({(0, 0, 0, 0), (0, 0, 23, 59), (0, 1, 23, 59)})
"""Hour and minute of beginning and end."""


def time_of(start: str | None, end: str | None, remarks: Remarks) -> EventTime:
    """Return when an event takes place, in Helsinki's time.

    A day without an end lasts that day: so the source writes it, and on the day with 25 hours it
    writes the day itself. A time without an end has none.
    """
    begins, ends = _read("start_time", start, remarks), _read("end_time", end, remarks)
    if begins is None:
        if ends is not None:
            remarks.lose("end_time", "end-without-start", end)
        return EventTime()
    if isinstance(begins, datetime):
        return _timed(begins, ends, end, remarks)
    if isinstance(ends, datetime):
        remarks.lose("end_time", "mixed-times", end)
        ends = None
    elif ends is not None and ends < begins:
        remarks.lose("end_time", "ends-before-start", end)
        ends = None
    return EventTime(start=begins, end=ends or begins)


@overload
def moment_of(field: str, stated: str, remarks: Remarks) -> AwareDatetime | None: ...
@overload
def moment_of(field: str, stated: str | None, remarks: Remarks) -> AwareDatetime | None: ...
def moment_of(field: str, stated: str | None, remarks: Remarks) -> AwareDatetime | None:
    """Return a time, in Helsinki's; a day is its beginning; None where there is none."""
    found = _read(field, stated, remarks)
    if found is None or isinstance(found, datetime):
        return found
    return datetime(found.year, found.month, found.day, tzinfo=HELSINKI)


def _timed(begins: datetime, ends: date | None, stated: str | None, remarks: Remarks) -> EventTime:
    if ends is not None and not isinstance(ends, datetime):
        remarks.lose("end_time", "mixed-times", stated)
        ends = None
    # In UTC: times of one zone are compared by the clock on the wall, which goes back in autumn.
    if isinstance(ends, datetime) and ends.astimezone(UTC) < begins.astimezone(UTC):
        remarks.lose("end_time", "ends-before-start", stated)
        ends = None
    # Publishers type this for "all day"; it is told, not guessed (trap 4).
    if isinstance(ends, datetime):
        clocks = (begins.hour, begins.minute, ends.hour, ends.minute)
        if clocks in _WHOLE_DAYS:
            told = f"{begins.isoformat()}/{ends.isoformat()}"
            remarks.add("start_time", "perhaps-all-day", told)
    return EventTime(start=begins, end=ends)


def is_daily(time: EventTime) -> bool:
    """Whether it lasts weeks by the clock of some hours: a series in one row (trap 10), or open."""
    begins, ends = time.start, time.end
    if not isinstance(begins, datetime) or not isinstance(ends, datetime):
        return False
    hours = (ends.hour - begins.hour) + (ends.minute - begins.minute) / 60
    return ends.date() - begins.date() > _A_WEEK and 0 < hours <= _HALF_A_DAY


def _read(field: str, stated: str | None, remarks: Remarks) -> date | datetime | None:
    text = (stated or "").strip()
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        found = datetime.fromisoformat(text)
        # Forks write local times without a zone.
        aware = found if found.tzinfo else found.replace(tzinfo=HELSINKI)
        return aware.astimezone(HELSINKI)
    except (ValueError, OverflowError):
        remarks.lose(field, "odd-value", stated)
        return None
