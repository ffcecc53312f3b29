"""The client of an iCalendar feed, synchronous and asynchronous."""

from datetime import date
from types import TracebackType
from typing import Self

import anyio

from hytedata.clients.calendars.icalendar_read import read_window
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.lipas_drive import run, run_async
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.models.common import Snapshot
from hytedata.models.event import Event

__all__ = [
    "AsyncIcalendarClient",
    "AsyncIcalendarEvents",
    "CalendarSource",
    "IcalendarClient",
    "IcalendarEvents",
]


class IcalendarEvents:
    """The events of an iCalendar feed."""

    def __init__(self, shell: SyncShell, source: CalendarSource) -> None:
        self._shell, self._source = shell, source

    def between(self, start: date, end: date) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*): days of Finland, or aware times.

        Nothing is concluded from what is absent: that is for those who know what was there.
        At most 24 months are read; what was cut off or left out stands in the verdict.

        Raises:
            InputError: The window is empty, or a time lacks its zone.
            SourceUnavailable: It does not answer.
            SourceContractError: Something else came, or it is too large.
        """
        return run(self._shell, read_window(self._source, start, end))


class AsyncIcalendarEvents:
    """The events of an iCalendar feed."""

    def __init__(self, shell: AsyncShell, source: CalendarSource) -> None:
        self._shell, self._source = shell, source

    async def between(self, start: date, end: date) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*); see `IcalendarEvents.between`."""
        return await run_async(self._shell, read_window(self._source, start, end))


class IcalendarClient:
    """Reads an iCalendar feed; use it with `with`.

    Args:
        source: The calendar.
        budget: Shared with other clients of the same host; None makes one of its own.
        sleep: Waits between requests and attempts.
    """

    def __init__(
        self, source: CalendarSource, *, budget: Budget | None = None, sleep: Sleep = anyio.sleep
    ) -> None:
        self._shell = SyncShell(source.upstream(), budget=budget, sleep=sleep)
        self._events = IcalendarEvents(self._shell, source)

    @property
    def events(self) -> IcalendarEvents:
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


class AsyncIcalendarClient:
    """Reads an iCalendar feed; use it with `async with`.

    Arguments: those of `IcalendarClient`.
    """

    def __init__(
        self, source: CalendarSource, *, budget: Budget | None = None, sleep: Sleep = anyio.sleep
    ) -> None:
        self._shell = AsyncShell(source.upstream(), budget=budget, sleep=sleep)
        self._events = AsyncIcalendarEvents(self._shell, source)

    @property
    def events(self) -> AsyncIcalendarEvents:
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
