"""Hours of the day in which no job begins, on the clock of a time zone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)

Span = tuple[datetime, datetime]
"""From the first moment, to the first one that is not in it any more; both in UTC."""


@dataclass(frozen=True)
class QuietHours:
    """A span of each day, by the clock on the wall.

    Attributes:
        start: Where it begins; this minute is quiet.
        end: Where it ends, on the next day where it is not after *start*; this minute is not quiet.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        """Refuse a span that would be empty, or the whole day.

        Raises:
            ValueError: Both ends are the same.
        """
        if self.start == self.end:
            raise ValueError("quiet hours must begin and end at different times")

    def on(self, day: date, zone: ZoneInfo) -> Span:
        """Return the span that begins on *day* in *zone*.

        Where the clock is set back within it, the hour that comes twice is quiet both times; an
        end that the clock jumps over is where it lands.
        """
        last = day if self.start < self.end else day + _DAY
        return instant(day, self.start, zone), instant(last, self.end, zone, fold=1)


def instant(day: date, wall: time, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    """Return the moment (UTC) at which the clock of *zone* shows *wall* on *day*.

    Of a time that comes twice it is the first with *fold* 0, the second with 1; a time that the
    clock jumps over is the moment of the jump.
    """
    shown = datetime.combine(day, wall, zone).replace(fold=fold)
    while _is_skipped(shown):
        # Along the wall, minute by minute, to where the jump lands: an hour at the most.
        shown = (shown + _MINUTE).replace(fold=fold)
    return shown.astimezone(UTC)


def _is_skipped(shown: datetime) -> bool:
    back = shown.astimezone(UTC).astimezone(shown.tzinfo)
    return back.replace(tzinfo=None) != shown.replace(tzinfo=None)


def span_around(
    moment: datetime, quiet: Sequence[QuietHours], zone: ZoneInfo, *, spread: timedelta
) -> Span | None:
    """Return the quiet span that holds *moment*, or None.

    Spans that touch or overlap are one.

    Args:
        moment: Aware.
        quiet: The hours.
        zone: Whose clock they are meant on.
        spread: Each span is longer by so much at its end, so that what waited for it does not
            begin all at once. It must be shorter than every gap between spans.
    """
    return next(
        (span for span in _merged(_around(moment, quiet, zone, spread)) if _holds(span, moment)),
        None,
    )


def _around(
    moment: datetime, quiet: Sequence[QuietHours], zone: ZoneInfo, spread: timedelta
) -> Iterator[Span]:
    today = moment.astimezone(zone).date()
    # More than a day on both sides: a change of the clock may close the gap between two spans.
    for day in (today + _DAY * distance for distance in range(-3, 4)):
        for hours in quiet:
            start, end = hours.on(day, zone)
            if start < end:
                yield start, end + spread


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for start, end in sorted(spans):
        if held is not None and start <= held[1]:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held


def _holds(span: Span, moment: datetime) -> bool:
    return span[0] <= moment < span[1]


def shortest_gap(quiet: Sequence[QuietHours]) -> timedelta | None:
    """Return the shortest time between two quiet spans of an ordinary day.

    None where nothing is quiet; zero where nothing is left of the day.
    """
    if not quiet:
        return None
    day = date(2001, 1, 1)
    utc = ZoneInfo("UTC")
    days = [day + _DAY * number for number in range(4)]
    spans = list(_merged(hours.on(one, utc) for one in days for hours in quiet))
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(spans)]
    return min(gaps, default=timedelta(0))
