"""The mounted calendars of a sandbox, read by their clients."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hytedata.clients.calendars.events_calendar_client import EventsCalendarClient
from hytedata.clients.calendars.icalendar_client import IcalendarClient
from hytedata.clients.calendars.json_ld_client import JsonLdClient
from hytedata.clients.calendars.linked_events import LinkedEventsClient
from hytedata.clients.calendars.source import CalendarSource
from hytedata.models.common import Snapshot
from hytedata.models.event import Event
from hytedata.sandbox import Sandbox
from hytedata.sandbox.calendars.made_events import MadeEvent

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
"""A Wednesday."""

FIRST, LAST = NOW.date() - timedelta(days=60), NOW.date() + timedelta(days=120)
CONTACT = "data@example.fi"


async def no_wait(_: float) -> None:
    """Do not wait."""


class Clients(ExitStack):
    """The clients of a running sandbox's calendars, each opened once.

    Attributes:
        region: Of the Linked Events calendar, in small pages.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__()
        self.region = self._linked_events(sandbox, 5)
        self._large = self._linked_events(sandbox, 100)
        clubs, town = (self._source(sandbox, name) for name in ("yhdistykset", "mallila"))
        sitemap = f"{sandbox.url}/calendars/kylat/sitemap.xml"
        villages = replace(self._source(sandbox, "kylat"), sitemap=sitemap)
        self._others = {
            "yhdistykset": self.enter_context(EventsCalendarClient(clubs, sleep=no_wait)),
            "kylat": self.enter_context(JsonLdClient(villages, sleep=no_wait)),
            "mallila": self.enter_context(IcalendarClient(town, sleep=no_wait)),
        }

    def read(self, name: str, *, in_large_pages: bool = False) -> Snapshot[Event]:
        """Read all that a calendar shows around today."""
        if name in self._others:
            return self._others[name].events.between(FIRST, LAST)
        client = self._large if in_large_pages else self.region
        # Without an end: what was postponed has no time, and comes in no window with one.
        return client.events.snapshot(start=FIRST)

    def _linked_events(self, sandbox: Sandbox, page_size: int) -> LinkedEventsClient:
        url = sandbox.calendar_url("seutu")
        client = LinkedEventsClient(
            "seutu", url, contact=CONTACT, per_second=0, page_size=page_size, sleep=no_wait
        )
        return self.enter_context(client)

    @staticmethod
    def _source(sandbox: Sandbox, name: str) -> CalendarSource:
        return CalendarSource(name, sandbox.calendar_url(name), CONTACT, per_second=0)


def shown(sandbox: Sandbox, name: str) -> list[str]:
    """Return what a reader is to find: one line for each occurrence, by title and day."""
    return sorted(
        line for event in sandbox.controls.calendars.events(name) for line in _lines(name, event)
    )


def found(events: tuple[Event, ...]) -> list[str]:
    """Return what was read in the same way."""
    return sorted(f"{_title(event)} {_day(event)}" for event in events)


def _lines(name: str, event: MadeEvent) -> list[str]:
    if name == "seutu" and event.status == "postponed":
        return [f"{event.title} None"]
    days = (event.start + timedelta(weeks=week) for week in range(event.weeks))
    return [f"{event.title} {day:%Y-%m-%d}" for day in days]


def _title(event: Event) -> str:
    return event.names["fi"].removeprefix("PERUTTU: ").removeprefix("SIIRRETTY: ")


def _day(event: Event) -> str:
    return str(event.time.start)[:10]
