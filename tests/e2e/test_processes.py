"""The command as a process of its own: killed, interrupted, run twice at once, piped away."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest

from hytedata.sandbox import Fault, Sandbox
from tests.e2e.conftest import Run
from tests.e2e.support import connections, ours, written

pytestmark = pytest.mark.slow

Start: TypeAlias = Callable[..., subprocess.Popen[str]]

WRITES = 13
LONGEST_S = 30.0
CHANNEL = "ServiceLocation"


@pytest.fixture
def start(tmp_path: Path, sandbox: Sandbox, config: Path) -> Iterator[Start]:
    """Start the command as a process; what still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def call(*arguments: str | Path, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "hytedata", *map(str, arguments)],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "PYTHONWARNINGS": "default",
                sandbox.password_env: sandbox.password,
                **more,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield call
    for process in running:
        process.kill()
        process.communicate()


def _until(happened: Callable[[], bool]) -> None:
    """Wait until something happened in the sandbox."""
    tick = threading.Event()
    for _ in range(int(LONGEST_S / 0.005)):
        if happened():
            return
        tick.wait(0.005)
    pytest.fail("what was waited for did not happen")


def _fired(sandbox: Sandbox) -> int:
    return max((fired for *_, fired in sandbox.controls.server.faults.rules()), default=0)


def _hang_at(sandbox: Sandbox, place: int) -> None:
    """Let the write at *place* hang before it is done."""
    sandbox.controls.add_fault(
        Fault("hang", mount="/ptv", method="POST", path="v11", after=place, times=1)
    )


def _lose_answer_at(sandbox: Sandbox, place: int) -> None:
    """Do the write at *place*, lose its answer, and let the look for it hang."""
    sandbox.controls.add_fault(
        Fault("lost-after", mount="/ptv", method="POST", path="v11", after=place, times=1)
    )


@pytest.fixture
def all_is_there_once(plan: Run, apply: Run, sandbox: Sandbox) -> Callable[[], None]:
    """Apply the same plan again, then a new one, and see that all is there once."""

    def check() -> None:
        sandbox.controls.clear_faults()
        same = apply()
        assert same.code == 0, same.err
        assert {one["state"] for one in same.json["outcomes"]} <= {"done", "unchanged"}
        renewed = plan()
        assert renewed.code == 0, renewed.err
        assert renewed.json["changes"] == []
        assert "Nothing to do" in renewed.err
        assert len(ours(sandbox)) == 12
        assert len(set(connections(sandbox))) == len(connections(sandbox)) == 8
        assert len(sandbox.writes()) == WRITES, written(sandbox.writes())

    return check


@pytest.mark.parametrize("place", range(WRITES))
def test_a_run_killed_before_a_write_is_done_is_finished_by_the_next(
    plan: Run, start: Start, sandbox: Sandbox, all_is_there_once: Callable[[], None], place: int
) -> None:
    plan()
    _hang_at(sandbox, place)
    running = start("sync", "apply", "plan.json", "-c", "hytedata.toml")
    _until(lambda: _fired(sandbox) == 1)

    running.kill()
    running.wait()

    assert len(sandbox.writes()) == place
    all_is_there_once()


@pytest.mark.parametrize("place", range(WRITES))
def test_a_run_killed_after_a_write_was_done_and_before_it_knew_is_finished_by_the_next(
    plan: Run, start: Start, sandbox: Sandbox, all_is_there_once: Callable[[], None], place: int
) -> None:
    plan()
    _lose_answer_at(sandbox, place)
    # Looks at lists happen only to find out what became of a write.
    looks = "(Service|ServiceChannel)/(list|active)"
    sandbox.controls.add_fault(Fault("hang", mount="/ptv", method="GET", path=looks))
    running = start("sync", "apply", "plan.json", "-c", "hytedata.toml")
    _until(lambda: len(sandbox.writes()) == place + 1)

    running.kill()
    running.wait()

    all_is_there_once()


@pytest.mark.parametrize("place", range(1, WRITES, 2))
def test_a_run_killed_at_any_moment_is_finished_by_the_next(
    plan: Run, start: Start, sandbox: Sandbox, all_is_there_once: Callable[[], None], place: int
) -> None:
    plan()
    sandbox.controls.set_latency(20)
    running = start("sync", "apply", "plan.json", "-c", "hytedata.toml")
    _until(lambda: len(sandbox.writes()) >= place)

    running.kill()
    running.wait()

    _until(lambda: not any(sandbox.controls.server._under_way.values()))
    sandbox.controls.set_latency(0)
    all_is_there_once()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_told_to_stop_says_so_and_is_finished_by_the_next(
    plan: Run,
    start: Start,
    hytedata: Run,
    config: Path,
    sandbox: Sandbox,
    all_is_there_once: Callable[[], None],
    number: signal.Signals,
) -> None:
    plan()
    _hang_at(sandbox, 6)
    running = start("sync", "apply", "plan.json", "-c", "hytedata.toml")
    _until(lambda: _fired(sandbox) == 1)

    running.send_signal(number)
    out, err = running.communicate(timeout=LONGEST_S)

    assert running.returncode == 2
    assert out == ""
    assert "Stopped" in err
    assert "looked up by the next run" in err
    assert "Traceback" not in err
    row = hytedata("sync", "status", "-c", config, "--json").json["organisations"][0]
    assert (row["open_intents"], row["last_run"].endswith("interrupted")) == (1, True)
    all_is_there_once()


