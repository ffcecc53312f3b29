"""The client of an iCalendar feed, synchronous and asynchronous."""

from hytedata.clients.calendars.icalendar_read import read_window
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.calendars.window_client import AsyncWindowClient, ReadWindow, WindowClient

__all__ = ["AsyncIcalendarClient", "CalendarSource", "IcalendarClient"]


class IcalendarClient(WindowClient):
    """Reads an iCalendar feed; see `WindowClient`."""

    def _reader(self) -> ReadWindow:
        return read_window


class AsyncIcalendarClient(AsyncWindowClient):
    """Reads an iCalendar feed; see `AsyncWindowClient`."""

    def _reader(self) -> ReadWindow:
        return read_window
