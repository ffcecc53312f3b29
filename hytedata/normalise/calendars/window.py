"""A span of time that calendars are read for, bounded so that nothing repeats without end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from hytedata.errors import InputError
from hytedata.models.event import EventTime
from hytedata.normalise.calendars.facts import HELSINKI

LONGEST: Final = timedelta(days=731)
"""Longest window: 24 months."""

_ZONE: Final = ZoneInfo(HELSINKI)


@dataclass(frozen=True)
class Window:
    """[start, end), aware times in UTC.

    Attributes:
        reasons: Why it is shorter than what was asked for.
    """

    start: datetime
    end: datetime
    reasons: tuple[str, ...] = ()

    @classmethod
    def of(cls, start: date, end: date) -> Self:
        """Return the window of aware times, or of days in Finland, whose last is not in it.

        Raises:
            InputError: It is empty, or a time lacks its zone.
        """
        first, after = _instant(start), _instant(end)
        if after <= first:
            raise InputError(f"the window ends ({end}) before it begins ({start})")
        if after - first <= LONGEST:
            return cls(first, after)
        cut = first + LONGEST
        reason = f"at most 24 months are read at once: nothing from {cut:%Y-%m-%d} on"
        return cls(first, cut, (reason,))

    def holds(self, when: EventTime) -> bool:
        """Whether any of *when* lies in it; what states no end counts at its start alone."""
        if when.start is None:
            return False
        begins = _instant(when.start)
        if isinstance(when.start, datetime):
            ends = _instant(when.end) if when.end else begins
        else:
            ends = _instant((when.end or when.start) + timedelta(days=1))
        return begins < self.end and (ends > self.start or begins >= self.start)


def _instant(at: date) -> datetime:
    if not isinstance(at, datetime):
        return datetime.combine(at, time(), _ZONE).astimezone(UTC)
    if at.tzinfo is None:
        raise InputError(f"{at} lacks its zone; give an aware time, or a day")
    return at.astimezone(UTC)
