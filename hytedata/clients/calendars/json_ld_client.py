"""The client of events in pages of a site (schema.org), synchronous and asynchronous."""

from datetime import date, datetime
from functools import partial
from typing import Protocol

import anyio

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.calendars.window_client import (
    AsyncWindowClient,
    AsyncWindowEvents,
    ReadWindow,
    WindowClient,
    WindowEvents,
    WindowKind,
)
from hytedata.clients.drive import Calls, run, run_async
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.models.common import Snapshot
from hytedata.models.event import Event
from hytedata.normalise.calendars.needed import PAGES, require_libraries

__all__ = ["AsyncJsonLdClient", "CalendarSource", "JsonLdClient"]


class SiteEvents(WindowEvents):
    """The events in the pages of a site."""

    def between(
        self,
        start: date,
        end: date,
        *,
        changed_since: datetime | None = None,
        include_series: bool = False,
    ) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*): days of Finland, or aware times.

        Nothing is concluded from what is absent: that is for those who know what was there.
        At most 24 months are read. Pages that could not or may not be read stand in the verdict.

        Args:
            start: First day, or time.
            end: The day or time after the last.
            changed_since: An aware time: pages that state no change since are not asked for.
            include_series: Whether series and umbrellas come beside what takes place.

        Raises:
            InputError: The window is empty, or a time lacks its zone.
            SourceUnavailable: It does not answer for its robots.txt or sitemap.
            SourceContractError: What was named as its sitemap is none.
        """
        calls = _reading(self._shell)(
            self._source, start, end, changed_since=changed_since, include_series=include_series
        )
        return run(self._shell, calls)


class AsyncSiteEvents(AsyncWindowEvents):
    """The events in the pages of a site."""

    async def between(
        self,
        start: date,
        end: date,
        *,
        changed_since: datetime | None = None,
        include_series: bool = False,
    ) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*); see `SiteEvents.between`."""
        calls = _reading(self._shell)(
            self._source, start, end, changed_since=changed_since, include_series=include_series
        )
        return await run_async(self._shell, calls)


class _PagesOfSite(WindowKind):
    """How the pages of a site are read."""

    def _reader(self, shell: SyncShell | AsyncShell) -> ReadWindow:
        return _reading(shell)


class JsonLdClient(_PagesOfSite, WindowClient):
    """Reads schema.org events in the pages of a site, as its sitemap lists them.

    See `WindowClient`. A site's robots.txt is obeyed, and the wait that it asks for kept.
    """

    def __init__(
        self, source: CalendarSource, *, budget: Budget | None = None, sleep: Sleep = anyio.sleep
    ) -> None:
        super().__init__(source, budget=budget, sleep=sleep)
        self._site = SiteEvents(self._shell, source, self._reader(self._shell))

    @property
    def events(self) -> SiteEvents:
        """Its events."""
        return self._site


class AsyncJsonLdClient(_PagesOfSite, AsyncWindowClient):
    """Reads schema.org events in the pages of a site; see `JsonLdClient`."""

    def __init__(
        self, source: CalendarSource, *, budget: Budget | None = None, sleep: Sleep = anyio.sleep
    ) -> None:
        super().__init__(source, budget=budget, sleep=sleep)
        self._site = AsyncSiteEvents(self._shell, source, self._reader(self._shell))

    @property
    def events(self) -> AsyncSiteEvents:
        """Its events."""
        return self._site


class _ReadSite(Protocol):
    """How the pages of a site are read in a window, without I/O."""

    def __call__(
        self,
        source: CalendarSource,
        start: date,
        end: date,
        *,
        changed_since: datetime | None = None,
        include_series: bool = False,
    ) -> Calls[Snapshot[Event]]: ...


def _reading(shell: SyncShell | AsyncShell) -> _ReadSite:
    require_libraries(*PAGES)
    # Now that its libraries are known to be there.
    from hytedata.clients.calendars.json_ld_read import read_window

    return partial(read_window, keep_apart=shell.budget.keep_apart)
