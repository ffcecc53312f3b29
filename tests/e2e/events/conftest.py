"""One sandbox whose calendars are put back for each test, and the command that reads them."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hytedata.cli import read_events_command
from hytedata.clients.calendars import linked_events_setup, source
from hytedata.connectors._http import RetryPolicy, Upstream
from hytedata.runs import open_store
from hytedata.runs.events import read as read_module
from hytedata.sandbox import Sandbox, World
from tests.e2e.calendars import Clock, Known
from tests.e2e.conftest import Run
from tests.e2e.events.support import STORE, ReadEvents


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def running(small_world: World, clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(small_world, now=clock) as started:
        yield started


@pytest.fixture
def sandbox(running: Sandbox, clock: Clock) -> Sandbox:
    """The sandbox with its calendars as they were, and its clock set back."""
    clock.time = Clock().time
    running.controls.clear_faults()
    running.controls.calendars.fill()
    return running


@pytest.fixture
def read_events(
    hytedata: Run,
    config: Path,
    clock: Clock,
    attempt_s: float,
    monkeypatch: pytest.MonkeyPatch,
) -> ReadEvents:
    """Run `hytedata read events` by the moved clock, without patience for outages."""
    hurried = partial(
        Upstream, retry=RetryPolicy(attempts=2, first_wait_s=0), attempt_s=attempt_s, total_s=60
    )
    monkeypatch.setattr(linked_events_setup, "Upstream", hurried)

    def upstream(*args: Any, retry: object, **more: Any) -> Upstream:
        return hurried(*args, **more)

    monkeypatch.setattr(source, "Upstream", upstream)
    wrapped = read_module.read_events
    reading = partial(wrapped, now=clock)
    monkeypatch.setattr(read_events_command, "read_events", reading)
    monkeypatch.setattr(read_events_command, "utc_now", clock)
    monkeypatch.setattr(open_store, "utc_now", clock)
    monkeypatch.setenv("COLUMNS", "80")
    return partial(hytedata, "read", "events", "-c", config)


@pytest.fixture(scope="session")
def first_store() -> dict[str, Path]:
    """Where the store stands after the first read, once there was one."""
    return {}


@pytest.fixture
def known(
    read_events: ReadEvents,
    clock: Clock,
    sandbox: Sandbox,
    tmp_path: Path,
    first_store: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Known:
    """A store into which all four calendars have been read."""
    if "kept" not in first_store:
        assert read_events().code == 0
        first_store["kept"] = tmp_path_factory.mktemp("first") / STORE
        shutil.copy(tmp_path / STORE, first_store["kept"])
    shutil.copy(first_store["kept"], tmp_path / STORE)
    return Known(tmp_path / STORE, clock)
