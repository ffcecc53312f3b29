"""The client of an iCalendar feed, synchronous and asynchronous."""

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.calendars.window_client import AsyncWindowClient, ReadWindow, WindowClient
from hytedata.normalise.calendars.needed import ICALENDAR, require_libraries

__all__ = ["AsyncIcalendarClient", "CalendarSource", "IcalendarClient"]


class IcalendarClient(WindowClient):
    """Reads an iCalendar feed; see `WindowClient`."""

    def _reader(self) -> ReadWindow:
        return _read_window()


class AsyncIcalendarClient(AsyncWindowClient):
    """Reads an iCalendar feed; see `AsyncWindowClient`."""

    def _reader(self) -> ReadWindow:
        return _read_window()


def _read_window() -> ReadWindow:
    require_libraries(*ICALENDAR)
    # Now that its libraries are known to be there.
    from hytedata.clients.calendars.icalendar_read import read_window

    return read_window
