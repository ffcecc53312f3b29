"""Events over the changes of the clock, from calendars to exports and back."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import icalendar
import recurring_ical_events

from hytedata.export.occurrences import from_line
from hytedata.sandbox import Sandbox
from hytedata.sandbox.calendars.made_events import MadeEvent
from hytedata.store import Store
from tests.e2e.calendars import ALL, HELSINKI, NOW, Known
from tests.e2e.events.support import ReadEvents, times

AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)
"""The days of 25 and of 23 hours."""

Told: TypeAlias = dict[str, list[tuple[str, str]]]


def _publish(sandbox: Sandbox, name: str) -> None:
    """Publish what spans, surrounds and repeats over both changes of the clock."""
    for day in (AUTUMN, SPRING):
        start, end = times(day, "01:30-05:30")
        night = MadeEvent(f"yo-{name}-{day}", f"Yö {name} {day}", start, end)
        whole = MadeEvent(
            f"paiva-{name}-{day}",
            f"Päivä {name} {day}",
            *times(day, "00:00-23:59:59"),
            all_day=True,
        )
        weekly = MadeEvent(
            f"viikko-{name}-{day}",
            f"Viikko {name} {day}",
            *times(day - timedelta(weeks=1), "10:00-11:00"),
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


def _of_lines(path: Path, wanted: Told) -> Told:
    found: Told = {}
    for line in path.read_bytes().splitlines():
        one = from_line(line)
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
