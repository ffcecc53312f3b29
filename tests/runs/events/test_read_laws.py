"""Laws of reading calendars: whatever was read before, a whole read leaves what is published."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hytedata.config import Config
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.runs.events.chosen import window_of
from hytedata.runs.events.group import group_events
from hytedata.runs.events.read import read_events
from hytedata.runs.read_report import ReadReport
from hytedata.store import Store, catalogue_reading
from tests.runs.events.fake_calendars import config, table
from tests.runs.events.worlds import (
    CALENDARS,
    Edit,
    Killed,
    Read,
    Shown,
    Step,
    World,
    histories,
    reads,
)
from tests.runs.read_fakes import START, Clock

pytestmark = pytest.mark.slow

CONFIG: Final[Config] = config(*(table(name, kind) for name, kind in CALENDARS.items()))
# Each makes a store; `make soak` asks for thousands.
EXAMPLES: Final = settings(
    max_examples=20 if settings().max_examples <= 100 else settings().max_examples
)


class Life:
    """A world and the store that it is read into."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.world = store, clock, World(START)

    def take(self, step: Step) -> tuple[ReadReport, ...]:
        """Let somebody edit, or read; a read that is killed leaves no report."""
        if isinstance(step, Edit):
            self.clock.advance(minutes=1)
            self.world.edit(step, self.clock())
            return ()
        self.clock.advance(hours=step.hours)
        self.world.end_reads(step)
        try:
            return self.read(full=step.full)
        except Killed:
            return ()

    def read(self, *, full: bool = False) -> tuple[ReadReport, ...]:
        """Read all calendars, and find what several of them have."""
        reports = read_events(CONFIG, self.store, now=self.clock, opened=self.world, full=full)
        group_events(CONFIG, self.store.catalogue)
        return reports

    def night(self) -> tuple[ReadReport, ...]:
        """Read all in full, a day later, and let it end well."""
        return self.take(Read(24, full=True))

    @property
    def window(self) -> Window:
        """What is read at this hour."""
        return window_of(CONFIG.calendar[0], self.clock())

    def known(self) -> dict[str, set[str]]:
        """Return what the store says takes place: event → the calendars that have it."""
        found = self.store.catalogue.events.between(
            self.window.start, self.window.end, include_cancelled=True
        )
        told = [({ref.id for ref in one.sources}, one.sources) for one in found]
        assert all(len(ids) == 1 for ids, _ in told)
        keys = [next(iter(ids)) for ids, _ in told]
        assert len(keys) == len(set(keys)), "an event came twice"
        return {next(iter(ids)): {ref.source for ref in refs} for ids, refs in told}


@contextmanager
def life() -> Iterator[Life]:
    """A new store whose batches are of two records, so that a kill finds some of them written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue_reading, "_AT_ONCE", 2)
        clock = Clock()
        with Store.open("sqlite://", now=clock) as store:
            yield Life(store, clock)


PUT_OFF_THEN_TAKEN_BACK: Final[list[Step]] = [
    Edit("kunta", 0, Shown(9, 0)),
    Edit("seurat", 0, Shown(9, 0)),
    Read(1),
    Edit("kunta", 0, Shown(None, 0)),
    Read(5),
    Edit("kunta", 0, None, quiet=True),
]
KILLED_WHEN_ALL_WAS_WRITTEN: Final[list[Step]] = [
    Edit("kunta", 0, Shown(9, 0)),
    Edit("kunta", 1, Shown(9, 0)),
    Read(1),
    Edit("seurat", 0, Shown(9, 0)),
    Edit("seurat", 1, Shown(9, 0)),
    Read(5, "killed", 2, at="seurat"),
]


@EXAMPLES
@given(history=histories)
@example(history=PUT_OFF_THEN_TAKEN_BACK)
@example(history=KILLED_WHEN_ALL_WAS_WRITTEN)
def test_after_a_whole_read_the_store_holds_exactly_what_is_published(history: list[Step]) -> None:
    with life() as one:
        for step in history:
            one.take(step)

        one.night()
        # What emptied is believed the second night.
        reports = one.night()

        assert all(report.complete for report in reports)
        assert one.known() == one.world.published(one.window)
        _is_told_as_it_is(one)


def _is_told_as_it_is(one: Life) -> None:
    """Every record that takes place is as its calendar has it now."""
    for name, calendar in one.world.calendars.items():
        shown = [it for it in calendar.events(START) if one.window.holds(it.time)]
        held = one.store.catalogue.records(source=name, kind="event")
        there = [it for it in (each.model() for each in held) if isinstance(it, Event)]
        assert [it for it in there if one.window.holds(it.time)] == shown


OVER_BY_THE_LAST_READ: Final[list[Step]] = [Edit("kunta", 0, Shown(0, 0)), Read(24)]


@EXAMPLES
@given(
    history=histories,
    covers=st.tuples(st.integers(-2, 8), st.integers(9, 30)),
    last=reads,
)
@example(history=OVER_BY_THE_LAST_READ, covers=(0, 9), last=Read(24))
def test_an_event_goes_only_by_its_calendars_word_or_from_a_span_that_was_read_whole(
    history: list[Step], covers: tuple[int, int], last: Read
) -> None:
    with life() as one:
        one.world.calendars["feed"].covers = covers
        for step in history:
            one.take(step)
        before = _present(one)

        reports = {report.source: report for report in one.take(last)}

        after = _present(one)
        for source, key in before.keys() - after.keys():
            if _is_over(before[source, key], one.window.start):
                continue
            calendar = one.world.calendars[source]
            assert source in reports, "a read that was killed took something away"
            assert key not in {it.id for it in calendar.events(START) if _is_held(one, it)}
            (kind,) = reports[source].kinds
            if kind.modes == ("full",):
                assert kind.complete
                assert _is_covered(one, source, before[source, key], covers)


def _present(one: Life) -> dict[tuple[str, str], Event]:
    held = one.store.catalogue.records(kind="event")
    models = [(it.source, it.id, it.model()) for it in held]
    over = {(source, key): it for source, key, it in models if isinstance(it, Event)}
    # What was over is forgotten by any read.
    first = one.window.start
    return {key: it for key, it in over.items() if not _is_over(it, first)}


def _is_over(one: Event, first: datetime) -> bool:
    return isinstance(one.time.end, datetime) and one.time.end <= first


def _is_held(one: Life, event: Event) -> bool:
    return event.time.start is None or one.window.holds(event.time)


def _is_covered(one: Life, source: str, was: Event, covers: tuple[int, int]) -> bool:
    if was.time.start is None:
        return source == "kunta"
    if source != "feed":
        return one.window.holds(was.time)
    first, after = covers
    days = [START.replace(hour=12).timestamp() + it * 86_400 for it in (first, after)]
    assert isinstance(was.time.start, datetime)
    assert isinstance(was.time.end, datetime)
    return was.time.end.timestamp() > days[0] and was.time.start.timestamp() < days[1]
