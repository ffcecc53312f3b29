"""The client of The Events Calendar of a site, synchronous and asynchronous."""

from datetime import date
from types import TracebackType
from typing import Self

import anyio

from hytedata.clients.calendars.events_calendar_walk import read_window
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.lipas_drive import run, run_async
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.models.common import Snapshot
from hytedata.models.event import Event

__all__ = [
    "AsyncEventsCalendarClient",
    "AsyncEventsCalendarEvents",
    "CalendarSource",
    "EventsCalendarClient",
    "EventsCalendarEvents",
]


class EventsCalendarEvents:
    """The events of The Events Calendar of a site."""

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


class AsyncEventsCalendarEvents:
    """The events of The Events Calendar of a site."""

    def __init__(self, shell: AsyncShell, source: CalendarSource) -> None:
        self._shell, self._source = shell, source

    async def between(self, start: date, end: date) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*); see `EventsCalendarEvents.between`."""
        return await run_async(self._shell, read_window(self._source, start, end))


class EventsCalendarClient:
    """Reads The Events Calendar of a site; use it with `with`.

    Args:
        source: The calendar.
        budget: Shared with other clients of the same host; None makes one of its own.
        sleep: Waits between requests and attempts.
    """

    def __init__(
        self, source: CalendarSource, *, budget: Budget | None = None, sleep: Sleep = anyio.sleep
    ) -> None:
        self._shell = SyncShell(source.upstream(), budget=budget, sleep=sleep)
        self._events = EventsCalendarEvents(self._shell, source)

    @property
    def events(self) -> EventsCalendarEvents:
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


class AsyncEventsCalendarClient:
    """Reads The Events Calendar of a site; use it with `async with`.

    Arguments: those of `EventsCalendarClient`.
    """

    def __init__(
        self, source: CalendarSource, *, budget: Budget | None = None, sleep: Sleep = anyio.sleep
    ) -> None:
        self._shell = AsyncShell(source.upstream(), budget=budget, sleep=sleep)
        self._events = AsyncEventsCalendarEvents(self._shell, source)

    @property
    def events(self) -> AsyncEventsCalendarEvents:
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
