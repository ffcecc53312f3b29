"""Calendars of a kind that another project reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.metadata import EntryPoint

import pytest

from hytedata.clients.calendars.other_kinds import SourceReader, kind_named, other_kinds
from hytedata.clients.calendars.source import CalendarSource
from hytedata.errors import InputError, SourceUnavailable
from hytedata.extensions import SOURCES
from hytedata.models.common import Completeness, Snapshot
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.runs.events.batches import EventBatch, EventsEnd
from hytedata.runs.events.other_reader import OtherReader

HERE = "tests.runs.events.test_other_kinds"
SOURCE = CalendarSource("kirjasto", "https://kirjasto.test/feed", "a@b.example")
WINDOW = Window.of(date(2026, 3, 1), date(2026, 4, 1))
NO_OPENER = 5


class Feed:
    """Gives or raises what it is made with."""

    def __init__(self, gives: object) -> None:
        self._gives = gives

    def between(self, start: datetime, end: datetime) -> Snapshot[Event]:
        if isinstance(self._gives, Exception):
            raise self._gives
        return self._gives  # type: ignore[return-value]


def reader_of(gives: object) -> OtherReader:
    @contextmanager
    def opened(_: CalendarSource) -> Iterator[SourceReader]:
        yield Feed(gives)

    return OtherReader(opened, SOURCE)


def found(*events: Event, complete: bool = True) -> Snapshot[Event]:
    return Snapshot(events, Completeness(complete=complete, items=len(events)))


def event(source: str = "kirjasto") -> Event:
    return Event.model_validate(
        {"source": source, "id": "1", "time": {"start": datetime(2026, 3, 2, tzinfo=UTC)}}
    )


def point(name: str, attribute: str = "reader_of") -> EntryPoint:
    return EntryPoint(name, f"{HERE}:{attribute}", SOURCES)


def test_what_it_gives_is_all_there_is_in_the_window() -> None:
    batch, end = reader_of(found(event())).read(WINDOW)

    assert isinstance(batch, EventBatch)
    assert isinstance(end, EventsEnd)
    assert [one.id for one in batch.events] == ["1"]
    assert end.covered == (WINDOW.start, WINDOW.end)


def test_an_incomplete_read_covers_nothing() -> None:
    _, end = reader_of(found(event(), complete=False)).read(WINDOW)

    assert isinstance(end, EventsEnd)
    assert end.covered is None


def test_an_event_under_another_name_is_rejected() -> None:
    batch, end = reader_of(found(event("other"))).read(WINDOW)

    assert isinstance(batch, EventBatch)
    assert isinstance(end, EventsEnd)
    assert batch.events == ()
    assert end.rejections[0].field == "source"


@pytest.mark.parametrize(
    ("gives", "why"),
    [
        (ZeroDivisionError("no"), "failed, tell its authors: ZeroDivisionError: no"),
        ([], "gave list, not a Snapshot"),
    ],
)
def test_a_fault_of_its_code_is_an_error_of_ours(gives: object, why: str) -> None:
    with pytest.raises(InputError, match=why):
        list(reader_of(gives).read(WINDOW))


def test_its_own_word_that_nothing_answers_stands() -> None:
    gone = SourceUnavailable("kirjasto", "https://kirjasto.test", attempts=1)

    with pytest.raises(SourceUnavailable):
        list(reader_of(gone).read(WINDOW))


def test_kinds_that_are_no_good_are_told_and_the_others_are_used() -> None:
    points = [point("icalendar"), point("rss"), point("bad", "NO_OPENER")]

    kinds, broken = other_kinds(points)

    assert list(kinds) == ["rss"]
    assert ["hytedata's" in broken[1].why, "int" in broken[0].why] == [True, True]


def test_a_kind_that_cannot_be_used_says_why() -> None:
    with pytest.raises(InputError, match="kind bad cannot be read: it gives int, which"):
        kind_named("bad", [point("bad", "NO_OPENER")])
    with pytest.raises(InputError, match="no installed project reads calendars of the kind rss"):
        kind_named("rss", [])
