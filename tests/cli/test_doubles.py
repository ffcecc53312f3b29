"""`hytedata events doubles` and `events decide`: what a person sees and says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hytedata.cli.app import run
from hytedata.config import load_config
from hytedata.models.event import EventPlace
from hytedata.runs.events.derive import derive_events
from hytedata.runs.events.read import read_events
from hytedata.store import Store
from tests.runs.events.fake_calendars import FakeCalendar, FakeCalendars, event
from tests.runs.read_fakes import Clock

Run = Callable[..., tuple[int, str, str]]
HALLS = [
    EventPlace(names={"fi": name}, locality={"fi": "Kajaani"}, municipality="205")
    for name in ("Urheilutalo", "Toinen [talo]")
]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "hytedata.toml"
    path.write_text(
        f'contact = "it@kunta.example"\nstore = "sqlite:///{tmp_path}/s.db"\n'
        '[[calendar]]\nname = "kunta"\nkind = "linked-events"\nurl = "https://kunta.test/v1"\n'
        '[[calendar]]\nname = "seurat"\nkind = "icalendar"\nurl = "https://seurat.test/a.ics"\n'
    )
    settings, clock = load_config(path, environ={}), Clock()
    calendars = {
        name: FakeCalendar(
            held=[event("a", source=name, names={"fi": "Muistikahvila"}, places=(place,))]
        )
        for name, place in zip(("kunta", "seurat"), HALLS, strict=True)
    }
    with Store.open(settings.store, now=clock, create=True) as store:
        read_events(settings, store, now=clock, opened=FakeCalendars(**calendars))
        derive_events(settings, store.catalogue)
    return path


@pytest.fixture
def hytedata(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["events", *arguments, "-c", str(config)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def code_of(hytedata: Run) -> str:
    _, out, _ = hytedata("doubles", "--json")
    (double,) = json.loads(out)["doubles"]
    return str(double["code"])


def test_a_pair_is_shown_with_both_sides_and_what_speaks_for_it(hytedata: Run) -> None:
    code, out, _ = hytedata("doubles")

    assert code == 0
    assert "Muistikahvila  [kunta]" in out
    assert "Muistikahvila  [seurat]" in out
    assert "Toinen [talo], Kajaani" in out
    assert "both are in municipality 205" in " ".join(out.split())
    assert "events decide CODE same|different" in out


def test_what_was_decided_is_asked_no_more_and_is_listed(hytedata: Run) -> None:
    pair = code_of(hytedata)

    code, out, _ = hytedata("decide", pair, "same", "--who", "Aino", "--note", "one club")

    assert (code, out.strip()) == (
        0,
        f"{pair}: same. 1 event(s) of several calendars, 0 pair(s) left to decide on.",
    )
    assert hytedata("doubles")[1].strip() == "No two events are left to decide on."
    listed = hytedata("doubles", "--decided")[1]
    assert all(word in listed for word in (pair, "same", "Aino", "one club"))


def test_decisions_are_told_to_machines(hytedata: Run) -> None:
    pair = code_of(hytedata)
    hytedata("decide", pair, "different", "--who", "Aino")

    told: dict[str, Any] = json.loads(hytedata("doubles", "--decided", "--json")[1])

    (decision,) = told["decisions"]
    assert (decision["code"], decision["decision"], decision["who"]) == (pair, "different", "Aino")


def test_nothing_decided_is_said(hytedata: Run) -> None:
    assert hytedata("doubles", "--decided")[1].strip() == "Nothing was decided yet."


def test_an_unknown_code_says_where_codes_are_listed(hytedata: Run) -> None:
    code, _, err = hytedata("decide", "00000000", "same")

    assert code == 4
    assert "list them with hytedata events doubles" in err
