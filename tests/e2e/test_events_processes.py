"""`hytedata read events` as a process of its own: killed, run twice at once, given too much."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest

from hytedata.sandbox import Fault, Sandbox
from hytedata.sandbox.calendars.made_events import MadeEvent
from tests.e2e.calendars import Clock, Known, is_whole_and_once
from tests.e2e.support import Command

pytestmark = pytest.mark.slow

Start: TypeAlias = Callable[..., subprocess.Popen[str]]

LONGEST_S = 60.0
MANY, FEW = 600, 30
"""Events: more than one batch of the store, which is of 500; and enough for all else."""

LARGE_MIB = 100
MOST_MEMORY_MIB = 250
MOST_MORE_MIB = 60
"""What a feed that is too large may take beyond an ordinary one: of it, 20 MiB are read."""
MEBIBYTE = 2**20


@pytest.fixture
def start(tmp_path: Path, config: Path) -> Iterator[Start]:
    """Start `hytedata read events` as a process; what still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def call(*arguments: str | Path, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "hytedata", "read", "events", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **more},
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


def ended(process: subprocess.Popen[str]) -> Command:
    out, err = process.communicate(timeout=LONGEST_S)
    return Command(process.returncode, out, err)


@pytest.fixture
def known(tmp_path: Path) -> Known:
    """The store that the processes work on, by the real time."""
    clock = Clock()
    clock.time = datetime.now(UTC)
    return Known(tmp_path / "hytedata-sandbox.db", clock)


def _until(happened: Callable[[], bool]) -> None:
    tick = threading.Event()
    for _ in range(int(LONGEST_S / 0.01)):
        if happened():
            return
        tick.wait(0.01)
    pytest.fail("what was waited for did not happen")


def _fill(sandbox: Sandbox, count: int) -> None:
    """Publish so many events in each of two calendars; the same ones, an hour each."""
    today = datetime.combine(datetime.now(UTC).date(), datetime.min.time())
    for number in range(count):
        begin = today + timedelta(days=2 + number % 60, hours=8 + number % 9)
        origin = f"https://alku.example/{number}"
        made = MadeEvent(
            f"lisa{number}", f"Lisä {number}", begin, begin + timedelta(hours=1), origin=origin
        )
        for name in ("seutu", "yhdistykset"):
            sandbox.calendars[name].events.append(made)


# --- killed -------------------------------------------------------------------------------------


def test_a_read_that_is_killed_between_batches_is_finished_by_the_next(
    start: Start, sandbox: Sandbox, known: Known
) -> None:
    _fill(sandbox, MANY)
    # The seventh page follows the first batch that the store has written.
    sandbox.controls.add_fault(
        Fault("hang", mount="/calendars/seutu", path="event", after=6, times=1)
    )
    running = start()
    _until(lambda: max(it[-1] for it in sandbox.controls.server.faults.rules()) == 1)
    running.kill()
    running.communicate()
    written = len(known.records("seutu"))
    sandbox.controls.clear_faults()

    again = ended(start())

    assert 0 < written < MANY
    assert again.code == 0, again.err
    is_whole_and_once(known, sandbox)
    assert _merged(known) == MANY


def _merged(known: Known) -> int:
    """Count the events of `_fill`, each of which both calendars have; fail where one has not."""
    filled = [it for it in known.occurrences() if it.event.names["fi"].startswith("Lisä")]
    assert all(len(it.sources) == 2 for it in filled)
    return len(filled)


AT_STATEMENT = """
import os, signal, sqlite3

real, left = sqlite3.connect, [int(os.environ["KILL_AFTER"])]


def seen(sql):
    if sql.lstrip().upper().startswith("INSERT") and os.environ["KILL_AT"] in sql:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)


def connect(*args, **options):
    connection = real(*args, **options)
    connection.set_trace_callback(seen)
    return connection


sqlite3.connect = sqlite3.dbapi2.connect = connect
"""
"""Kills the process at a statement, as a power cut would: the tables' names are in it."""


@pytest.mark.parametrize(
    ("table", "after"),
    [
        ("INTO snapshot", 0),
        ("INTO snapshot", 3),
        ("INTO place ", 0),
        ("INTO place ", 1),
        ("INTO theme ", 0),
        ("INTO provider ", 1),
        ("INTO event_group ", 0),
        ("INTO event_pair ", 0),
        ("INTO derivation", 0),
    ],
)
def test_a_read_that_is_killed_while_it_ends_or_derives_is_finished_by_the_next(
    start: Start, sandbox: Sandbox, known: Known, tmp_path: Path, table: str, after: int
) -> None:
    assert ended(start()).code == 0
    _fill(sandbox, FEW)
    (tmp_path / "sitecustomize.py").write_text(AT_STATEMENT, encoding="utf-8")
    path = f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"

    killed = ended(start("--full", PYTHONPATH=path, KILL_AT=table, KILL_AFTER=str(after)))
    again = ended(start())

    assert killed.code == -9, killed.err
    assert again.code == 0, again.err
    is_whole_and_once(known, sandbox)
    assert _merged(known) == FEW


