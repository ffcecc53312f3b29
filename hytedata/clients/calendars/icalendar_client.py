"""The client of an iCalendar feed, synchronous and asynchronous."""

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.calendars.window_client import (
    AsyncWindowClient,
    ReadWindow,
    WindowClient,
    WindowKind,
)
from hytedata.connectors._http import AsyncShell, SyncShell
from hytedata.normalise.calendars.needed import ICALENDAR, require_libraries

__all__ = ["AsyncIcalendarClient", "CalendarSource", "IcalendarClient"]


class _Icalendar(WindowKind):
    """How a feed is read."""

    def _reader(self, shell: SyncShell | AsyncShell) -> ReadWindow:
        require_libraries(*ICALENDAR)
        # Now that its libraries are known to be there.
        from hytedata.clients.calendars.icalendar_read import read_window

        return read_window


class IcalendarClient(_Icalendar, WindowClient):
    """Reads an iCalendar feed; see `WindowClient`."""


class AsyncIcalendarClient(_Icalendar, AsyncWindowClient):
    """Reads an iCalendar feed; see `AsyncWindowClient`."""
