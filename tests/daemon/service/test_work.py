"""The daemon with all its real parts is ended while it writes to PTV, and starts again."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.sandbox import Sandbox, World
from hytedata_daemon.cli.app import run
from hytedata_daemon.outcome import Work
from tests.daemon.service.conftest import Listener
from tests.daemon.service.publishing import CHANGES, Publishing
from tests.daemon.service.running import wait_for

pytestmark = pytest.mark.slow

WRITES_BEFORE_THE_END = 3  # that PTV has taken when the daemon is ended


@pytest.fixture
def publishing(
    tmp_path: Path,
    made_store: Path,
    systemd: Listener,
    small: World,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Publishing]:
    """A daemon in the middle of applying a plan of ten changes; PTV is slow."""
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    with Sandbox(small) as sandbox:
        publishing = Publishing(tmp_path, systemd, sandbox)
        monkeypatch.setenv(sandbox.password_env, sandbox.password)
        assert run(["once", "plan", "-c", str(publishing.file)]) == 0
        sandbox.controls.set_latency(150)
        publishing.ask("apply")
        try:
            publishing.start()
            wait_for(lambda: publishing.written() >= WRITES_BEFORE_THE_END, "it writes")
            yield publishing
        finally:
            publishing.kill()


def test_told_to_stop_it_ends_the_write_in_hand_and_the_next_start_does_the_rest(
    publishing: Publishing, systemd: Listener
) -> None:
    publishing.send(signal.SIGTERM)
    code = publishing.code()
    stopped, open_then = publishing.state_of("apply"), publishing.open_intents()
    publishing.start()
    wait_for(lambda: publishing.state_of("apply") == "done", "the rest is written")

    assert (code, stopped, open_then) == (0, "stopped", [])
    assert publishing.changes_done() == CHANGES
    assert publishing.writes_done_twice() == []


def test_killed_while_it_writes_it_goes_on_after_the_next_start_and_writes_nothing_twice(
    publishing: Publishing, systemd: Listener
) -> None:
    publishing.send(signal.SIGKILL)
    publishing.code()
    publishing.start()
    wait_for(lambda: publishing.state_of("apply") == "done", "the rest is written")

    assert publishing.changes_done() == CHANGES
    assert publishing.open_intents() == []
    assert publishing.writes_done_twice() == []


def test_service_and_once_never_work_on_an_organisation_at_the_same_time(
    publishing: Publishing,
) -> None:
    by_whom = publishing.at_work()
    once_beside_the_service = run(["once", "plan", "-c", str(publishing.file)])
    wait_for(lambda: publishing.state_of("apply") == "done", "the service goes on")
    work = Work(job="plan", organisation=publishing.organisation)

    with publishing.store() as store, store.lease(f"work:{work.exclusive}", "once", seconds=60):
        publishing.ask("plan")
        wait_for(lambda: publishing.state_of("plan") == "busy", "the service makes way for once")

    with publishing.store() as store:
        (row,) = (row for row in store.due.of(work.organisation) if row.key.job == "plan")
    assert publishing.process is not None
    assert (by_whom, once_beside_the_service) == (publishing.process.pid, 2)
    # It comes again by itself, and counts as no failure.
    assert (row.failures, row.not_before is None) == (0, False)