# --- twice at once ------------------------------------------------------------------------------


def test_two_reads_that_run_at_once_lose_and_double_nothing(
    start: Start, sandbox: Sandbox, known: Known
) -> None:
    _fill(sandbox, FEW)
    sandbox.controls.set_latency(20)

    ends = [ended(it) for it in [start("--full"), start("--full")]]

    assert {it.code for it in ends} == {0}, [it.err for it in ends]
    is_whole_and_once(known, sandbox)
    assert _merged(known) == FEW


def test_a_read_that_is_overtaken_by_another_takes_nothing_away_that_came_meanwhile(
    start: Start, sandbox: Sandbox, known: Known
) -> None:
    hang = Fault("hang", mount="/calendars/yhdistykset", times=1, delay_s=4)
    sandbox.controls.add_fault(hang)
    slow = start("--full")
    _until(lambda: max(it[-1] for it in sandbox.controls.server.faults.rules()) == 1)
    _fill(sandbox, FEW)

    quick = ended(start("--full"))
    late = ended(slow)

    assert (quick.code, late.code) == (0, 0), (quick.err, late.err)
    is_whole_and_once(known, sandbox)
    assert _merged(known) == FEW


# --- too much -----------------------------------------------------------------------------------


@contextmanager
def endless_feed() -> Iterator[tuple[str, list[int]]]:
    """Serve a feed of 100 MiB, made as it is sent; yields its address and what was taken of it."""
    listening = socket.create_server(("127.0.0.1", 0))
    sent: list[int] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            sent.append(0)
            with connection:
                _send(connection, sent)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/suuri.ics", sent
    finally:
        listening.close()


def _send(connection: socket.socket, sent: list[int]) -> None:
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\nConnection: close\r\n\r\n"
    event = "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20270301T100000\r\nSUMMARY:Iso\r\nEND:VEVENT\r\n"
    try:
        connection.recv(65_536)
        connection.sendall(f"{head}BEGIN:VCALENDAR\r\n".encode())
        number = 0
        while sent[-1] < LARGE_MIB * MEBIBYTE:
            part = "".join(event.format(number + it) for it in range(1000)).encode()
            connection.sendall(part)
            number, sent[-1] = number + 1000, sent[-1] + len(part)
        connection.sendall(b"END:VCALENDAR\r\n")
    except OSError:
        pass


PEAK = """
import atexit
from pathlib import Path


def note():
    told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    Path("peak_kib").write_text(told.split()[0])


atexit.register(note)
"""
"""Notes the peak of memory of the program itself: what waits for it is told that of its parent,
where that was larger."""


def _peak_mib(folder: Path) -> float:
    return int((folder / "peak_kib").read_text()) / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc, which only Linux has")
def test_a_feed_of_a_hundred_mebibytes_is_left_early_and_the_message_says_what_to_do(
    start: Start, sandbox: Sandbox, known: Known, config: Path, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(PEAK, encoding="utf-8")
    path = f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"
    assert ended(start()).code == 0
    assert ended(start("--calendar", "mallila", "--full", PYTHONPATH=path)).code == 0
    usual = _peak_mib(tmp_path)
    before = known.records("mallila")
    with endless_feed() as (url, sent):
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace(sandbox.calendar_url("mallila"), url), encoding="utf-8")
        read = ended(start("--calendar", "mallila", "--full", "--json", PYTHONPATH=path))

    assert read.code == 3
    assert "larger than 20 MiB, the most that is read; ask for less" in " ".join(read.err.split())
    assert len(sent) == 1, "what is too large is not asked for again"
    assert sent[0] < LARGE_MIB * MEBIBYTE / 2
    assert _peak_mib(tmp_path) < MOST_MEMORY_MIB
    assert _peak_mib(tmp_path) - usual < MOST_MORE_MIB
    assert known.records("mallila") == before


# --- no room ------------------------------------------------------------------------------------

SMALL_FILES = """
import resource

resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
"""
"""Lets no file grow beyond a hundred kilobytes, as a disk that is nearly full."""


def test_a_file_that_does_not_fit_leaves_the_one_that_was_there(
    start: Start, sandbox: Sandbox, tmp_path: Path
) -> None:
    _fill(sandbox, MANY)
    assert ended(start("--out", "all.ics")).code == 0
    before = (tmp_path / "all.ics").read_bytes()
    (tmp_path / "sitecustomize.py").write_text(SMALL_FILES, encoding="utf-8")
    path = f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"

    full = ended(start("--no-read", "--to", "+60d", "--out", "all.ics", PYTHONPATH=path))

    assert full.code == 4, full.err
    assert "all.ics" in full.err
    assert "Traceback" not in full.err
    assert (tmp_path / "all.ics").read_bytes() == before
    assert {it.name for it in tmp_path.iterdir() if "all" in it.name} == {"all.ics"}
