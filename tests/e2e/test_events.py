"""Reading calendars through the command: outages, calendars that empty, clocks that change."""

import csv
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import icalendar
import pytest
import recurring_ical_events

from hytedata.cli import read_events_command
from hytedata.clients.calendars import linked_events_setup, source
from hytedata.connectors._http import RetryPolicy, Upstream
from hytedata.models.occurrence import Occurrence
from hytedata.runs import open_store
from hytedata.runs.events import read as read_module
from hytedata.sandbox import Fault, Sandbox, World
from hytedata.sandbox.calendars.json_ld import JsonLdSimulator
from hytedata.sandbox.calendars.made_events import MadeEvent
from hytedata.sandbox.faults import FaultKind
from hytedata.sandbox.server import Server
from hytedata.store import Store, database
from tests.e2e.calendars import ALL, HELSINKI, NOW, Clock, Known, is_whole_and_once, published
from tests.e2e.conftest import Run
from tests.e2e.support import Command

ReadEvents: TypeAlias = Callable[..., Command]

STORE = "hytedata-sandbox.db"


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def running(small_world: World, clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(small_world, now=clock) as started:
        yield started


@pytest.fixture
def sandbox(running: Sandbox, clock: Clock) -> Sandbox:
    """The sandbox with its calendars as they were, and its clock set back."""
    clock.time = Clock().time
    running.controls.clear_faults()
    running.controls.calendars.fill()
    return running


@pytest.fixture
def read_events(
    hytedata: Run,
    config: Path,
    clock: Clock,
    attempt_s: float,
    monkeypatch: pytest.MonkeyPatch,
) -> ReadEvents:
    """Run `hytedata read events` by the moved clock, without patience for outages."""
    hurried = partial(
        Upstream, retry=RetryPolicy(attempts=2, first_wait_s=0), attempt_s=attempt_s, total_s=60
    )
    monkeypatch.setattr(linked_events_setup, "Upstream", hurried)

    def upstream(*args: Any, retry: object, **more: Any) -> Upstream:
        return hurried(*args, **more)

    monkeypatch.setattr(source, "Upstream", upstream)
    wrapped = read_module.read_events
    reading = partial(wrapped, now=clock)
    monkeypatch.setattr(read_events_command, "read_events", reading)
    monkeypatch.setattr(read_events_command, "utc_now", clock)
    monkeypatch.setattr(open_store, "utc_now", clock)
    monkeypatch.setenv("COLUMNS", "80")
    return partial(hytedata, "read", "events", "-c", config)


@pytest.fixture(scope="module")
def first_store() -> dict[str, Path]:
    """Where the store stands after the first read, once there was one."""
    return {}


@pytest.fixture
def known(
    read_events: ReadEvents,
    clock: Clock,
    sandbox: Sandbox,
    tmp_path: Path,
    first_store: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Known:
    """A store into which all four calendars have been read."""
    if "kept" not in first_store:
        assert read_events().code == 0
        first_store["kept"] = tmp_path_factory.mktemp("first") / STORE
        shutil.copy(tmp_path / STORE, first_store["kept"])
    shutil.copy(first_store["kept"], tmp_path / STORE)
    return Known(tmp_path / STORE, clock)


def flat(text: str) -> str:
    """A message as one line."""
    return " ".join(text.split())


def test_all_four_calendars_are_read_as_published_and_every_record_is_told_once(
    known: Known, sandbox: Sandbox
) -> None:
    is_whole_and_once(known, sandbox)

    assert all(published(sandbox, name, known.clock) for name in ALL)
    assert any(len(one.sources) > 1 for one in known.occurrences())


# --- outages ------------------------------------------------------------------------------------

OUTAGES: dict[FaultKind, str] = {
    "garbage": "it begins with",
    "reset": "no answer",
    "truncate": "broke",
    "hang": "no whole answer within",
}


@pytest.mark.parametrize(
    ("kind", "told", "attempt_s"),
    [
        ("status", "answered 503", 5.0),
        *(
            pytest.param(kind, told, 1.0 if kind == "hang" else 5.0, marks=pytest.mark.slow)
            for kind, told in OUTAGES.items()
        ),
    ],
)
def test_calendars_in_trouble_are_told_and_nothing_that_was_known_is_lost(
    read_events: ReadEvents,
    known: Known,
    sandbox: Sandbox,
    kind: FaultKind,
    told: str,
) -> None:
    before = known.occurrences()
    sandbox.controls.add_fault(Fault(kind, delay_s=3.0 if kind == "hang" else 0))

    down = read_events("--full")
    sandbox.controls.clear_faults()
    again = read_events("--full")

    assert (down.code, again.code) == (3, 0)
    assert flat(down.err).count("incomplete: ") == len(ALL)
    assert told in flat(down.err)
    assert "unforeseen" not in down.err
    assert known.occurrences() == before
    is_whole_and_once(known, sandbox)


def test_calendars_that_are_unplugged_are_told_and_what_is_known_is_shown(
    read_events: ReadEvents, known: Known, sandbox: Sandbox, config: Path
) -> None:
    before = known.occurrences()
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(sandbox.url, "http://127.0.0.1:1"), encoding="utf-8")

    down = read_events("--full")

    assert down.code == 3
    assert flat(down.err).count("it cannot be connected to") == len(ALL)
    assert "Tuolijumppa" in down.out
    assert known.occurrences() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("calendar", "trap", "told"),
    [
        ("seutu", "endless-next", "the list of events has no end"),
        ("yhdistykset", "endless-next", "round in a circle"),
        ("seutu", "foreign-next", "another host (muualla.test)"),
        ("yhdistykset", "foreign-next", "another host"),
        ("kylat", "endless-sitemaps", "sitemap"),
        ("seutu", "html", "web page"),
        ("yhdistykset", "html", "web page"),
        ("mallila", "html", "web page"),
        ("kylat", "html-sitemap", "sitemap"),
        ("mallila", "huge", "20 MiB"),
        ("mallila", "cut-off", "the feed ends before its calendar does"),
    ],
)
def test_a_calendar_that_leads_astray_is_left_with_a_reason_and_loses_nothing(
    read_events: ReadEvents, known: Known, sandbox: Sandbox, calendar: str, trap: str, told: str
) -> None:
    before = known.records(calendar)
    for number in range(120):
        start, end = _at(NOW.date() + timedelta(days=number), "10:00-11:00")
        event = MadeEvent(f"lisa{number}", f"Lisä {number}", start, end)
        sandbox.controls.calendars.publish(calendar, event)
    sandbox.controls.calendars.set_traps(calendar, trap)

    astray = read_events("--full", "--calendar", calendar)

    assert astray.code == 3
    assert told in flat(astray.err)
    assert set(before) <= set(known.records(calendar))


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


