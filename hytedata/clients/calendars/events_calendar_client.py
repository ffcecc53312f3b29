"""The client of The Events Calendar of a site, synchronous and asynchronous."""

from hytedata.clients.calendars.events_calendar_walk import page_window, read_window
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.calendars.window_client import (
    AsyncWindowClient,
    PageWindow,
    ReadWindow,
    WindowClient,
)
from hytedata.normalise.calendars.needed import require_libraries

__all__ = ["AsyncEventsCalendarClient", "CalendarSource", "EventsCalendarClient"]


class EventsCalendarClient(WindowClient):
    """Reads The Events Calendar of a site; see `WindowClient`."""

    def _reader(self) -> ReadWindow:
        require_libraries()
        return read_window

    def _pager(self) -> PageWindow:
        return page_window


class AsyncEventsCalendarClient(AsyncWindowClient):
    """Reads The Events Calendar of a site; see `AsyncWindowClient`."""

    def _reader(self) -> ReadWindow:
        require_libraries()
        return read_window

    def _pager(self) -> PageWindow:
        return page_window
