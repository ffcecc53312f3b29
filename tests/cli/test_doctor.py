"""`hytedata doctor`: what it prints, writes and exits with."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.cli import doctor_command
from hytedata.cli.app import run
from hytedata.cli.doctor_text import RECORDING, TEXT
from hytedata.runs.doctor import ASSUMPTIONS, MOST_REQUESTS, Finding, Look, examine
from hytedata.sandbox import Sandbox
from hytedata.sandbox.faults import Fault


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def file(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(sandbox.password_env, sandbox.password)
    monkeypatch.setenv(sandbox.api_key_env, sandbox.api_key)
    monkeypatch.setenv("COLUMNS", "100")
    found = tmp_path / "hytedata.toml"
    found.write_text(sandbox.config_toml())
    return found


def doctor(file: Path, *arguments: str) -> int:
    return run(["doctor", "--config", str(file), "--pause-s", "0", *arguments])


def test_the_report_groups_by_upstream_and_sums_up(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor(file)

    printed = capsys.readouterr().out
    headings = [printed.index(name) for name in ("Lipas  http", "PTV v11  ", "PTV v12  ")]
    assert headings == sorted(headings)
    assert re.search(r"^\d+ confirmed, \d+ refuted, \d+ unknown\.", printed, re.MULTILINE)
    assert "nothing was written to any register" in printed
    assert "\x1b" not in printed


def test_what_is_refuted_says_what_relies_on_it_and_what_to_do(
    file: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.controls.add_fault(Fault("status", path="999999999", status=404))

    code = doctor(file, "--only", "lipas")

    printed = capsys.readouterr().out
    assert code == 2
    assert "✗ lipas.unknown-id" in printed
    assert "connectors/lipas/endpoints.py (get_site)" in printed
    assert "lipas-api 2.3" in printed


def test_nothing_refuted_ends_with_zero(file: Path) -> None:
    assert doctor(file, "--only", "lipas") == 0
    assert doctor(file, "--only", "login", "--only", "ptv12") == 0


def test_an_upstream_that_is_down_ends_with_two_and_a_reason(
    file: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.controls.add_fault(Fault("status", mount="/lipas", status=503))

    code = doctor(file, "--only", "lipas", "--only", "ptv12")

    printed = capsys.readouterr().out
    assert code == 2
    assert "Lipas could not be read" in printed
    assert printed.count("answered 503") == 1
    assert "✓ Pages have page, pageSize" in printed


def test_json_is_one_object_with_every_assumption(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor(file, "--json")

    document = json.loads(capsys.readouterr().out)
    assert len(document["assumptions"]) == sum(len(each) for each in ASSUMPTIONS.values())
    assert {one["outcome"] for one in document["assumptions"]} <= {
        "confirmed",
        "refuted",
        "unknown",
    }
    assert document["requests"] <= MOST_REQUESTS


def test_only_asks_one_upstream(file: Path, sandbox: Sandbox) -> None:
    doctor(file, "--only", "lipas")

    assert {entry.mount for entry in sandbox.journal()} == {"/lipas"}


def test_out_holds_the_report_and_a_recording_without_secrets_or_paths(
    file: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    out = tmp_path / "deep" / "doctor"

    doctor(file, "--out", str(out))

    recording = json.loads((out / RECORDING).read_text())
    told = (out / TEXT).read_text()
    assert len(recording["recording"]) == len(sandbox.journal())
    assert "confirmed" in told
    for text in (told, (out / RECORDING).read_text()):
        for private in (sandbox.password, sandbox.api_key, sandbox.username, str(tmp_path)):
            assert private not in text


def test_an_out_that_cannot_be_made_is_told_before_anything_is_asked(
    file: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")

    code = doctor(file, "--out", str(tmp_path / "taken" / "below"))

    assert code == 4
    assert sandbox.journal() == ()


def test_ctrl_c_prints_what_was_found_until_then(
    file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(look: Look, places: object, *, tell: object) -> Iterator[Finding]:
        for number, finding in enumerate(examine(look, ["lipas"])):
            if number == 5:
                raise KeyboardInterrupt
            yield finding

    monkeypatch.setattr(doctor_command, "examine", interrupted)

    code = doctor(file, "--only", "lipas", "--out", str(tmp_path / "out"))

    printed = capsys.readouterr()
    left = len(ASSUMPTIONS["lipas"]) - 5
    assert code == 2
    assert f"stopped: {left} not looked at" in printed.out
    assert "✓ Lipas can be reached" in printed.out
    assert json.loads((tmp_path / "out" / RECORDING).read_text())["not_looked_at"] == left


def test_a_contact_is_enough_to_look_without_a_configuration(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def nobody(look: Look, places: object, *, tell: object) -> Iterator[Finding]:
        upstream = look.doors.places["lipas"].upstream
        seen.append(upstream.user_agent if upstream else "")
        yield from ()

    monkeypatch.setattr(doctor_command, "examine", nobody)

    code = run(["doctor", "--contact", "me@kunta.example", "--only", "lipas"])

    assert code == 2  # nothing was looked at
    assert "me@kunta.example" in seen[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--only", "mars"),
        ("--municipality", "911"),
        ("--municipality", "x"),
        ("--organisation", "no-id"),
        ("--lipas-id", "0"),
    ],
)
def test_wrong_arguments_end_with_four_and_ask_nobody(
    file: Path, sandbox: Sandbox, arguments: tuple[str, ...]
) -> None:
    assert doctor(file, *arguments) == 4
    assert sandbox.journal() == ()


def test_a_wrong_contact_is_a_usage_error(sandbox: Sandbox) -> None:
    assert run(["doctor", "--contact", "nobody"]) == 4


def test_a_missing_configuration_is_a_usage_error(tmp_path: Path) -> None:
    assert doctor(tmp_path / "none.toml") == 4


def test_everything_shows_what_was_seen_of_what_is_confirmed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor(file, "--only", "lipas")
    short = capsys.readouterr().out
    doctor(file, "--only", "lipas", "--all")
    whole = capsys.readouterr().out

    assert "[lipas.window; lipas-api 2.2]" not in short
    assert "[lipas.window; lipas-api 2.2]" in whole
