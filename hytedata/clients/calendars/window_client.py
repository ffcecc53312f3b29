"""What the clients of calendars have in common that are read by a window, as one or the other."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from types import TracebackType
from typing import Self, TypeAlias

import anyio

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.drive import Calls, run, run_async
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.models.common import Snapshot
from hytedata.models.event import Event

ReadWindow: TypeAlias = Callable[[CalendarSource, date, date], Calls[Snapshot[Event]]]
"""How one kind of calendar is read in a window, without I/O."""


class WindowEvents:
    """The events of a calendar."""

    def __init__(self, shell: SyncShell, source: CalendarSource, read: ReadWindow) -> None:
        self._shell, self._source, self._read = shell, source, read

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


class AsyncWindowEvents:
    """The events of a calendar."""

    def __init__(self, shell: AsyncShell, source: CalendarSource, read: ReadWindow) -> None:
        self._shell, self._source, self._read = shell, source, read

    async def between(self, start: date, end: date) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*); see `WindowEvents.between`."""
        return await run_async(self._shell, self._read(self._source, start, end))


class WindowClient(ABC):
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
        self._events = WindowEvents(self._shell, source, self._reader())

    @abstractmethod
    def _reader(self) -> ReadWindow:
        """How this kind of calendar is read."""

    @property
    def events(self) -> WindowEvents:
        """Its events."""
        return self._events

    def __enter__(self) -> Self:
        self._shell.__enter__()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._shell.close()


class AsyncWindowClient(ABC):
    """Reads one calendar; use it with `async with`. Arguments: those of `WindowClient`."""

    def __init__(
        self, source: CalendarSource, *, budget: Budget | None = None, sleep: Sleep = anyio.sleep
    ) -> None:
        self._shell = AsyncShell(source.upstream(), budget=budget, sleep=sleep)
        self._events = AsyncWindowEvents(self._shell, source, self._reader())

    @abstractmethod
    def _reader(self) -> ReadWindow:
        """How this kind of calendar is read."""

    @property
    def events(self) -> AsyncWindowEvents:
        """Its events."""
        return self._events

    async def __aenter__(self) -> Self:
        await self._shell.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._shell.__aexit__(exc_type, exc, trace)
