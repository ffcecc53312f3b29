"""The client of a Linked Events calendar, synchronous and asynchronous."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import anyio

from hytedata.clients.calendars.linked_events_setup import (
    LICENCE,
    CalendarQueries,
    linked_events_upstream,
    settings_of,
)
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.opening import AsyncClient, SyncClient
from hytedata.clients.reads import AsyncReads, Reads
from hytedata.connectors._http import AsyncShell, SyncShell, Upstream
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors.calendars.linked_events.query import LARGEST_PAGE
from hytedata.normalise.calendars.linked_events import Calendar


class _Calendar(ABC):
    """What both clients are made of; their arguments are told at `LinkedEventsClient`."""

    def __init__(
        self,
        name: str,
        url: str,
        *,
        contact: str,
        licence: str = LICENCE,
        attribution: str = "",
        page: str = "",
        allowed_hosts: Sequence[str] = (),
        page_size: int = LARGEST_PAGE,
        at_once: int = 1,
        per_second: float = 1.0,
        budget: Budget | None = None,
        proxy: str | None = None,
        ca_bundle: Path | None = None,
        sleep: Sleep = anyio.sleep,
    ) -> None:
        upstream = linked_events_upstream(
            name,
            url,
            contact=contact,
            at_once=at_once,
            per_second=per_second,
            proxy=proxy,
            ca_bundle=ca_bundle,
        )
        calendar = Calendar(name, licence, attribution, page)
        asked = CalendarQueries(calendar, url, allowed_hosts, page_size)
        self._connect(upstream, asked, budget, sleep)

    @classmethod
    def of(
        cls,
        source: CalendarSource,
        *,
        page: str = "",
        page_size: int = LARGEST_PAGE,
        budget: Budget | None = None,
        sleep: Sleep = anyio.sleep,
    ) -> Self:
        """Return the client of a calendar as the other clients of calendars know it.

        Without a licence of its own, `LICENCE` is taken. What *source* says of a language, a home
        municipality, a sitemap, pages, sizes and second tries is for other kinds of calendars.

        Raises:
            InputError: As of the class.
        """
        return cls(
            source.name,
            source.url,
            page=page,
            page_size=page_size,
            budget=budget,
            sleep=sleep,
            **settings_of(source),
        )

    @abstractmethod
    def _connect(
        self, upstream: Upstream, asked: CalendarQueries, budget: Budget | None, sleep: Sleep
    ) -> None:
        """Make the shell to *upstream*, and what is read over it."""


class LinkedEventsClient(_Calendar, SyncClient):
    """Reads one calendar; use it with `with`.

    `calendar.events.iter(start=…, end=…)` reads lazily, `.pages(…)` by page, `.snapshot(…)` whole
    with a verdict of completeness, `.get(id)`, `.find(id)` and `.get_many(ids)` by id. What
    `start`, `end`, `changed_since`, `include_deleted` and `include_series` mean is in
    `EventReads.walk`. The same reads give `.places`, `.keywords` and `.organisations`, which take
    `unused` and `include_deleted`; see `RecordReads.walk`.

    Attributes:
        events: Events.
        places: Where they take place.
        keywords: What they are about, and for whom.
        organisations: Who publishes them.

    Args:
        name: The calendar's, which its events carry as their source.
        url: Address up to the version: `https://api.hel.fi/linkedevents/v1`.
        contact: E-mail or web address for the User-Agent.
        licence: Of its data; pictures have their own.
        attribution: Whom to name.
        page: Address of an event's page for people, with `{id}`; "" takes what an event states.
        allowed_hosts: Hosts that its links to further pages may name besides its own, as those of
            a fork behind a proxy do. They are never asked.
        page_size: Events per page, 1–100.
        at_once: Most requests in flight; 0 for no bound.
        per_second: Most requests started per second; 0 for no bound.
        budget: Shared with other clients of the same server; None makes one of its own.
        proxy: Address of a proxy; None takes the environment's.
        ca_bundle: Trusted certificates, instead of the usual ones.
        sleep: Waits between attempts.

    Raises:
        InputError: An argument is missing or wrong, or a library of the extra `calendars` is.
    """

    def _connect(
        self, upstream: Upstream, asked: CalendarQueries, budget: Budget | None, sleep: Sleep
    ) -> None:
        self._shell = SyncShell(upstream, budget=budget, sleep=sleep)
        self.events = Reads(self._shell, asked.events)
        self.places = Reads(self._shell, asked.places)
        self.keywords = Reads(self._shell, asked.keywords)
        self.organisations = Reads(self._shell, asked.organisations)


class AsyncLinkedEventsClient(_Calendar, AsyncClient):
    """What `LinkedEventsClient` is, for `async with`; the same names, arguments and errors."""

    def _connect(
        self, upstream: Upstream, asked: CalendarQueries, budget: Budget | None, sleep: Sleep
    ) -> None:
        self._shell = AsyncShell(upstream, budget=budget, sleep=sleep)
        self.events = AsyncReads(self._shell, asked.events)
        self.places = AsyncReads(self._shell, asked.places)
        self.keywords = AsyncReads(self._shell, asked.keywords)
        self.organisations = AsyncReads(self._shell, asked.organisations)
