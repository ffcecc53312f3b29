"""Reading The Events Calendar in a window, page by page: whole with a verdict, or as a stream.

Rows are normalised as they come: at most one page of them is held.
"""

import logging
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, TypeAlias

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.drive import Calls, PageCalls, absorb, ask, convert
from hytedata.clients.pages import Page
from hytedata.connectors._http.values import Endpoint
from hytedata.connectors.calendars.events_calendar import EventRows, list_events, next_events
from hytedata.errors import HytedataError, ReadInterrupted
from hytedata.models.common import Completeness, Rejection, Snapshot
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.normalise.calendars.events_calendar import normalise_row

log = logging.getLogger("hytedata.read")

MOST_PAGES: Final = 2000
"""Pages after which a list counts as endless."""

PASSES: Final = 3
"""How often a list is walked that changes under the walk."""

CIRCLE: Final = "its links to the next page go round in a circle, or on without end"

_Steps: TypeAlias = Generator[Endpoint[object] | EventRows, object, str]
"""A walk that yields pages of rows, and returns why it ended early, or ""."""


@dataclass
class _Pass:
    """What one walk over the list has given so far.

    Attributes:
        window: What is kept.
        keeps: Whether the events are kept, or only handed on.
        came: What became of each row, by its number at the source, or by its place where it has
            none; the latest where one came twice. None for what is not kept.
        pages: How many there were.
        events: How many events they held.
        totals: All that the server counted meanwhile.
        following: Link to the page after them, or "".
    """

    source: CalendarSource
    window: Window
    keeps: bool = True
    came: dict[str, Event | Rejection | None] = field(default_factory=dict)
    drift: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    events: int = 0
    totals: set[int] = field(default_factory=set)
    following: str = ""

    def take(self, page: EventRows) -> list[Event | Rejection]:
        """Normalise a page, and return what of it had not come before."""
        self.pages, self.following = self.pages + 1, page.following
        if page.total is not None:
            self.totals.add(page.total)
        return [found for row in page.rows if (found := self._take(row)) is not None]

    def page(self, rows: EventRows) -> Page[Event]:
        """Return a page of rows as one of events."""
        fresh = self.take(rows)
        return Page(
            items=tuple(it for it in fresh if isinstance(it, Event)),
            number=self.pages,
            total_items=rows.total,
            rejections=tuple(it for it in fresh if isinstance(it, Rejection)),
            next_cursor=rows.following or None,
        )

    def _take(self, row: object) -> Event | Rejection | None:
        number = row.get("id") if isinstance(row, dict) else None
        key = str(number) if number is not None else f"?{len(self.came)}"
        read = normalise_row(row, self.source.facts)
        result: Event | Rejection | None = read.result
        if isinstance(result, Event) and not self.window.holds(result.time):
            result = None
        known = key in self.came
        self.came[key] = result if self.keeps else None
        if known:
            return None
        self.events += isinstance(result, Event)
        self.drift.update(read.unknown)
        return result

    @property
    def unsteady(self) -> str:
        """Why rows may be missing although the end was reached, or ""."""
        if len(self.totals) > 1:
            return "the list changed while it was read"
        if self.totals and len(self.came) < max(self.totals):
            return f"{len(self.came)} of {max(self.totals)} rows came"
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
    found, broken = _Pass(source, window), ""
    for _ in range(PASSES):
        found = _Pass(source, window)
        broken = yield from _whole(found)
        if broken or not found.unsteady:
            break
    reasons = [*window.reasons, *(it for it in (broken or found.unsteady,) if it)]
    return _snapshot(found, reasons)


def page_window(
    source: CalendarSource, start: date, end: date, cursor: str | None = None
) -> PageCalls[Event]:
    """Yield what takes place in [*start*, *end*) by page, in the order of the list, each row once.

    A list that changes under the walk is not walked again: what may be missing then is logged.

    Args:
        source: The calendar.
        start: Day or aware time.
        end: Likewise.
        cursor: Link to the page to go on with, as `Page.next_cursor` states it.

    Raises:
        InputError: The window is empty, or a time lacks its zone.
        HytedataError: What the first page raises.
        ReadInterrupted: A later one could not be read, or there is no end of them.
    """
    return _streamed(_Pass(source, Window.of(start, end), keeps=False), cursor or "")


def _streamed(found: _Pass, cursor: str) -> PageCalls[Event]:
    try:
        broken = yield from convert(_walk(found.source, found.window, cursor), found.page)
    except HytedataError as error:
        if not found.pages:
            raise
        raise _interrupted(found, str(error)) from error
    if broken:
        raise _interrupted(found, broken)
    unsteady = () if cursor else (found.unsteady,)
    for reason in filter(None, (*found.window.reasons, *unsteady)):
        log.warning("read_in_doubt source=%s what=events first=%s", found.source.name, reason)


def _interrupted(found: _Pass, detail: str) -> ReadInterrupted:
    return ReadInterrupted(
        found.source.name, "events", cursor=found.following, items=found.events, detail=detail
    )


def _whole(found: _Pass) -> Calls[str]:
    """Walk once; return why that ended early, or ""."""

    def take(page: EventRows) -> None:
        found.take(page)

    try:
        broken = yield from absorb(_walk(found.source, found.window), take)
    except HytedataError as error:
        if not found.pages:
            raise
        return f"{type(error).__name__}: {error}"
    return broken


def _walk(source: CalendarSource, window: Window, cursor: str = "") -> _Steps:
    # A day more at both ends: the server selects by the clock of the site.
    first, last = window.start.date() - timedelta(days=1), window.end.date() + timedelta(days=1)
    seen = set[str]()
    if cursor:
        page = yield from ask(next_events(source.name, source.address, cursor))
    else:
        page = yield from ask(list_events(source.name, source.address, first, last))
    while True:
        yield page
        if not page.following:
            return ""
        if page.following in seen or len(seen) >= MOST_PAGES:
            return CIRCLE
        seen.add(page.following)
        page = yield from ask(next_events(source.name, source.address, page.following))


def _snapshot(found: _Pass, reasons: list[str]) -> Snapshot[Event]:
    events = {it.id: it for it in found.came.values() if isinstance(it, Event)}
    rejections = tuple(it for it in found.came.values() if isinstance(it, Rejection))
    items = tuple(events[key] for key in sorted(events))
    verdict = Completeness(complete=not reasons, items=len(items), reasons=tuple(reasons))
    return Snapshot(items, verdict, rejections, dict(found.drift))
