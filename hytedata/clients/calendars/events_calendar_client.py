"""The client of The Events Calendar of a site, synchronous and asynchronous."""

from hytedata.clients.calendars.events_calendar_walk import page_window, read_window
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.calendars.window_client import (
    AsyncWindowClient,
    PageWindow,
    ReadWindow,
    WindowClient,
    WindowKind,
)
from hytedata.connectors._http import AsyncShell, SyncShell
from hytedata.normalise.calendars.needed import require_libraries

__all__ = ["AsyncEventsCalendarClient", "CalendarSource", "EventsCalendarClient"]


class _TheEventsCalendar(WindowKind):
    """How The Events Calendar is read."""

    def _reader(self, shell: SyncShell | AsyncShell) -> ReadWindow:
        require_libraries()
        return read_window

    def _pager(self) -> PageWindow:
        return page_window


class EventsCalendarClient(_TheEventsCalendar, WindowClient):
    """Reads The Events Calendar of a site; see `WindowClient`."""


class AsyncEventsCalendarClient(_TheEventsCalendar, AsyncWindowClient):
    """Reads The Events Calendar of a site; see `AsyncWindowClient`."""