def test_a_plan_that_is_interrupted_leaves_nothing_behind(
    start: Start, plan: Run, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.controls.add_fault(Fault("hang", mount="/ptv", path="ServiceChannel/list", times=1))
    running = start("sync", "plan", "-c", "hytedata.toml", "--out", "plan.json")
    _until(lambda: _fired(sandbox) == 1)

    running.send_signal(signal.SIGINT)
    running.communicate(timeout=LONGEST_S)

    assert running.returncode == 2
    assert not (tmp_path / "plan.json").exists()
    assert plan().code == 0


def test_of_two_runs_at_once_one_is_told_to_wait_and_the_end_is_right(
    plan: Run, start: Start, sandbox: Sandbox, all_is_there_once: Callable[[], None]
) -> None:
    plan()
    slow = Fault("delay", mount="/ptv", method="POST", path=CHANNEL, times=1, delay_s=0.5)
    sandbox.controls.add_fault(slow)
    first = start("sync", "apply", "plan.json", "-c", "hytedata.toml")
    _until(lambda: _fired(sandbox) == 1)
    first.send_signal(signal.SIGSTOP)

    second = start("sync", "apply", "plan.json", "-c", "hytedata.toml")
    _, told = second.communicate(timeout=LONGEST_S)
    planning = start("sync", "plan", "-c", "hytedata.toml")
    _, planned = planning.communicate(timeout=LONGEST_S)
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=LONGEST_S)

    assert (first.returncode, second.returncode, planning.returncode) == (0, 2, 2)
    for message in (told, planned):
        assert f"another run (sync apply, process {first.pid} on " in message
        assert "wait for it to end, then start again" in message
    all_is_there_once()


def test_two_runs_that_start_together_write_everything_once(
    plan: Run, start: Start, sandbox: Sandbox, all_is_there_once: Callable[[], None]
) -> None:
    plan()
    sandbox.controls.set_latency(50)

    runs = [start("sync", "apply", "plan.json", "-c", "hytedata.toml") for _ in range(2)]
    for run in runs:
        run.communicate(timeout=LONGEST_S)

    assert sorted(run.returncode for run in runs) in ([0, 0], [0, 2])
    sandbox.controls.set_latency(0)
    all_is_there_once()


def test_a_reader_that_goes_away_is_no_failure(start: Start, config: Path, tmp_path: Path) -> None:
    running = start("sync", "plan", "-c", "hytedata.toml", "--out", "plan.json", "--all")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()

    err = running.stderr.read()
    running.wait(timeout=LONGEST_S)

    assert running.returncode == 0
    assert "Traceback" not in err
    assert "Exception" not in err
    assert (tmp_path / "plan.json").is_file()


def test_an_output_without_room_is_told(tmp_path: Path, start: Start, config: Path) -> None:
    running = start("sync", "plan", "-c", "hytedata.toml", "--out", "/dev/full")

    _, err = running.communicate(timeout=LONGEST_S)

    assert running.returncode == 4
    assert "/dev/full" in err
    assert "No space left" in err
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_output_that_is_no_terminal_is_plain(start: Start, variables: dict[str, str]) -> None:
    running = start("sync", "plan", "-c", "hytedata.toml", **variables)

    out, err = running.communicate(timeout=LONGEST_S)

    assert running.returncode == 0
    assert "\x1b" not in out + err
    assert "Services to create" in out


def test_a_store_that_takes_no_more_stops_before_the_next_write_and_loses_nothing(
    plan: Run,
    start: Start,
    sandbox: Sandbox,
    tmp_path: Path,
    all_is_there_once: Callable[[], None],
) -> None:
    plan()
    hurdle = tmp_path / "sitecustomize.py"
    hurdle.write_text(_FULL_AFTER_A_WHILE, encoding="utf-8")
    path = f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"
    running = start("sync", "apply", "plan.json", "-c", "hytedata.toml", PYTHONPATH=path)

    _, err = running.communicate(timeout=LONGEST_S)

    assert running.returncode == 2
    assert "no room left" in err
    assert "Traceback" not in err
    assert 0 < len(sandbox.writes()) < WRITES
    all_is_there_once()


_FULL_AFTER_A_WHILE = """
import sqlite3

real = sqlite3.connect


def connect(*args, **options):
    connection = real(*args, **options)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {max(pages, 1) + 8}")
    return connection


sqlite3.connect = connect
sqlite3.dbapi2.connect = connect
"""


def test_a_store_keeps_its_integrity_after_all_that(
    plan: Run, start: Start, sandbox: Sandbox, tmp_path: Path
) -> None:
    plan()
    _hang_at(sandbox, 9)
    running = start("sync", "apply", "plan.json", "-c", "hytedata.toml")
    _until(lambda: _fired(sandbox) == 1)
    running.kill()
    running.wait()

    with _opened(tmp_path / "hytedata-sandbox.db") as store:
        verdict = store.execute("PRAGMA integrity_check").fetchone()
        open_intents = store.execute("SELECT count(*) FROM intent WHERE state = 'open'").fetchone()

    assert verdict == ("ok",)
    assert open_intents == (1,)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    try:
        yield connection
    finally:
        connection.close()
