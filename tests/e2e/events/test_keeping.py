"""What a store keeps of calendars: as published, emptied overnight, on a full disk, while held."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hytedata.sandbox import Sandbox
from hytedata.store import database
from tests.e2e.calendars import ALL, Clock, Known, is_whole_and_once, published
from tests.e2e.events.support import ReadEvents, flat


def test_all_four_calendars_are_read_as_published_and_every_record_is_told_once(
    known: Known, sandbox: Sandbox
) -> None:
    is_whole_and_once(known, sandbox)

    assert all(published(sandbox, name, known.clock) for name in ALL)
    assert any(len(one.sources) > 1 for one in known.occurrences())


# --- emptied overnight --------------------------------------------------------------------------


def test_calendars_that_empty_overnight_keep_their_events_until_they_say_so_a_second_night(
    read_events: ReadEvents, known: Known, sandbox: Sandbox, clock: Clock
) -> None:
    before = {name: known.records(name) for name in ALL}
    for name in ALL:
        sandbox.controls.calendars.empty(name)

    clock.advance(hours=24)
    first = read_events()
    after_first = {name: known.records(name) for name in ALL}
    clock.advance(hours=3)
    soon = read_events("--full")
    after_soon = {name: known.records(name) for name in ALL}
    clock.advance(hours=22)
    second = read_events()

    assert (first.code, soon.code, second.code) == (3, 3, 0)
    assert flat(first.err).count("are missing at once; they are kept until a full read after") == 4
    coming = {name: [it for it in before[name] if "2026-10-1" not in it] for name in ALL}
    for name in ALL:
        assert set(coming[name]) <= set(after_first[name]), name
        assert set(coming[name]) <= set(after_soon[name]), name
    assert known.occurrences() == []
    assert "Nothing is known to take place" in second.out


@pytest.mark.slow
def test_a_calendar_that_was_empty_for_a_night_loses_nothing_and_is_doubted_anew(
    read_events: ReadEvents, known: Known, sandbox: Sandbox, clock: Clock
) -> None:
    sandbox.controls.calendars.empty("mallila")
    clock.advance(hours=24)
    empty = read_events()
    sandbox.controls.calendars.fill()
    clock.advance(hours=24)
    back = read_events()
    sandbox.controls.calendars.empty("mallila")
    clock.advance(hours=24)

    again = read_events()

    assert (empty.code, back.code, again.code) == (3, 0, 3)
    assert len(known.records("mallila")) > 5


# --- files and stores ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["ndjson", "csv", "ical"])
def test_a_disk_without_room_is_told_and_the_store_has_what_was_read(
    read_events: ReadEvents, known: Known, form: str
) -> None:
    full = read_events("--no-read", "--out", "/dev/full", "--format", form)

    assert full.code == 4
    assert "/dev/full" in full.err
    assert "No space left" in full.err
    assert Path("/dev/full").is_char_device()
    assert known.occurrences()


def test_a_store_that_another_process_holds_is_told_with_what_to_do(
    read_events: ReadEvents, known: Known, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    before = known.occurrences()
    with closing(sqlite3.connect(known.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        held = read_events("--full")
        shown = read_events("--no-read")
        other.execute("ROLLBACK")

    assert (held.code, shown.code) == (2, 0)
    assert "busy" in flat(held.err) or "locked" in flat(held.err), held.err
    assert "unforeseen" not in held.err
    assert "Tuolijumppa" in shown.out
    assert known.occurrences() == before
    assert read_events("--full").code == 0
    is_whole_and_once(known, sandbox)
