"""`hytedata gaps`: what is shown, told, waived, and how it ends."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from hytedata.cli import gaps_command, gaps_findings_commands
from hytedata.cli.app import run
from hytedata.config import Calendar
from hytedata.models.common import Completeness
from hytedata.models.finding import Problem
from hytedata.quality.rule import Setting, Subject
from hytedata.quality.rule_set import RuleSet
from hytedata.runs import open_store
from hytedata.runs.events.entries import entry_of_event
from hytedata.runs.gaps import write
from hytedata.runs.gaps.alone import FINDINGS
from hytedata.store import Store
from tests.quality.made_rules import event, rule
from tests.runs.gaps.conftest import MACHINERY
from tests.runs.read_fakes import Clock

Run = Callable[..., tuple[int, str, str]]


def long_names(subject: Subject, setting: Setting) -> Iterable[Problem]:
    yield Problem(field="names.fi", params={"what": "[bold]"})


RULES = RuleSet((rule("EVT-TXT-001"), rule("EVT-TXT-002", long_names, severity="info"), *MACHINERY))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "hytedata.toml"
    path.write_text(f'contact = "it@kunta.example"\nstore = "sqlite:///{tmp_path}/s.db"\n')
    calendar = Calendar(name="kunta", kind="linked-events", url="https://kunta.test/v1")
    with (
        Store.open(f"sqlite:///{tmp_path}/s.db", now=Clock()) as store,
        store.catalogue.reading("kunta", "event", "all") as reading,
    ):
        for key in ("1", "2"):
            reading.put(entry_of_event(event(key), calendar))
        reading.finish(Completeness(complete=True, items=2))
    return path


@pytest.fixture
def hytedata(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("COLUMNS", "80")
    clock = Clock()
    for module in (gaps_command, gaps_findings_commands, open_store):
        monkeypatch.setattr(module, "utc_now", clock)
    monkeypatch.setattr(RuleSet, "load", classmethod(lambda _: RULES))

    def call(command: str, *rest: str) -> tuple[int, str, str]:
        needs = () if command == "rules" else ("-c", str(config))
        code = run(["gaps", command, *needs, *rest])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def ids(hytedata: Run, folder: Path) -> list[str]:
    hytedata("run", "--out", str(folder), "--county", "Kainuu", "--language", "fi")
    lines = (folder / "findings.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["id"] for line in lines]


def test_a_run_shows_what_is_wrong_and_who_has_to_mend_it_in_80_columns(hytedata: Run) -> None:
    code, out, _ = hytedata("run")

    assert code == 0
    assert "2 errors  0 warnings  2 info" in out
    assert "EVT-TXT-001  Otsikko" in out
    assert "kulttuuri" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_run_fails_where_it_is_asked_to(hytedata: Run) -> None:
    assert hytedata("run", "--fail-on", "error")[0] == 1
    assert hytedata("run", "--only", "EVT-TXT-002", "--fail-on", "error")[0] == 0
    assert hytedata("run", "--municipality", "Kuhmo", "--fail-on", "info")[0] == 0


def test_a_run_as_json_has_exact_counts_and_what_was_not_checked(hytedata: Run) -> None:
    code, out, _ = hytedata("run", "--json", "--county", "Kainuu")

    told = json.loads(out)
    assert code == 0
    assert told["to_mend"] == {"error": 2, "warning": 0, "info": 2}
    assert told["counts"][0] == {
        "rule": "EVT-TXT-001", "severity": "error", "state": "new", "found": 2,
    }  # fmt: skip
    assert told["owners"] == [{"owner": "kunta:kulttuuri", "found": 4}]
    assert "205" in told["area"]


def test_a_report_is_written_of_one_area_in_the_languages_that_are_asked_for(
    hytedata: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "out"

    code, _, err = hytedata("run", "--county", "Kainuu", "--out", str(folder), "--language", "sv")

    assert code == 0
    names = {one.name for one in folder.iterdir()}
    assert {"gaps.json", "coverage.csv", "report.sv.html", "findings.geojson"} <= names
    assert "report.fi.html" not in names
    page = (folder / "report.sv.html").read_text(encoding="utf-8")
    assert "Kajanalands välfärdsområde" in page
    assert "worklists of 1 owner(s)" in err


def test_without_an_area_a_program_gets_the_findings_and_a_person_is_told_what_to_ask(
    hytedata: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "out"

    code, _, err = hytedata("run", "--out", str(folder))

    assert code == 0
    assert {one.name for one in folder.iterdir()} == {"gaps.json", "findings.ndjson"}
    assert "--county PLACE" in err


def test_a_library_that_is_missing_is_told_before_the_run(
    hytedata: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "find_spec", lambda name: None if name == "jinja2" else name)

    code, out, err = hytedata("run", "--county", "Kainuu", "--out", str(tmp_path / "out"))

    assert (code, out) == (4, "")
    assert "pip install 'hytedata[reports]'" in err
    assert "hytedata gaps run" in hytedata("trend")[1]


def test_unknown_rules_and_places_are_usage(hytedata: Run) -> None:
    code, _, err = hytedata("run", "--only", "EVT-TXT-009")
    assert (code, "there is no rule 'EVT-TXT-009'" in err) == (4, True)

    assert hytedata("run", "--county", "Atlantis")[0] == 4


def test_rules_are_listed_and_explained(hytedata: Run) -> None:
    _, listed, _ = hytedata("rules", "--family", "EVT")
    code, out, _ = hytedata("explain", "evt-txt-002", "--language", "fi")

    assert len(listed.splitlines()) == 2
    assert (code, "it has not looked yet" in out, "Korjaa" in out) == (0, True, True)


def test_a_finding_is_explained_with_its_message_and_its_place(
    hytedata: Run, tmp_path: Path
) -> None:
    last = ids(hytedata, tmp_path / "out")[-1]

    code, out, _ = hytedata("explain", last[:10], "--language", "fi")

    assert code == 0
    assert "Viesti: [bold]" in out
    assert "Kajaani (205)" in out
    assert hytedata("explain", "zzzz")[0] == 2


def test_a_waived_finding_is_told_no_more(hytedata: Run, tmp_path: Path) -> None:
    first = ids(hytedata, tmp_path / "out")[0]

    code, out, _ = hytedata("waive", first[:10], "--reason", "agreed", "--until", "+30d")
    told = json.loads(hytedata("run", "--json")[1])

    assert (code, out) == (0, f"Waived until +30d: {first}.\n")
    assert (told["waived"], told["to_mend"]["error"]) == (1, 1)


@pytest.mark.parametrize(
    "words",
    [
        ["--reason", "agreed"],
        ["abc", "--rule", "EVT-TXT-001", "--reason", "agreed"],
        ["abc", "--owner", "me", "--reason", "agreed"],
        ["--rule", "EVT-TXT-009", "--reason", "agreed"],
        ["--rule", "EVT-TXT-001", "--reason", "agreed", "--until", "some day"],
    ],
)
def test_a_waiver_that_is_not_clear_is_usage(hytedata: Run, words: list[str]) -> None:
    assert hytedata("waive", *words)[0] == 4


def test_the_trend_has_a_line_per_run(hytedata: Run) -> None:
    _, before, _ = hytedata("trend")
    hytedata("run")
    hytedata("run")

    code, out, _ = hytedata("trend", "--rule", "EVT-TXT-001")

    assert "hytedata gaps run" in before
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()] == [["2026-03-01", "2"]] * 2


def test_a_store_that_nothing_was_read_into_says_what_to_do(hytedata: Run, tmp_path: Path) -> None:
    (tmp_path / "s.db").unlink()
    Store.open(f"sqlite:///{tmp_path}/s.db", now=Clock(), create=True).close()

    code, out, _ = hytedata("run")

    assert code == 3
    assert "Read first: hytedata read ptv, hytedata read lipas, hytedata read events." in " ".join(
        out.split()
    )
    assert "nothing has changed" not in out


def test_a_finding_that_is_not_there_says_where_findings_are(hytedata: Run) -> None:
    code, _, err = hytedata("explain", "abc")

    assert code == 2
    assert "hytedata gaps run --out FOLDER lists them" in err


def test_two_runs_at_once_are_kept_apart(hytedata: Run, tmp_path: Path) -> None:
    with (
        Store.open(f"sqlite:///{tmp_path}/s.db", now=Clock()) as store,
        store.lease(FINDINGS, "gaps run", seconds=60),
    ):
        code, _, err = hytedata("run")

    assert code == 2
    assert "another run (gaps run) works on the findings" in err
    assert hytedata("run")[0] == 0
