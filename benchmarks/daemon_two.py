"""Twenty organisations whose upstreams are slow: done by two daemons, beside one."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from benchmarks.daemon_made import configuration, organisations
from benchmarks.result import Result, Unavailable
from hytedata.models.clock import utc_now
from hytedata.store import Store
from tests.postgresql import PostgresqlServer

ORGANISATIONS: Final = 20
LATENCY_S: Final = 0.15
REQUESTS: Final = 10
TARGET: Final = 0.6


def bench_two_daemons() -> list[Result]:
    """From the moment that plans are asked for to the end of the last, on one PostgreSQL."""
    server = _server()
    try:
        one, two = (_seconds(server.database(), daemons) for daemons in (1, 2))
    finally:
        server.remove()
    note = f"{ORGANISATIONS} works of {REQUESTS} requests; the same by one daemon"
    return [Result("daemons: two on one store", two, one, TARGET, note=note)]


def _server() -> PostgresqlServer:
    try:
        server = PostgresqlServer()
    except pytest.skip.Exception as why:
        raise Unavailable(str(why)) from None
    server.start()
    return server


def _seconds(url: str, daemons: int) -> float:
    with (
        TemporaryDirectory() as folder,
        Store.open(url, now=utc_now) as store,
    ):
        file = configuration(Path(folder), ORGANISATIONS)
        processes = [_start(url, file) for _ in range(daemons)]
        began = time.perf_counter()
        for one in organisations(ORGANISATIONS):
            store.due.ask(one, "plan", who="a benchmark")
        _wait_until(lambda: all(row.ended_at for row in store.due.all() if row.key.job == "plan"))
        seconds = time.perf_counter() - began
        for process in processes:
            process.communicate()
    return seconds


def _start(url: str, file: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "benchmarks.daemon_process", url, str(file)]
    process = subprocess.Popen(
        [*command, str(LATENCY_S * REQUESTS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def _wait_until(ready: Callable[[], bool]) -> None:
    pause = threading.Event()
    while not ready():
        pause.wait(0.1)