# --- a site's rules -----------------------------------------------------------------------------


def test_a_site_whose_robots_txt_fails_is_not_read_and_loses_nothing(
    read_events: ReadEvents, known: Known, sandbox: Sandbox, config: Path
) -> None:
    before = known.records("kylat")
    site = JsonLdSimulator("http://site.test", [])
    site.set_traps("robots-error")
    # Of a whole host: the sandbox's calendars stand below a path, and rules are a host's.
    with Server({"": site}) as server:
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace(f"{sandbox.url}/calendars/kylat", server.url))

        closed = read_events("--full", "--calendar", "kylat")

    assert closed.code == 3
    assert "without its rules nothing is read" in flat(closed.err)
    assert set(site.asked) == {"/robots.txt"}
    assert known.records("kylat") == before


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


# --- clocks that change -------------------------------------------------------------------------

AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)
"""The days of 25 and of 23 hours."""


def _at(day: date, hours: str) -> tuple[datetime, datetime]:
    first, last = hours.split("-")
    return datetime.fromisoformat(f"{day} {first}"), datetime.fromisoformat(f"{day} {last}")


def _publish(sandbox: Sandbox, name: str) -> None:
    """Publish what spans, surrounds and repeats over both changes of the clock."""
    for day in (AUTUMN, SPRING):
        start, end = _at(day, "01:30-05:30")
        night = MadeEvent(f"yo-{name}-{day}", f"Yö {name} {day}", start, end)
        whole = MadeEvent(
            f"paiva-{name}-{day}",
            f"Päivä {name} {day}",
            *_at(day, "00:00-23:59:59"),
            all_day=True,
        )
        weekly = MadeEvent(
            f"viikko-{name}-{day}",
            f"Viikko {name} {day}",
            *_at(day - timedelta(weeks=1), "10:00-11:00"),
            weeks=3,
        )
        for event in (night, whole, weekly):
            sandbox.controls.calendars.publish(name, event)


def _local(name: str, day: date) -> dict[str, list[tuple[str, str]]]:
    """What each is to be: title → start and end, in UTC, or as first and last day."""
    offsets = ("+03:00", "+02:00") if day == AUTUMN else ("+02:00", "+03:00")
    weeks = [day + timedelta(weeks=it) for it in (-1, 0, 1)]
    on = dict(zip(weeks, (offsets[0], offsets[1], offsets[1]), strict=True))
    return {
        f"Yö {name} {day}": [(_utc(f"{day}T01:30{offsets[0]}"), _utc(f"{day}T05:30{offsets[1]}"))],
        f"Päivä {name} {day}": [(f"{day}", f"{day}")],
        f"Viikko {name} {day}": [
            (_utc(f"{it}T10:00{on[it]}"), _utc(f"{it}T11:00{on[it]}")) for it in weeks
        ],
    }


