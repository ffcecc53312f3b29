"""`hytedata sync adopt` as a person uses it: list, fill in, take back."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from hytedata.cli.app import run
from hytedata.cli.exits import Exit
from hytedata.models.clock import utc_now
from hytedata.sandbox import Fault, Sandbox, World
from hytedata.sandbox.world.identities import item_id
from hytedata.store import Store

HALL = item_id("hall")


@pytest.fixture(scope="module")
def world() -> World:
    return World(seed=1)


@pytest.fixture
def sandbox(world: World) -> Iterator[Sandbox]:
    with Sandbox(world) as running:
        yield running


@pytest.fixture
def config(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "hytedata.toml"
    path.write_text(sandbox.config_toml(), encoding="utf-8")
    monkeypatch.setenv(sandbox.password_env, sandbox.password)
    monkeypatch.chdir(tmp_path)
    return path


def adopt(*arguments: str | Path) -> int:
    return run(["sync", "adopt", *map(str, arguments)])


def rows(file: Path) -> list[dict[str, str]]:
    text = file.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def fill_in(file: Path, decisions: dict[str, str]) -> None:
    """Decide on items by their PTV id, as a spreadsheet saves it: Windows-1252."""
    told = rows(file)
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(told[0]), delimiter=";")
    writer.writeheader()
    writer.writerows({**row, "decision": decisions.get(row["ptv_id"], "")} for row in told)
    file.write_bytes(text.getvalue().encode("cp1252", errors="replace"))


def stored(sandbox: Sandbox, folder: Path) -> list[tuple[str, str, str]]:
    with Store.open(f"sqlite:///{folder}/hytedata-sandbox.db", now=utc_now) as store:
        found = store.decisions(sandbox.organisation, sandbox.username)
    return [(one.ptv_id, one.decision, one.who) for one in found]


def test_candidates_are_listed_filled_in_and_taken_back_with_who(
    config: Path, sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "adoptions.csv"

    listed = adopt("-c", config, "-o", sandbox.organisation, "--out", file)
    fill_in(file, {HALL: "kyllä"})
    taken = adopt("-c", config, "--in", file, "--who", "Maija Mallilainen")

    told = capsys.readouterr().out
    assert (listed, taken) == (Exit.DONE, Exit.DONE)
    assert "candidate(s)" in told
    assert "1 to adopt, 0 rejected" in told
    assert stored(sandbox, tmp_path) == [(HALL, "adopt", "Maija Mallilainen")]
    assert sandbox.writes() == ()


def test_what_was_decided_is_not_asked_again(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, again = tmp_path / "adoptions.csv", tmp_path / "again.csv"
    adopt("-c", config, "--out", file)
    first = {row["ptv_id"] for row in rows(file)}
    fill_in(file, {HALL: "reject"})
    adopt("-c", config, "--in", file)

    adopt("-c", config, "--out", again)

    assert HALL in first
    asked = {row["ptv_id"] for row in rows(again) if row["strength"] != "name only"}
    assert HALL not in asked


def test_nothing_of_a_file_with_faults_is_taken_and_each_line_is_named(
    config: Path, sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "adoptions.csv"
    file.write_text(f"decision;site;ptv_id\nadopt;site:1;{HALL}\nmaybe;site:2;x\n")

    code = adopt("-c", config, "--in", file)

    told = capsys.readouterr().err
    assert code == Exit.USAGE
    assert "line 3: decision: 'maybe' is not understood" in told
    assert "nothing of it was taken" in told
    assert stored(sandbox, tmp_path) == []


def test_the_good_lines_of_a_faulty_file_are_taken_when_asked_for(
    config: Path, sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "adoptions.csv"
    file.write_text(f"decision;site;ptv_id\nadopt;site:1;{HALL}\nmaybe;site:2;x\n")

    code = adopt("-c", config, "--in", file, "--force-valid", "--who", "Maija", "--json")

    told = json.loads(capsys.readouterr().out)
    assert code == Exit.FAILED
    assert told["adopt"] == 1
    assert told["faults"][0]["line"] == 3
    assert stored(sandbox, tmp_path) == [(HALL, "adopt", "Maija")]


def test_an_incomplete_read_of_ptv_is_told_by_the_exit_code(
    config: Path, sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.controls.add_fault(Fault(kind="status", mount="/ptv", path="archived", status=400))

    code = adopt("-c", config, "--out", tmp_path / "adoptions.csv")

    assert code == Exit.INCOMPLETE
    assert "INCOMPLETELY" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "give either --out FILE"),
        (("--in", "a.csv", "--out", "b.csv"), "give either --out FILE"),
        (("--in", "absent.csv"), "absent.csv cannot be read"),
        (("--out", "nowhere/a.csv"), "does not exist; make it"),
        (("--out", "a.csv", "-o", "other"), "not in the file; it has"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(
    config: Path,
    sandbox: Sandbox,
    arguments: tuple[str, ...],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = adopt("-c", config, *arguments)

    assert code == Exit.USAGE
    assert told in capsys.readouterr().err.replace("\n", " ")
    assert sandbox.journal() == ()
