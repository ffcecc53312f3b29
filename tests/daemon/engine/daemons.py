"""Daemons as processes of their own, and what their works left in a common trace."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from hytedata.models.clock import utc_now
from hytedata.store import Store
from tests.daemon.engine.conftest import ORGANISATIONS

PROGRAM = Path(__file__).with_name("daemon_process.py")
REPOSITORY = Path(__file__).resolve().parents[3]


class Line(NamedTuple):
    """One line of the trace."""

    word: str
    exclusive: str
    job: str
    pid: int
    at: float


class Daemons:
    """Daemons of one store."""

    def __init__(self, url: str, folder: Path, seconds: float, lease_s: float) -> None:
        self.url, self.folder, self.seconds, self.lease_s = url, folder, seconds, lease_s
        self.trace = folder / "trace"
        self.trace.touch()
        self.processes: list[subprocess.Popen[str]] = []

    def start(self) -> subprocess.Popen[str]:
        """Start one more; it is at work when this returns."""
        arguments = (
            self.url,
            self.trace,
            self.folder / "hytedata.toml",
            self.seconds,
            self.lease_s,
        )
        environ = os.environ | {"PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'daemon'}"}
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM), *map(str, arguments)],
            stdout=subprocess.PIPE,
            text=True,
            env=environ,
        )
        self.processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def ask(self, organisations: Sequence[str] = ORGANISATIONS, job: str = "plan") -> None:
        """Ask for a job of organisations."""
        with Store.open(self.url, now=utc_now) as store:
            for organisation in organisations:
                store.due.ask(organisation, job, who="a test")

    def lines(self, word: str = "") -> list[Line]:
        """Return the lines of the trace, of one kind or of all."""
        found = [line.split() for line in self.trace.read_text().splitlines()]
        lines = [Line(one[0], one[1], one[2], int(one[3]), float(one[4])) for one in found]
        return [one for one in lines if not word or one.word == word]

    def ended(self) -> Counter[str]:
        """Count the runs that came to their end, by organisation."""
        return Counter(one.exclusive for one in self.lines("end"))

    def wait_for(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Wait until *ready* says so; fails after so many seconds."""
        until = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < until, self.trace.read_text()
            subprocess.run(["sleep", "0.05"], check=True)

    def overlaps(self) -> list[tuple[Line, Line]]:
        """Return pairs of runs of the same organisation that were at work at once.

        A run that was killed is over at the moment of that: its successor begins later.
        """
        at_work: dict[str, Line] = {}
        found: list[tuple[Line, Line]] = []
        dead = {one.pid for one in self.processes if one.poll() not in (None, 0)}
        for line in self.lines():
            other = at_work.get(line.exclusive)
            if line.word == "begin":
                if other is not None and other.pid not in dead:
                    found.append((other, line))
                at_work[line.exclusive] = line
            else:
                at_work.pop(line.exclusive, None)
        return found

    def close(self) -> None:
        """End all of them."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.communicate(timeout=30)


@contextmanager
def daemons(url: str, folder: Path, *, seconds: float, lease_s: float = 3.0) -> Iterator[Daemons]:
    """Give daemons of the store at *url*, whose works take *seconds*; all end with the block."""
    Store.open(url, now=utc_now).close()
    group = Daemons(url, folder, seconds, lease_s)
    try:
        yield group
    finally:
        group.close()
