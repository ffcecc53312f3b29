"""The mounted calendars of a sandbox, read by their clients."""

from datetime import UTC, datetime, timedelta

from hytedata.clients.calendars.events_calendar_client import EventsCalendarClient
from hytedata.clients.calendars.icalendar_client import IcalendarClient
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


def linked_events(sandbox: Sandbox, name: str, page_size: int = 5) -> LinkedEventsClient:
    """Return a client of a Linked Events calendar."""
    url = sandbox.calendar_url(name)
    return LinkedEventsClient(
        name, url, contact=CONTACT, per_second=0, page_size=page_size, sleep=no_wait
    )


def read(sandbox: Sandbox, name: str, *, page_size: int = 5) -> Snapshot[Event]:
    """Read all that a calendar shows around today."""
    if name == "seutu":
        with linked_events(sandbox, name, page_size) as calendar:
            # Without an end: what was postponed has no time, and comes in no window with one.
            return calendar.events.snapshot(start=FIRST)
    kind = IcalendarClient if name == "mallila" else EventsCalendarClient
    source = CalendarSource(name, sandbox.calendar_url(name), CONTACT, per_second=0)
    with kind(source, sleep=no_wait) as calendar:
        return calendar.events.between(FIRST, LAST)


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
