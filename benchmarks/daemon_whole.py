"""What the whole service takes while nothing is due: engine, web server, notices, heartbeats."""

import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psutil

from benchmarks.daemon_idle import MOST_MB, MOST_SHARE, ORGANISATIONS, SECONDS
from benchmarks.daemon_made import configuration
from benchmarks.result import Result

SETTLING_S: Final = 20.0
_START_S: Final = 60.0


def bench_whole_service() -> list[Result]:
    """A minute of `hytedata-daemon run` for 300 organisations, on SQLite, after it has settled."""
    pause = threading.Event()
    with TemporaryDirectory() as folder, _service(Path(folder)) as service:
        pause.wait(SETTLING_S)
        before = _processor_s(service)
        pause.wait(SECONDS)
        share = 100 * (_processor_s(service) - before) / SECONDS
        peak = _peak_mb(service.pid)
    note = f"{ORGANISATIONS} organisations, {SECONDS} s"
    return [
        Result.at_most("daemon: whole service idle, share of a core", share, MOST_SHARE, "%", note),
        Result.at_most("daemon: whole service idle, memory", peak, MOST_MB, "MB", note),
    ]


@contextmanager
def _service(folder: Path) -> Iterator[psutil.Process]:
    """The service, up and ready; ended as an administrator ends it."""
    port = _free_port()
    file = configuration(folder, ORGANISATIONS)
    store = f'store = "sqlite:///{folder}/hytedata.db"\n'
    pages = f"\n[daemon.web]\nport = {port}\n"
    file.write_text(store + file.read_text(encoding="utf-8") + pages, encoding="utf-8")
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "hytedata_daemon", "run", "--config", str(file)]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            _wait_until_ready(process, port, folder / "log")
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait()


def _wait_until_ready(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until, pause = time.monotonic() + _START_S, threading.Event()
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except urllib.error.URLError:
            pause.wait(0.2)
    raise RuntimeError(f"the service did not start: {log.read_text(encoding='utf-8')[-300:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _processor_s(service: psutil.Process) -> float:
    """Of it and of whatever it started."""
    family = [service, *service.children(recursive=True)]
    return sum(sum(one.cpu_times()[:2]) for one in family)


def _peak_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