def _utc(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _wall(text: str) -> str:
    """A time in UTC as a clock in Finland shows it; a day stays as it is."""
    if "T" not in text:
        return text
    return f"{datetime.fromisoformat(text).astimezone(HELSINKI):%Y-%m-%d %H:%M}"


def test_events_over_both_changes_of_the_clock_are_right_in_every_format(
    read_events: ReadEvents, known: Known, sandbox: Sandbox, tmp_path: Path
) -> None:
    expected: dict[str, list[tuple[str, str]]] = {}
    for name in ALL:
        _publish(sandbox, name)
        expected |= _local(name, AUTUMN) | _local(name, SPRING)

    days = ("--from", "2026-10-18", "--to", "2027-04-05", "--include-cancelled")
    first = read_events("--full", *days, "--out", "all.ndjson")
    codes = [read_events("--no-read", *days, "--out", it).code for it in ("all.csv", "all.ics")]

    assert (first.code, codes) == (0, [0, 0])
    walls = {key: [(_wall(a), _wall(b)) for a, b in told] for key, told in expected.items()}
    assert _of_lines(tmp_path / "all.ndjson", expected) == expected
    assert _of_rows(tmp_path / "all.csv", expected) == walls
    assert _of_calendar(tmp_path / "all.ics", expected) == expected


Told: TypeAlias = dict[str, list[tuple[str, str]]]


def _of_lines(path: Path, wanted: Told) -> Told:
    found: Told = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        one = Occurrence.model_validate_json(line)
        title = one.event.names["fi"]
        if title in wanted:
            time, start, end = one.event.time, one.starts_at, one.ends_at
            assert end is not None
            is_day = (f"{time.start}", f"{time.end or time.start}")
            exact = (f"{start:%Y-%m-%dT%H:%M:%SZ}", f"{end:%Y-%m-%dT%H:%M:%SZ}")
            found.setdefault(title, []).append(is_day if time.all_day else exact)
            if time.all_day:
                # The day of the change lasts 25 or 23 hours.
                assert end - start == timedelta(hours=25 if start.month == 10 else 23)
    return {key: sorted(told) for key, told in found.items()}


def _of_rows(path: Path, wanted: Told) -> Told:
    found: Told = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["name_fi"] in wanted:
                found.setdefault(row["name_fi"], []).append((row["start"], row["end"]))
    return {key: sorted(told) for key, told in found.items()}


def _of_calendar(path: Path, wanted: Told) -> Told:
    found: Told = {}
    for one in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
        title = str(one["SUMMARY"])
        if title in wanted:
            start, end = one["DTSTART"].dt, one["DTEND"].dt
            if isinstance(start, datetime):
                told = (f"{start:%Y-%m-%dT%H:%M:%SZ}", f"{end:%Y-%m-%dT%H:%M:%SZ}")
            else:
                told = (f"{start}", f"{end - timedelta(days=1)}")
            found.setdefault(title, []).append(told)
    return {key: sorted(told) for key, told in found.items()}


def test_an_exported_calendar_that_is_read_back_has_the_occurrences_of_the_store(
    read_events: ReadEvents, known: Known, tmp_path: Path
) -> None:
    read_events("--no-read", "--to", "+300d", "--include-cancelled", "--out", "all.ics")
    with Store.open(f"sqlite:///{known.path}", now=known.clock) as store:
        today = NOW.date()
        there = [
            *store.catalogue.events.between(
                today, today + timedelta(days=301), include_cancelled=True
            )
        ]

    calendar = icalendar.Calendar.from_ical((tmp_path / "all.ics").read_bytes())
    back = recurring_ical_events.of(calendar).between(
        NOW - timedelta(days=400), NOW + timedelta(days=800)
    )
    found = sorted((str(it["UID"]), *_span(it)) for it in back)
    assert found == sorted((it.key, it.starts_at, it.ends_at or it.starts_at) for it in there)
    assert len(found) > 15


def _span(one: Any) -> tuple[datetime, datetime]:
    """Start and end in UTC; of days, from midnight to midnight in Finland."""
    ends = one["DTEND"].dt if "DTEND" in one else one["DTSTART"].dt
    start, end = (
        it if isinstance(it, datetime) else datetime(it.year, it.month, it.day, tzinfo=HELSINKI)
        for it in (one["DTSTART"].dt, ends)
    )
    return start.astimezone(UTC), end.astimezone(UTC)
