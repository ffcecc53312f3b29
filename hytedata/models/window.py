"""A span of time, and when an event lies in it: days are those of Finland."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hytedata.errors import InputError
from hytedata.models.clock import HELSINKI
from hytedata.models.event import EventTime

LONGEST: Final = timedelta(days=731)
"""Longest window that calendars are read for: 24 months."""


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
    def of(cls, start: date, end: date, *, longest: timedelta | None = LONGEST) -> Self:
        """Return the window of aware times, or of days in Finland, whose last is not in it.

        Args:
            start: Its first day or moment.
            end: The day or moment after it.
            longest: It is cut after so much, with a reason; None lets it be as long as it is.

        Raises:
            InputError: It is empty, or a time lacks its zone.
        """
        first, after = instant(start), instant(end)
        if after <= first:
            raise InputError(f"the window ends ({end}) before it begins ({start})")
        if longest is None or after - first <= longest:
            return cls(first, after)
        cut = first + longest
        reason = f"at most 24 months are read at once: nothing from {cut:%Y-%m-%d} on"
        return cls(first, cut, (reason,))

    def holds(self, when: EventTime) -> bool:
        """Whether any of *when* lies in it; what states no end counts at its start alone."""
        found = extent_of(when)
        return found is not None and self.meets(*found)

    def meets(self, starts_at: datetime, ends_at: datetime | None) -> bool:
        """Whether any of [starts_at, ends_at) lies in it; without an end, the start alone."""
        begins_before_its_end = starts_at < self.end
        return begins_before_its_end and (
            starts_at >= self.start or (ends_at is not None and ends_at > self.start)
        )


def extent_of(when: EventTime) -> tuple[datetime, datetime | None] | None:
    """Return [start, end) in UTC; of days, from midnight to the midnight after the last.

    The end is None where none is stated, but for a day, which lasts that day. None where not even
    a start is stated.
    """
    if when.start is None:
        return None
    zone = _zone(when.timezone)
    if isinstance(when.start, datetime):
        return instant(when.start), instant(when.end) if when.end is not None else None
    after = (when.end or when.start) + timedelta(days=1)
    return instant(when.start, zone), instant(after, zone)


def instant(at: date, zone: ZoneInfo = HELSINKI) -> datetime:
    """Return an aware time in UTC; of a day its first moment in *zone*.

    Raises:
        InputError: A time lacks its zone.
    """
    if not isinstance(at, datetime):
        return datetime.combine(at, time(), zone).astimezone(UTC)
    if at.tzinfo is None:
        raise InputError(f"{at} lacks its zone; give an aware time, or a day")
    return at.astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        # A name that no table knows: calendars of Finland mean Finland's time.
        return HELSINKI
