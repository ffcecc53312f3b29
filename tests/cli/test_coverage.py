"""`hytedata gaps coverage`: the table, its signs, files, and how it ends."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from hytedata.cli import coverage_command
from hytedata.cli.coverage_command import coverage as command
from hytedata.cli.coverage_text import print_coverage
from hytedata.errors import InputError
from hytedata.quality.coverage import Coverage
from hytedata.quality.coverage.table import COLUMNS
from hytedata.store import Store
from tests.quality.coverage.made import (
    ALL_READ,
    KAJAANI,
    KUHMO,
    SOTKAMO,
    counted,
    event,
    place,
    read,
    service,
)
from tests.runs.coverage.county import NOW, TOWN, County, area, hall, site
from tests.runs.coverage.county import event as held_event
from tests.runs.coverage.county import service as ptv_service

Run = Callable[..., int]


def shown(found: Coverage) -> str:
    console = Console(width=100, file=io.StringIO(), highlight=False)
    print_coverage(found, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def line(text: str, beginning: str) -> str:
    return next(
        " ".join(one.split()) for one in text.splitlines() if one.strip().startswith(beginning)
    )


def test_the_three_kinds_of_empty_have_three_signs() -> None:
    sources = (
        *ALL_READ[:3],
        read("kunta", "events", codes=[KAJAANI, SOTKAMO]),
    )
    text = shown(counted(place("1", "exercise", at=SOTKAMO), sources=sources))

    assert line(text, "Kajaani").startswith("Kajaani – ◄ ")
    assert line(text, "Sotkamo").startswith("Sotkamo –/1/– ◄D ")
    assert line(text, "Kuhmo").startswith("Kuhmo –/–/? ◄? ")


def test_a_cell_says_services_places_events_and_what_is_long_running() -> None:
    text = shown(
        counted(
            service("a", "exercise"),
            service("b", "nature", at=(), wide=frozenset({KAJAANI})),
            place("1", "exercise"),
            event("e", "exercise"),
            event("f", "exercise", long_running=True),
        )
    )

    assert line(text, "Kajaani").startswith("Kajaani 1/1/1+1 1*/–/– ")


def test_nationwide_services_stand_in_a_row_of_their_own() -> None:
    there = counted(service("a", "exercise", at=(), nationwide=True))
    unread = counted(nationwide_read=False)

    assert line(shown(there), "nationwide").startswith("nationwide (1) (0)")
    assert line(shown(unread), "nationwide").startswith("nationwide (?) (?)")


def test_it_says_that_nothing_adds_up_and_what_was_not_read() -> None:
    text = shown(counted(sources=(*ALL_READ[:3], read("kunta", "events", "no", reason="timeout"))))

    assert "neither columns nor rows add up" in text
    assert "kunta no (timeout)" in line(text, "read:")


def test_a_source_that_was_read_for_most_says_for_how_many_not() -> None:
    some = [one for one in ALL_READ[2].states if one != KUHMO]
    lipas = read("lipas", "places", codes=some)
    lipas = type(lipas)("lipas", "places", {**lipas.states, KUHMO: "no"}, "never")

    text = shown(counted(sources=(*ALL_READ[:2], lipas, ALL_READ[3])))

    assert "lipas places all but 1 of 8 (never)" in " ".join(text.split())


def test_a_bilingual_municipality_has_a_line_for_each_language() -> None:
    sources = tuple(read(one.name, one.unit, codes=("905",)) for one in ALL_READ)
    text = shown(counted(service("a", "exercise", at="905"), county="17", sources=sources))

    rows = text.splitlines()
    begin = next(number for number, one in enumerate(rows) if one.strip().startswith("Vaasa"))
    assert [" ".join(one.split())[:11] for one in rows[begin + 1 : begin + 3]] == [
        "in fi 1/–/–",
        "in sv –/–/–",
    ]


def test_it_fits_a_hundred_columns() -> None:
    found = counted(*(place(str(one), "exercise", at=SOTKAMO) for one in range(120)))

    assert max(map(len, shown(found).splitlines())) <= 100


def test_providers_are_not_called_silent_where_something_was_not_read() -> None:
    text = shown(counted(sources=ALL_READ[:3]))

    assert "shows anything" not in text


@pytest.fixture
def hytedata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    store = f"sqlite:///{tmp_path}/s.db"
    path = tmp_path / "hytedata.toml"
    path.write_text(
        f'contact = "it@kunta.example"\nstore = "{store}"\n'
        '[[calendar]]\nname = "kunta"\nkind = "linked-events"\nurl = "https://kunta.test/v1"\n'
        'area = ["county:20"]\n'
    )
    with Store.open(store, now=lambda: NOW) as opened:
        county = County(opened)
        county.ptv(
            TOWN,
            ptv_service("liikunta", "P27.1", where=area("205"), channel_ids=("halli",)),
            hall("halli", "liikunta", name="Kajaanin uimahalli"),
        )
        county.lipas(site(1, 3110, "Kajaanin uimahalli"))
        county.calendar(held_event("e"))
        county.classify()
    monkeypatch.setattr(coverage_command, "utc_now", lambda: NOW)
    monkeypatch.setattr("hytedata.runs.coverage.run.utc_now", lambda: NOW)

    def call(*arguments: str | Path) -> int:
        code = command.main(
            [*(str(one) for one in arguments), "-c", str(path)], standalone_mode=False
        )
        assert isinstance(code, int)
        return code

    return call


def test_coverage_is_counted_and_shown(hytedata: Run, capsys: pytest.CaptureFixture[str]) -> None:
    code = hytedata("--county", "Kainuu", "--survey")

    out = capsys.readouterr().out
    assert code == 0
    assert line(out, "Kajaani").startswith("Kajaani 1/1/1 ")
    assert "Nobody was asked about: guidance, safety, self-care." in out


def test_json_holds_the_same_and_says_whether_all_was_read(
    hytedata: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    hytedata("--county", "20", "--json")

    told = json.loads(capsys.readouterr().out)
    assert told["complete"] is True
    assert told["coverage"]["county"] == "20"
    assert len(told["coverage"]["cells"]) == 96


def test_a_csv_has_a_row_per_cell_and_provider(hytedata: Run, tmp_path: Path) -> None:
    out = tmp_path / "coverage.csv"

    hytedata("--county", "Kainuu", "--out", out)

    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    exercise = [one for one in rows if (one["theme"], one["municipality"]) == ("exercise", KAJAANI)]
    assert list(rows[0]) == list(COLUMNS)
    assert [(one["provider"], one["services"], one["events"]) for one in exercise] == [
        ("", "1", "1"),
        ("association", "0", "1"),
        ("municipality", "1", "0"),
    ]


def test_what_was_not_read_is_no_zero_in_the_csv(hytedata: Run, tmp_path: Path) -> None:
    out = tmp_path / "coverage.csv"

    code = hytedata("--county", "Lappi", "--out", out)

    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert code == 3
    assert {one["places"] for one in rows} == {""}
    assert {one["empty"] for one in rows} == {"not-read"}


def test_a_second_run_says_since_when_it_compares(
    hytedata: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    hytedata("--county", "Kainuu", "--on", "2026-11-21")
    hytedata("--county", "Kainuu", "--no-keep")

    assert "Since 2026-11-21: +0 in the cells' services" in capsys.readouterr().out


def test_a_file_of_an_unknown_kind_is_refused_before_anything_is_counted(hytedata: Run) -> None:
    with pytest.raises(InputError, match=r"its name must end in \.csv or \.json"):
        hytedata("--county", "Kainuu", "--out", "coverage.html")
