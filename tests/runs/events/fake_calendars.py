"""Calendars that are as small as a test needs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from hytedata.config import Calendar, Config
from hytedata.errors import HytedataError, SourceUnavailable
from hytedata.models.common import Completeness, Rejection, SourceRef
from hytedata.models.event import Event, EventPlace, EventTime
from hytedata.models.window import Window
from hytedata.runs.events.batches import EventBatch, EventsEnd, Span
from tests.runs.read_fakes import START

TODAY = START.date()
KAJAANI = EventPlace(
    names={"fi": "Urheilutalo"}, street={"fi": "Katu 1"}, locality={"fi": "Kajaani"}
)


def down(name: str = "kunta") -> SourceUnavailable:
    return SourceUnavailable(name, "https://kunta.test", attempts=4, status=503)


def event(key: str, days: int = 3, *, source: str = "kunta", **more: Any) -> Event:
    """An event of an hour, so many days after the start of the clock."""
    begins = START + timedelta(days=days)
    usual: dict[str, Any] = {
        "names": {"fi": f"Jumppa {key}"},
        "time": EventTime(start=begins, end=begins + timedelta(hours=1)),
        "places": (KAJAANI,),
        "is_free": "yes",
    }
    return Event(source=source, id=key, **(usual | more))


def all_day(first: date, last: date | None = None) -> EventTime:
    return EventTime(start=first, end=last)


@dataclass
class Asked:
    window: Window
    since: datetime | None


@dataclass
class FakeCalendar:
    """A calendar that gives all that it holds, in batches.

    Attributes:
        changed: What it gives where it is asked for changes; None: all that it holds.
        covered: What it shows all of; None: all that is asked for.
        fails_after: So many batches come before it breaks off with `error`.
    """

    held: list[Event] = field(default_factory=list)
    changed: list[Event] | None = None
    gone: tuple[str, ...] = ()
    rejected: list[str] = field(default_factory=list)
    drift: Mapping[str, int] = field(default_factory=dict)
    covered: Span | None = None
    covers_nothing: bool = False
    doubt: str = ""
    batch: int = 2
    fails_after: int | None = None
    error: BaseException = field(default_factory=down)
    asked: list[Asked] = field(default_factory=list)

    def read(
        self, window: Window, since: datetime | None = None
    ) -> Iterator[EventBatch | EventsEnd]:
        self.asked.append(Asked(window, since))
        given = self.held if since is None or self.changed is None else self.changed
        for number, first in enumerate(range(0, len(given) + 1, self.batch)):
            if number == self.fails_after:
                raise self.error
            gone = self.gone if since is not None and number == 0 else ()
            yield EventBatch(tuple(given[first : first + self.batch]), gone)
        yield self._end(window, len(given), since)

    def _end(self, window: Window, items: int, since: datetime | None) -> EventsEnd:
        reasons = (self.doubt,) if self.doubt else ()
        whole = self.covered or (window.start, window.end)
        says_all = since is None and not reasons and not self.covers_nothing
        rejections = tuple(
            Rejection(ref=SourceRef(source="kunta", kind="event", id=key), field="x", reason="y")
            for key in self.rejected
        )
        verdict = Completeness(complete=not reasons, items=items, reasons=reasons)
        return EventsEnd(verdict, rejections, self.drift, whole if says_all else None)


class FakeCalendars:
    """Opens fake calendars by name."""

    def __init__(self, **calendars: FakeCalendar) -> None:
        self.calendars = calendars
        self.opened: list[str] = []
        self.refused: dict[str, HytedataError] = {}

    @contextmanager
    def __call__(self, config: Config, calendar: Calendar) -> Iterator[FakeCalendar]:
        self.opened.append(calendar.name)
        if calendar.name in self.refused:
            raise self.refused[calendar.name]
        yield self.calendars[calendar.name]


def table(name: str = "kunta", kind: str = "linked-events", **more: object) -> dict[str, object]:
    return {"name": name, "kind": kind, "url": f"https://{name}.test/v1", **more}


def config(*calendars: dict[str, object]) -> Config:
    tables = [Calendar.model_validate(one, strict=False) for one in calendars or (table(),)]
    return Config(contact="it@kunta.example", calendar=tuple(tables))
