"""The client of a Linked Events calendar, synchronous and asynchronous."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import anyio

from hytedata.clients.calendars.linked_events_reads import EventReads
from hytedata.clients.calendars.linked_events_records import (
    KEYWORDS,
    ORGANISATIONS,
    PLACES,
    RecordReads,
)
from hytedata.clients.reads import AsyncReads, Queries, Reads
from hytedata.connectors._http import AsyncShell, SyncShell, Upstream, user_agent
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors.calendars.linked_events.endpoints import LinkedEventsApi
from hytedata.connectors.calendars.linked_events.links import host_of
from hytedata.connectors.calendars.linked_events.query import LARGEST_PAGE
from hytedata.errors import InputError
from hytedata.models.calendar_records import CalendarKeyword, CalendarOrganisation, CalendarPlace
from hytedata.normalise.calendars.linked_events import Calendar
from hytedata.normalise.calendars.needed import require_libraries

LICENCE: Final = "CC BY 4.0"
"""Of the data of Linked Events, where its publisher states no other (events.md 2.7)."""


def linked_events_upstream(
    name: str,
    url: str,
    *,
    contact: str,
    at_once: int = 1,
    per_second: float = 1.0,
    proxy: str | None = None,
    ca_bundle: Path | None = None,
) -> Upstream:
    """Describe a calendar and how gently it is asked.

    Args:
        name: The calendar's, for messages.
        url: Address up to the version: `https://api.hel.fi/linkedevents/v1`.
        contact: E-mail or web address for the User-Agent.
        at_once: Most requests in flight; 0 for no bound.
        per_second: Most requests started per second; 0 for no bound.
        proxy: Address of a proxy; None takes the environment's.
        ca_bundle: Trusted certificates, instead of the usual ones.

    Raises:
        InputError: Name, address or contact is missing.
    """
    if not name.strip():
        raise InputError("name: give the calendar a name; its events carry it")
    if not host_of(url) or not url.startswith(("https://", "http://")):
        raise InputError(
            f"url: {url[:100]!r} is no address; it is like https://host/linkedevents/v1"
        )
    if not contact.strip():
        raise InputError("contact: give an e-mail or web address; calendars like to know readers")
    return Upstream(
        name,
        url.rstrip("/"),
        user_agent=user_agent(contact),
        at_once=at_once,
        per_second=per_second,
        proxy=proxy,
        ca_bundle=ca_bundle,
    )


class LinkedEventsClient:
    """Reads one calendar; use it with `with`.

    `calendar.events.iter(start=…, end=…)` reads lazily, `.pages(…)` by page, `.snapshot(…)` whole
    with a verdict of completeness, `.get(id)`, `.find(id)` and `.get_many(ids)` by id. What
    `start`, `end`, `changed_since`, `include_deleted` and `include_series` mean is in
    `EventReads.walk`. The same reads give `.places`, `.keywords` and `.organizations`, which take
    `unused` and `include_deleted`; see `RecordReads.walk`.

    Attributes:
        events: Events.
        places: Where they take place.
        keywords: What they are about, and for whom.
        organizations: Who publishes them.

    Args:
        name: The calendar's, which its events carry as their source.
        url: Address up to the version: `https://api.hel.fi/linkedevents/v1`.
        contact: E-mail or web address for the User-Agent.
        licence: Of its data; pictures have their own.
        attribution: Whom to name.
        page: Address of an event's page for people, with `{id}`; "" takes what an event states.
        hosts: Other hosts that its links to further pages may name, as those of a fork behind a
            proxy do. They are never asked.
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

    def __init__(
        self,
        name: str,
        url: str,
        *,
        contact: str,
        licence: str = LICENCE,
        attribution: str = "",
        page: str = "",
        hosts: Sequence[str] = (),
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
        own = _reads(calendar, url, hosts, page_size)
        self._shell = SyncShell(upstream, budget=budget, sleep=sleep)
        events, places, words, groups = own.events, own.places, own.keywords, own.organizations
        self.events = Reads(
            self._shell, Queries(name, "event", events.walk, events.one, events.many)
        )
        self.places = Reads(
            self._shell, Queries(name, "place", places.walk, places.one, places.many)
        )
        self.keywords = Reads(
            self._shell, Queries(name, "keyword", words.walk, words.one, words.many)
        )
        self.organizations = Reads(
            self._shell, Queries(name, "organisation", groups.walk, groups.one, groups.many)
        )

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


class AsyncLinkedEventsClient:
    """What `LinkedEventsClient` is, for `async with`; the same names, arguments and errors."""

    def __init__(
        self,
        name: str,
        url: str,
        *,
        contact: str,
        licence: str = LICENCE,
        attribution: str = "",
        page: str = "",
        hosts: Sequence[str] = (),
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
        own = _reads(calendar, url, hosts, page_size)
        self._shell = AsyncShell(upstream, budget=budget, sleep=sleep)
        events, places, words, groups = own.events, own.places, own.keywords, own.organizations
        self.events = AsyncReads(
            self._shell, Queries(name, "event", events.walk, events.one, events.many)
        )
        self.places = AsyncReads(
            self._shell, Queries(name, "place", places.walk, places.one, places.many)
        )
        self.keywords = AsyncReads(
            self._shell, Queries(name, "keyword", words.walk, words.one, words.many)
        )
        self.organizations = AsyncReads(
            self._shell, Queries(name, "organisation", groups.walk, groups.one, groups.many)
        )

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


@dataclass(frozen=True)
class _AllReads:
    """The reads of one calendar, for either client."""

    events: EventReads
    places: RecordReads[CalendarPlace]
    keywords: RecordReads[CalendarKeyword]
    organizations: RecordReads[CalendarOrganisation]


def _reads(calendar: Calendar, url: str, hosts: Sequence[str], page_size: int) -> _AllReads:
    require_libraries()
    if not 1 <= page_size <= LARGEST_PAGE:
        raise InputError(f"page_size: {page_size} is not in 1–{LARGEST_PAGE}")
    own = {host_of(url), *(host.strip().lower() for host in hosts)}
    api = LinkedEventsApi(calendar.name, frozenset(own))
    return _AllReads(
        EventReads(api, calendar, page_size),
        RecordReads(api, calendar, page_size, PLACES),
        RecordReads(api, calendar, page_size, KEYWORDS),
        RecordReads(api, calendar, page_size, ORGANISATIONS),
    )
