"""What a calendar that is open gives: batches of events, then what is to be thought of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeAlias

from hytedata.models.common import Completeness, Rejection
from hytedata.models.event import Event
from hytedata.models.window import Window

Span: TypeAlias = tuple[datetime, datetime]
"""[start, end), UTC."""


@dataclass(frozen=True)
class EventBatch:
    """Some events of a calendar.

    Attributes:
        events: In the window that was asked for, or without a time.
        gone: Ids of what it no longer has there; they may never have been read.
    """

    events: tuple[Event, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class EventsEnd:
    """What is to be thought of the batches before it; the last that a reader gives.

    Attributes:
        completeness: Whether anything may be missing of what was asked for.
        rejections: Records that could not be used.
        drift: Unknown fields, and how often they came.
        covered: The span that the calendar shows all of; None where it shows none for certain.
        untimed: With it: whether all that has no time was shown, too.
    """

    completeness: Completeness
    rejections: tuple[Rejection, ...] = ()
    drift: Mapping[str, int] = field(default_factory=dict)
    covered: Span | None = None
    untimed: bool = False


class CalendarReader(Protocol):
    """A calendar that is open."""

    def read(
        self, window: Window, since: datetime | None = None
    ) -> Iterator[EventBatch | EventsEnd]:
        """Yield what takes place in *window*, then the end.

        Args:
            window: What is wanted.
            since: Only what changed since; only of calendars that `tells_changes` is true of.

        Raises:
            HytedataError: It cannot be read at all, or no further.
        """
        ...
