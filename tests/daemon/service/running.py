"""A service that runs as a process of its own, and what a test asks of it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.daemon.service.conftest import Listener

ROOT = Path(__file__).resolve().parents[3]
CONTACT = 'contact = "tietohallinto@kunta.example"\n'
LONG_S = 30.0


def free_port() -> int:
    """Return a port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Wait until *condition* holds."""
    until = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < until, f"waited too long until {what}"
        threading.Event().wait(0.02)


class _AsItIs(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


class Running:
    """A folder with a configuration, and a service that runs on it.

    Args:
        folder: Where its files are.
        systemd: Is told of it.
        program: What is run: arguments of Python.
    """

    def __init__(self, folder: Path, systemd: Listener, program: Sequence[str]) -> None:
        self.folder, self.systemd, self.program = folder, systemd, program
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.configure()

    @property
    def environ(self) -> dict[str, str]:
        """The environment of its processes."""
        return {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'daemon'}"}

    def configure(self, text: str = "", *, before: str = "") -> None:
        """Write the configuration: what is always there, and a text after it or before."""
        base = f"{CONTACT}{before}[daemon.web]\nport = {self.port}\n"
        (self.folder / "hytedata.toml").write_text(base + text, encoding="utf-8")

    def start(self, **environ: str) -> None:
        """Start it."""
        told = {"NOTIFY_SOCKET": self.systemd.address, **environ}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.program],
                cwd=self.folder,
                env={**self.environ, **told},
                stderr=log,
            )

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        assert self.process is not None
        self.process.send_signal(number)

    def code(self) -> int:
        """Wait for its end; gives its exit code."""
        assert self.process is not None
        return self.process.wait(LONG_S)

    def runs(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    @property
    def log(self) -> str:
        """What it has logged."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def status(self, path: str) -> int:
        """Ask for a page; gives the status of the answer."""
        opener = urllib.request.build_opener(_AsItIs)
        try:
            with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                status: int = answer.status
                return status
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def kill(self) -> None:
        """Leave nothing behind."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(LONG_S)
