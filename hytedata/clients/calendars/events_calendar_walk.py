"""Reading all of The Events Calendar that lies in a window, whole or with the reason why not."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.drive import Calls, ask
from hytedata.connectors.calendars.events_calendar import EventRows, list_events, next_events
from hytedata.errors import HytedataError
from hytedata.models.common import Completeness, Rejection, Snapshot
from hytedata.models.event import Event
from hytedata.normalise.calendars.events_calendar import normalise_row
from hytedata.normalise.calendars.window import Window

MOST_PAGES: Final = 2000
"""Pages after which a list counts as endless."""

PASSES: Final = 3
"""How often a list is walked that changes under the walk."""


@dataclass
class _Pass:
    """One walk over the list.

    Attributes:
        rows: By their number at the source; those without one by their place.
        totals: All that the server counted meanwhile.
        broken: Why it ended early, or "".
    """

    rows: dict[str, object] = field(default_factory=dict)
    totals: set[int] = field(default_factory=set)
    broken: str = ""

    def take(self, page: EventRows) -> None:
        for row in page.rows:
            number = row.get("id") if isinstance(row, dict) else None
            self.rows[str(number) if number is not None else f"?{len(self.rows)}"] = row
        if page.total is not None:
            self.totals.add(page.total)

    @property
    def unsteady(self) -> str:
        """Why rows may be missing although the end was reached, or ""."""
        if len(self.totals) > 1:
            return "the list changed while it was read"
        if self.totals and len(self.rows) < max(self.totals):
            return f"{len(self.rows)} of {max(self.totals)} rows came"
        return ""


def read_window(source: CalendarSource, start: date, end: date) -> Calls[Snapshot[Event]]:
    """Read what takes place in [*start*, *end*).

    A list that changes under the walk is walked again, up to three times. An outage after the
    first page raises nothing: the verdict says what is missing.

    Raises:
        InputError: The window is empty, or a time lacks its zone.
        HytedataError: What the first page raises.
    """
    window = Window.of(start, end)
    found = _Pass()
    for _ in range(PASSES):
        found = yield from _walk(source, window)
        if found.broken or not found.unsteady:
            break
    reasons = [*window.reasons, *(it for it in (found.broken or found.unsteady,) if it)]
    return _snapshot(source, window, found.rows.values(), reasons)


def _walk(source: CalendarSource, window: Window) -> Calls[_Pass]:
    # A day more at both ends: the server selects by the clock of the site.
    first, last = window.start.date() - timedelta(days=1), window.end.date() + timedelta(days=1)
    found, seen = _Pass(), set[str]()
    page = yield from ask(list_events(source.name, source.address, first, last))
    while True:
        found.take(page)
        if not page.following:
            return found
        if page.following in seen or len(seen) >= MOST_PAGES:
            found.broken = "its links to the next page go round in a circle, or on without end"
            return found
        seen.add(page.following)
        try:
            page = yield from ask(next_events(source.name, source.address, page.following))
        except HytedataError as error:
            found.broken = f"{type(error).__name__}: {error}"
            return found


def _snapshot(
    source: CalendarSource, window: Window, rows: Iterable[object], reasons: list[str]
) -> Snapshot[Event]:
    events: dict[str, Event] = {}
    rejections: list[Rejection] = []
    drift: Counter[str] = Counter()
    for row in rows:
        read = normalise_row(row, source.facts)
        drift.update(read.unknown)
        if isinstance(read.result, Rejection):
            rejections.append(read.result)
        elif window.holds(read.result.time):
            events[read.result.id] = read.result
    items = tuple(events[key] for key in sorted(events))
    verdict = Completeness(complete=not reasons, items=len(items), reasons=tuple(reasons))
    return Snapshot(items, verdict, tuple(rejections), dict(drift))
