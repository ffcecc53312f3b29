"""What the clients of calendars have in common that are read by a window, as one or the other."""

import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date
from typing import TypeAlias

import anyio

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.drive import (
    Calls,
    PageCalls,
    items,
    items_async,
    pages,
    pages_async,
    run,
    run_async,
)
from hytedata.clients.opening import AsyncClient, SyncClient
from hytedata.clients.pages import Page
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.errors import InputError
from hytedata.models.common import Snapshot
from hytedata.models.event import Event

ReadWindow: TypeAlias = Callable[[CalendarSource, date, date], Calls[Snapshot[Event]]]
"""How one kind of calendar is read in a window, without I/O."""

PageWindow: TypeAlias = Callable[[CalendarSource, date, date, str | None], PageCalls[Event]]
"""How it is read page by page, from a cursor on if one is given."""

log = logging.getLogger("hytedata.read")


def in_one_page(read: ReadWindow) -> PageWindow:
    """Return how a calendar is read by page that comes in one answer; doubts are logged."""

    def page(
        source: CalendarSource, start: date, end: date, cursor: str | None
    ) -> PageCalls[Event]:
        if cursor:
            raise InputError(f"cursor: {source.name} comes in one answer; begin again")
        found = yield from read(source, start, end)
        for reason in found.completeness.reasons:
            log.warning("read_in_doubt source=%s what=events first=%s", source.name, reason)
        yield Page(found.items, 1, 1, len(found.items), found.rejections)

    return page


class WindowEvents:
    """The events of a calendar."""

    def __init__(
        self,
        shell: SyncShell,
        source: CalendarSource,
        read: ReadWindow,
        page: PageWindow | None = None,
    ) -> None:
        self._shell, self._source, self._read = shell, source, read
        self._page = page or in_one_page(read)

    def between(self, start: date, end: date) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*): days of Finland, or aware times.

        Nothing is concluded from what is absent: that is for those who know what was there.
        At most 24 months are read; what was cut off or left out stands in the verdict.

        Raises:
            InputError: The window is empty, or a time lacks its zone.
            SourceUnavailable: It does not answer.
            SourceContractError: Something else came, or it is too large.
        """
        return run(self._shell, self._read(self._source, start, end))

    def pages(self, start: date, end: date, *, cursor: str | None = None) -> Iterator[Page[Event]]:
        """Yield what `between` reads page by page, as the caller goes on.

        One page is in memory, and the numbers of the rows that came. What may be missing because
        the list moved is logged; only `between` walks it again, and has a verdict.

        Args:
            start: A day of Finland, or an aware time.
            end: Likewise; not in the window itself.
            cursor: Where to go on, for calendars that come in several pages.

        Raises:
            InputError: The window is empty, a time lacks its zone, or there is no cursor here.
            SourceUnavailable: It does not answer.
            SourceContractError: Something else came.
            ReadInterrupted: A page after the first could not be read: says where to go on.
        """
        return pages(self._shell, self._page(self._source, start, end, cursor))

    def iter(self, start: date, end: date, *, cursor: str | None = None) -> Iterator[Event]:
        """Yield the events of `pages` one by one."""
        return items(self.pages(start, end, cursor=cursor))


class AsyncWindowEvents:
    """The events of a calendar."""

    def __init__(
        self,
        shell: AsyncShell,
        source: CalendarSource,
        read: ReadWindow,
        page: PageWindow | None = None,
    ) -> None:
        self._shell, self._source, self._read = shell, source, read
        self._page = page or in_one_page(read)

    async def between(self, start: date, end: date) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*); see `WindowEvents.between`."""
        return await run_async(self._shell, self._read(self._source, start, end))

    def pages(
        self, start: date, end: date, *, cursor: str | None = None
    ) -> AsyncIterator[Page[Event]]:
        """Yield pages; see `WindowEvents.pages`."""
        return pages_async(self._shell, self._page(self._source, start, end, cursor))

    def iter(self, start: date, end: date, *, cursor: str | None = None) -> AsyncIterator[Event]:
        """Yield the events of `pages` one by one."""
        return items_async(self.pages(start, end, cursor=cursor))


class WindowKind(ABC):
    """What a kind of calendar has of its own; both its clients take it from here."""

    @abstractmethod
    def _reader(self, shell: SyncShell | AsyncShell) -> ReadWindow:
        """How this kind of calendar is read over *shell*."""

    def _pager(self) -> PageWindow | None:
        """How it is read by page; None where it comes in one."""
        return None


class WindowClient(WindowKind, SyncClient):
    """Reads one calendar; use it with `with`.

    Args:
        source: The calendar.
        budget: Shared with other clients of the same host; None makes one of its own.
        sleep: Waits between requests and attempts.
    """

    def __init__(
        self, source: CalendarSource, *, budget: Budget | None = None, sleep: Sleep = anyio.sleep
    ) -> None:
        self._shell = SyncShell(source.upstream(), budget=budget, sleep=sleep)
        reader = self._reader(self._shell)
        self._events = WindowEvents(self._shell, source, reader, self._pager())

    @property
    def events(self) -> WindowEvents:
        """Its events."""
        return self._events


class AsyncWindowClient(WindowKind, AsyncClient):
    """Reads one calendar; use it with `async with`. Arguments: those of `WindowClient`."""

    def __init__(
        self, source: CalendarSource, *, budget: Budget | None = None, sleep: Sleep = anyio.sleep
    ) -> None:
        self._shell = AsyncShell(source.upstream(), budget=budget, sleep=sleep)
        reader = self._reader(self._shell)
        self._events = AsyncWindowEvents(self._shell, source, reader, self._pager())

    @property
    def events(self) -> AsyncWindowEvents:
        """Its events."""
        return self._events
