"""Whether an event lies in a window of days or times, whatever its source makes of one; pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from hytedata.models.clock import day_in_finland
from hytedata.models.event import Event, When


@dataclass(frozen=True)
class OpenWindow:
    """From *start* to *end*, both within it: days in Helsinki, or aware times; None is no bound."""

    start: date | None = None
    end: date | None = None

    def holds(self, event: Event) -> bool:
        """Whether *event* runs in the window, for a moment at least.

        One without a time is held: it was postponed, or deleted, or stands for others.
        """
        begins = event.time.start
        if begins is None or event.status == "deleted":
            return True
        ends = event.time.end if event.time.end is not None else begins
        begins_in_time = self.end is None or not _is_before(self.end, begins)
        return begins_in_time and (self.start is None or not _is_before(ends, self.start))


def _is_before(one: When, other: When) -> bool:
    """Whether *one* has passed when *other* begins; of a day and a time the days are compared."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.astimezone(UTC) < other.astimezone(UTC)
    return day_in_finland(one) < day_in_finland(other)
