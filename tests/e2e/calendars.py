"""A sandbox's calendars, what is to be known of them, and what a store knows; the clock moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hytedata.models.event import Event
from hytedata.models.occurrence import Occurrence
from hytedata.sandbox import Sandbox
from hytedata.sandbox.calendars.made_events import MadeEvent
from hytedata.store import Store

NOW = datetime(2026, 10, 19, 9, tzinfo=UTC)
"""A Monday; the clocks go back on the Sunday after it, and forward on 28 March."""

ALL = ("seutu", "yhdistykset", "mallila", "kylat")
"""Linked Events, The Events Calendar, iCalendar, pages with JSON-LD."""

HELSINKI = ZoneInfo("Europe/Helsinki")
_PREFIXES = ("PERUTTU: ", "SIIRRETTY: ")


class Clock:
    """The time, of the sandbox and of what is ours; it stands until it is moved."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        """Tell it."""
        self.time += timedelta(milliseconds=1)
        return self.time

    def advance(self, hours: float) -> None:
        """Set it on."""
        self.time += timedelta(hours=hours)


@dataclass
class Known:
    """What a store knows at a time.

    Attributes:
        path: The store's file.
        clock: The time.
    """

    path: Path
    clock: Clock

    def records(self, calendar: str) -> list[str]:
        """Return what takes place or was put off, by calendar: title and day, each once."""
        with self._opened() as store:
            found = store.catalogue.records(source=calendar, kind="event")
            events = [it for it in (one.model() for one in found) if isinstance(it, Event)]
        return sorted(
            f"{_plain(it)} {str(it.time.start)[:10]}"
            for it in events
            if it.series_role in ("none", "occurrence")
        )

    def occurrences(self) -> list[Occurrence]:
        """Return all that takes place from yesterday on, cancelled or not."""
        first = self.clock.time.astimezone(HELSINKI).date() - timedelta(days=1)
        with self._opened() as store:
            between = store.catalogue.events.between
            return [*between(first, first + timedelta(days=366), include_cancelled=True)]

    def _opened(self) -> Store:
        return Store.open(f"sqlite:///{self.path}", now=self.clock)


def published(sandbox: Sandbox, calendar: str, clock: Clock) -> list[str]:
    """Return what a calendar shows from yesterday on, as `Known.records` tells it."""
    events = sandbox.controls.calendars.events(calendar)
    return sorted(line for event in events for line in _lines(calendar, event, clock))


def is_whole_and_once(known: Known, sandbox: Sandbox) -> None:
    """Check that the store holds what is published, and that every record is told once."""
    for calendar in ALL:
        assert known.records(calendar) == published(sandbox, calendar, known.clock), calendar
    told = [ref for one in known.occurrences() for ref in one.sources]
    assert len(told) == len(set(told)), "a record stands in two occurrences"
    keys = [one.key for one in known.occurrences()]
    assert len(keys) == len(set(keys)), "a key comes twice"


def _lines(calendar: str, event: MadeEvent, clock: Clock) -> Iterator[str]:
    if calendar == "seutu" and event.status == "postponed":
        yield f"{event.title} None"
        return
    today = clock.time.astimezone(HELSINKI).replace(tzinfo=None, hour=0, minute=0)
    first = today - timedelta(days=1, minutes=today.second / 60)
    for week in range(event.weeks):
        start, end = (it + timedelta(weeks=week) for it in (event.start, event.end))
        if end >= first.replace(second=0, microsecond=0):
            yield f"{event.title} {start:%Y-%m-%d}"


def _plain(event: Event) -> str:
    name = event.names["fi"]
    return next((name.removeprefix(it) for it in _PREFIXES if name.startswith(it)), name)
