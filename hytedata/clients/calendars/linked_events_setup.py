"""What the clients of Linked Events are made of: an upstream, and what it can be asked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypedDict

from hytedata.clients.calendars.linked_events_reads import EventReads
from hytedata.clients.calendars.linked_events_records import (
    KEYWORDS,
    ORGANISATIONS,
    PLACES,
    RecordReads,
)
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.reads import Queries
from hytedata.connectors._http import Upstream, user_agent
from hytedata.connectors.calendars.linked_events.endpoints import LinkedEventsApi
from hytedata.connectors.calendars.linked_events.links import host_of
from hytedata.connectors.calendars.linked_events.query import LARGEST_PAGE
from hytedata.errors import InputError
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


class CalendarQueries:
    """What both clients ask a calendar for."""

    def __init__(
        self, calendar: Calendar, url: str, allowed_hosts: Sequence[str], page_size: int
    ) -> None:
        require_libraries()
        if not 1 <= page_size <= LARGEST_PAGE:
            raise InputError(f"page_size: {page_size} is not in 1–{LARGEST_PAGE}")
        own = {host_of(url), *(host.strip().lower() for host in allowed_hosts)}
        api = LinkedEventsApi(calendar.name, frozenset(own))
        events = EventReads(api, calendar, page_size)
        places = RecordReads(api, calendar, page_size, PLACES)
        keywords = RecordReads(api, calendar, page_size, KEYWORDS)
        bodies = RecordReads(api, calendar, page_size, ORGANISATIONS)
        name = calendar.name
        self.events = Queries(name, "event", events.walk, events.one, events.many)
        self.places = Queries(name, "place", places.walk, places.one, places.many)
        self.keywords = Queries(name, "keyword", keywords.walk, keywords.one, keywords.many)
        self.organisations = Queries(name, "organisation", bodies.walk, bodies.one, bodies.many)


class ClientSettings(TypedDict):
    """What clients take from a `CalendarSource`."""

    contact: str
    licence: str
    attribution: str
    allowed_hosts: Sequence[str]
    at_once: int
    per_second: float
    proxy: str | None
    ca_bundle: Path | None


def settings_of(source: CalendarSource) -> ClientSettings:
    """Return what a client takes from *source*; without a licence of its own, `LICENCE`."""
    return {
        "contact": source.contact,
        "licence": source.licence or LICENCE,
        "attribution": source.attribution,
        "allowed_hosts": source.allowed_hosts,
        "at_once": source.at_once,
        "per_second": source.per_second,
        "proxy": source.proxy,
        "ca_bundle": source.ca_bundle,
    }
