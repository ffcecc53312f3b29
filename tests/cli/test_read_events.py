"""`hytedata read events`: what is asked for, what is shown, written and told, how it ends."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hytedata.cli import read_events_command
from hytedata.cli.app import run
from hytedata.cli.days import day_of
from hytedata.cli.read_export import circle_of
from hytedata.errors import InputError
from hytedata.models.common import Position
from hytedata.models.event import Event, EventPlace, EventPrice
from hytedata.normalise.calendars import needed
from hytedata.runs.events import read as read_module
from tests.clients.boundary_files import geojson
from tests.runs.events.fake_calendars import FakeCalendar, FakeCalendars, all_day, event
from tests.runs.read_fakes import START, Clock

Run = Callable[..., tuple[int, str, str]]

TODAY = START.date()
CENTRE = Position(east=536_000, north=7_123_000)  # of Kajaani, more or less


def hall(**more: Any) -> EventPlace:
    usual: dict[str, Any] = {
        "names": {"fi": "Urheilutalo"},
        "street": {"fi": "Katu 1"},
        "position": CENTRE,
        "municipality": "205",
    }
    return EventPlace(**(usual | more))


def held() -> list[Event]:
    far = Position(east=427_000, north=7_210_000)
    return [
        event("jumppa", 1, names={"fi": "Tuoli[jumppa]"}, places=(hall(),)),
        event(
            "konsertti", 2, names={"fi": "Konsertti"}, is_free="no", places=(hall(),),
            prices=(EventPrice(lowest=5.0),),
        ),
        event(
            "oulu", 2, names={"fi": "Oulun retki"},
            places=(hall(municipality="564", position=far),),
        ),
        event("peruttu", 3, names={"fi": "Peruttu ilta"}, status="cancelled", places=(hall(),)),
        event("verkko", 3, names={"fi": "Verkkoluento"}, online=True, places=()),
        event(
            "nayttely", names={"fi": "Näyttely"}, places=(hall(),),
            time=all_day(TODAY - timedelta(days=30), TODAY + timedelta(days=30)),
        ),
        event("paiva", names={"fi": "Talkoopäivä"}, time=all_day(TODAY), places=(hall(),)),
        event("myohemmin", 20, names={"fi": "Myöhemmin"}, places=(hall(),)),
    ]  # fmt: skip


@pytest.fixture
def kunta() -> FakeCalendar:
    return FakeCalendar(held=held(), batch=50)


@pytest.fixture
def config(tmp_path: Path, made_store: Path) -> Path:
    shutil.copy(made_store, tmp_path / "s.db")
    path = tmp_path / "hytedata.toml"
    path.write_text(
        f'contact = "it@kunta.example"\nstore = "sqlite:///{tmp_path}/s.db"\n'
        f'cache_folder = "{tmp_path}/cache"\n'
        '[[calendar]]\nname = "kunta"\nkind = "linked-events"\nurl = "https://kunta.test/v1"\n'
        'area = ["county:20"]\n'
    )
    return path


@pytest.fixture
def hytedata(
    config: Path,
    kunta: FakeCalendar,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    clock = Clock()
    calendars = FakeCalendars(kunta=kunta)
    wrapped = read_module.read_events

    def reading(*args: Any, **more: Any) -> Any:
        return wrapped(*args, **more, now=clock, opened=calendars)

    monkeypatch.setattr(read_events_command, "read_events", reading)
    monkeypatch.setattr(read_events_command, "utc_now", clock)
    monkeypatch.setenv("COLUMNS", "110")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["read", "events", *(str(one) for one in arguments), "-c", str(config)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def names(out: str) -> list[str]:
    return [one["event"]["names"]["fi"] for one in json.loads(out)["occurrences"]]


# --- on the screen ------------------------------------------------------------------------------


def test_what_takes_place_this_week_is_shown_by_day(hytedata: Run) -> None:
    code, out, err = hytedata()

    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert code == 0
    assert lines[0] == "What takes place, Sun 1 Mar to Sun 8 Mar"
    today = lines.index("Sun 1 Mar")
    assert lines[today + 1] == "all day Talkoopäivä Urheilutalo, Kajaani free"
    monday = lines.index("Mon 2 Mar")
    assert lines[monday + 1] == "14:00–15:00 Tuoli[jumppa] Urheilutalo, Kajaani free"
    tuesday = lines.index("Tue 3 Mar")
    assert lines[tuesday + 1] == "14:00–15:00 Konsertti Urheilutalo, Kajaani from 5 €"
    assert "Myöhemmin" not in out
    after = lines[lines.index("Open for longer") :]
    assert after[1:] == ["Sun 1 Mar", "until 31 Mar Näyttely Urheilutalo, Kajaani free"]
    assert "kunta: 8 event(s), in full, 8 new." in err


def test_more_than_fits_is_counted(hytedata: Run, kunta: FakeCalendar) -> None:
    kunta.held = [event(f"e{number:03}", 1) for number in range(45)]

    _, out, _ = hytedata()

    assert "… and 5 more; --out FILE writes all." in out


def test_nothing_is_an_answer(hytedata: Run, kunta: FakeCalendar) -> None:
    kunta.held = []

    code, out, _ = hytedata("--from", "tomorrow", "--to", "tomorrow")

    assert code == 0
    assert out.strip() == "Nothing is known to take place, Mon 2 Mar."


# --- what is asked for --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--free", "--to", "+1d"), ["Näyttely", "Talkoopäivä", "Tuoli[jumppa]"]),
        (
            ("--from", "2026-03-03", "--to", "2026-03-03", "-m", "Kajaani"),
            ["Näyttely", "Konsertti"],
        ),
        (("--from", "+2d", "--to", "+2d", "--county", "19"), ["Oulun retki"]),
        (("--from", "+2d", "--to", "+2d", "--near", "Kajaani,20000"), ["Näyttely", "Konsertti"]),
        (
            ("--from", "+2d", "--to", "+2d", "--near", "27.73,64.22,20000"),
            ["Näyttely", "Konsertti"],
        ),
        (("--from", "+3d", "--to", "+3d"), ["Näyttely", "Verkkoluento"]),
        (("--from", "+3d", "--to", "+3d", "-m", "205"), ["Näyttely"]),
        (
            ("--from", "+3d", "--to", "+3d", "-m", "205", "--include-online"),
            ["Näyttely", "Verkkoluento"],
        ),
        (
            ("--from", "+3d", "--to", "+3d", "--include-cancelled"),
            ["Näyttely", "Peruttu ilta", "Verkkoluento"],
        ),
        (("--theme", "exercise"), ["Tuoli[jumppa]"]),
    ],
)
def test_it_gives_what_was_asked_for(
    hytedata: Run, arguments: tuple[str, ...], found: list[str]
) -> None:
    code, out, _ = hytedata("--json", *arguments)

    assert code == 0
    assert sorted(names(out)) == sorted(found)


def test_areas_of_a_file_are_asked_for(hytedata: Run, tmp_path: Path) -> None:
    elsewhere = geojson(tmp_path / "alue.geojson")

    _, out, _ = hytedata("--json", "--within", elsewhere, "--from", "+3d", "--to", "+3d")

    assert "Verkkoluento" not in names(out)


def test_a_day_beyond_the_usual_window_is_read_as_well(hytedata: Run, kunta: FakeCalendar) -> None:
    hytedata()

    hytedata("--to", "+400d")

    first, second = kunta.asked
    assert (first.since, second.since) == (None, None)
    assert second.window.end - first.window.end > timedelta(days=30)


def test_without_reading_the_store_is_shown(hytedata: Run, kunta: FakeCalendar) -> None:
    hytedata()
    asked = len(kunta.asked)

    code, out, err = hytedata("--no-read")

    assert code == 0
    assert "Konsertti" in out
    assert len(kunta.asked) == asked
    assert "event(s)" not in err
    assert re.search(r"^kunta: read completely \d{4}-\d\d-\d\d \d\d:\d\d\.$", err, re.MULTILINE)


def test_a_store_that_was_never_read_is_not_shown_as_a_week_without_events(hytedata: Run) -> None:
    code, _, err = hytedata("--no-read")

    assert code == 3
    assert "kunta: never read completely; read it with hytedata read events." in err


def test_a_read_that_failed_since_is_told_when_only_the_store_is_shown(
    hytedata: Run, kunta: FakeCalendar
) -> None:
    hytedata()
    kunta.fails_after = 0
    hytedata("--full")

    code, out, err = hytedata("--no-read", "--json")

    (stand,) = json.loads(out)["last_reads"]
    assert code == 0
    assert stand["complete_at"] is not None
    assert "answered 503" in stand["reasons"][0]
    assert "since then: " in err


# --- in a file ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "more", "start"),
    [
        ("t.csv", (), "start,end,"),
        ("t.ics", (), "BEGIN:VCALENDAR"),
        ("t.txt", (), '{"area":'),
        ("t.txt", ("--format", "ical"), "BEGIN:VCALENDAR"),
    ],
)
def test_what_was_asked_for_is_written(
    hytedata: Run, tmp_path: Path, name: str, more: tuple[str, ...], start: str
) -> None:
    path = tmp_path / name

    code, out, err = hytedata("--out", path, *more, "--from", "+2d", "--to", "+2d", "-m", "205")

    text = path.read_text(encoding="utf-8-sig")
    assert code == 0
    assert text.startswith(start)
    assert "Konsertti" in text
    assert "Oulun retki" not in text
    assert "2 occurrence(s) written" in err
    assert out == ""


# --- how it ends --------------------------------------------------------------------------------


def test_a_calendar_that_is_down_is_told_and_what_is_known_is_shown(
    hytedata: Run, kunta: FakeCalendar
) -> None:
    hytedata()
    kunta.fails_after = 0

    code, out, err = hytedata()

    assert code == 3
    assert "incomplete: " in err
    assert "answered 503" in err
    assert "Konsertti" in out


def test_json_is_one_object_with_the_reads(hytedata: Run) -> None:
    code, out, _ = hytedata("--json")

    told = json.loads(out)
    assert code == 0
    assert (told["from"], told["to"], told["complete"]) == ("2026-03-01", "2026-03-08", True)
    assert told["calendars"][0]["source"] == "kunta"
    assert told["calendars"][0]["kinds"][0]["counts"]["new"] == 8
    assert len(told["occurrences"]) == 6


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--calendar", "muu"), "no calendar is called 'muu'; there are: kunta"),
        (("--from", "soon"), "--from soon: give a day, as 2026-03-01, today, tomorrow or +7d"),
        (("--to", "yesterday"), "--to 2026-02-28 is before --from 2026-03-01"),
        (("--theme", "sports"), "mental-wellbeing"),
        (("--near", "Kaajani,20000"), "did you mean"),
        (("--near", "Kainuu,20000"), "give a point as"),
        (("--near", "1,2,3,4"), "as Kajaani,20000"),
        (("-m", "999"), "999"),
        (("--format", "csv"), "--out"),
        (("--out", "."), "folder"),
        (("--to", "+800d"), "calendars are read for 730 days"),
    ],
)
def test_wrong_values_are_told_before_anything_is_read(
    hytedata: Run, kunta: FakeCalendar, arguments: tuple[str, ...], told: str
) -> None:
    code, out, err = hytedata(*arguments)

    assert code == 4
    assert told in err
    assert out == ""
    assert kunta.asked == []


def test_without_a_calendar_the_block_to_paste_is_shown(hytedata: Run, config: Path) -> None:
    config.write_text(config.read_text().partition("[[calendar]]")[0])

    code, _, err = hytedata()

    assert code == 4
    assert "hytedata events probe" in err
    assert '[[calendar]]\n  name = "kunta"' in err


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        (" Tomorrow ", TODAY + timedelta(days=1)),
        ("+7d", TODAY + timedelta(days=7)),
        ("-2D", TODAY - timedelta(days=2)),
        ("2027-02-28", date(2027, 2, 28)),
    ],
)
def test_days_are_understood(text: str, day: date) -> None:
    assert day_of("--from", text, TODAY) == day


@pytest.mark.parametrize("text", ["", "7d", "+d", "2026-02-30", "1.3.2026", "+99999d"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="give a day"):
        day_of("--from", text, TODAY)


def test_near_a_municipality_means_near_its_central_locality() -> None:
    centre, metres = circle_of("Kajaani, 20000")

    assert metres == 20_000
    assert centre == pytest.approx((27.7, 64.2), abs=0.1)


def test_libraries_that_are_missing_are_told_before_anything_is_read(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(needed, "find_spec", lambda name: None)

    code = run(["read", "events", "-c", str(config)])

    err = capsys.readouterr().err
    assert code == 4
    assert "which are not installed: pip install 'hytedata[calendars]'" in err
    assert "event(s)" not in err
