import builtins
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hytedata_daemon.cli.app import run
from hytedata_daemon.cli.exits import exit_of_outcomes
from hytedata_daemon.outcome import Outcome, State

CONTACT = 'contact = "tietohallinto@kunta.example"\n'


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ((), 0),
        (("done", "done"), 0),
        (("done", "incomplete"), 3),
        (("waiting", "done"), 5),
        (("failed", "incomplete", "waiting"), 5),
        (("done", "stopped"), 2),
        (("busy",), 2),
    ],
)
def test_the_gravest_outcome_decides_on_the_exit_code(states: tuple[State, ...], code: int) -> None:
    assert exit_of_outcomes(Outcome(state=state) for state in states) == code


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["--help"])

    told = capsys.readouterr().out
    assert code == 0
    assert all(
        f"\n  {name} " in told for name in ("run", "check", "once", "backup", "restore", "account")
    )


def test_an_unknown_command_is_a_fault_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fly"]) == 4
    assert "No such command 'fly'" in capsys.readouterr().err


def test_a_missing_configuration_is_told_with_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["once", "gaps", "--config", str(tmp_path / "none.toml")])

    assert code == 4
    assert "none.toml" in capsys.readouterr().err


def test_every_fault_of_a_configuration_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{CONTACT}[daemon.web]\nport = 0\n[daemon.jobs.nap]\n"
    (folder / "hytedata.toml").write_text(text, encoding="utf-8")

    code = run(["run"])

    told = capsys.readouterr().err
    assert code == 4
    assert "daemon.web.port" in told
    assert "daemon.jobs" in told


def test_a_missing_package_is_told_with_how_to_install_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found: Callable[..., object] = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "hytedata_daemon.service.assembly":
            raise ModuleNotFoundError("No module named 'dbos'", name="dbos.error")
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)

    code = run(["run"])

    assert code == 2
    assert (
        "dbos among them; install them: pip install 'hytedata[daemon]'" in capsys.readouterr().err
    )


@pytest.mark.slow
def test_without_any_package_of_the_extra_the_command_still_says_so() -> None:
    program = (
        "import sys; sys.modules['cronsim'] = None; import hytedata_daemon.__main__ as m; m.main()"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.returncode == 2
    assert "cronsim among them" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_job_that_reads_nothing_has_no_full_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["once", "clean-up", "--full"])

    assert code == 4
    assert "clean-up reads nothing" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("program", ["hytedata", "hytedata_daemon"])
def test_a_reader_that_goes_away_is_no_error(program: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)

    command = [sys.executable, "-m", "hytedata_daemon", "check", "-c", "none.toml", "--json"]
    if program == "hytedata":
        command = [
            *(sys.executable, "-c", "from hytedata.cli import main; main()"),
            *("gaps", "rules", "--json"),
        ]
    try:
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True)
    finally:
        os.close(writer)

    assert (done.returncode, done.stderr) == (0, "")
