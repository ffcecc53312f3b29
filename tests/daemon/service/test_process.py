"""The service as a process: real signals, real sockets, a systemd that only listens."""

import signal
import socket
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.daemon.service.conftest import Listener
from tests.daemon.service.running import Running, wait_for

pytestmark = pytest.mark.slow


class Standing(Running):
    """The service with an engine of straw, which is moved by files."""

    def has(self, name: str) -> bool:
        return (self.folder / name).exists()

    def touch(self, name: str) -> None:
        (self.folder / name).touch()

    def begin_work(self) -> None:
        self.touch("go")
        wait_for(lambda: self.has("began"), "the work has begun")

    def health(self) -> int:
        return self.status("/healthz")


@pytest.fixture
def standing(tmp_path: Path, made_store: Path, systemd: Listener) -> Iterator[Standing]:
    """A service on a store that is made already; not started."""
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    standing = Standing(tmp_path, systemd, ["-m", "tests.daemon.service.standing", "hytedata.toml"])
    yield standing
    standing.kill()


def test_a_service_that_is_told_to_stop_ends_with_its_work(
    standing: Standing, systemd: Listener
) -> None:
    standing.start()
    ready = systemd.until("READY")
    standing.begin_work()

    standing.send(signal.SIGTERM)
    stopping = systemd.until("STOPPING")
    still_served = standing.health()
    standing.touch("release")
    code = standing.code()

    assert ready["STATUS"] == f"0 organisations, pages at http://127.0.0.1:{standing.port}/"
    assert int(stopping["EXTEND_TIMEOUT_USEC"]) >= 270_000_000
    # The loop is over, and says so, while the pages still answer.
    assert still_served == 503
    assert (code, standing.has("ended")) == (0, True)


def test_a_second_signal_does_not_wait_for_work(standing: Standing, systemd: Listener) -> None:
    standing.start()
    systemd.until("READY")
    standing.begin_work()

    standing.send(signal.SIGTERM)
    systemd.until("STOPPING")
    standing.send(signal.SIGTERM)
    code = standing.code()

    assert (code, standing.has("ended")) == (2, False)
    assert "stop_hastened" in standing.log


def test_a_service_that_was_killed_starts_again_at_once(
    standing: Standing, systemd: Listener
) -> None:
    standing.start()
    systemd.until("READY")
    standing.begin_work()
    standing.send(signal.SIGKILL)
    standing.code()

    standing.start()
    systemd.until("READY")

    assert standing.health() == 200


def test_a_configuration_that_breaks_while_it_runs_is_told_and_the_one_before_stays(
    standing: Standing, systemd: Listener
) -> None:
    standing.start()
    systemd.until("READY")
    standing.configure('[daemon.jobs.plan]\ncron = "often"\n')

    standing.send(signal.SIGHUP)
    reloading = systemd.until("RELOADING")
    ready = systemd.until("READY")

    assert int(reloading["MONOTONIC_USEC"]) > 0
    assert "is broken, the settings before stay: daemon.jobs.plan.cron" in ready["STATUS"]
    assert "daemon.jobs.plan.cron" in (standing.folder / "problem").read_text("utf-8")
    assert standing.health() == 200


def test_a_configuration_that_is_mended_is_in_force(standing: Standing, systemd: Listener) -> None:
    standing.start()
    systemd.until("READY")
    standing.configure("[daemon.jobs.nap]\n")
    standing.send(signal.SIGHUP)
    systemd.until("READY")
    standing.configure(
        '[daemon.jobs.plan]\ncron = "0 7 * * *"\n', before='store = "sqlite:///b.db"\n'
    )

    standing.send(signal.SIGHUP)
    ready = systemd.until("READY")

    assert ready["STATUS"].startswith("restart to change store; ")
    assert (standing.folder / "problem").read_text("utf-8") == "None"
    assert not standing.has("b.db")


def test_signs_of_life_stop_when_the_engine_hangs(standing: Standing, systemd: Listener) -> None:
    standing.start(WATCHDOG_USEC="200000", HANG_S="1")
    systemd.until("WATCHDOG")
    before = standing.health()

    standing.touch("hang")
    wait_for(lambda: standing.health() == 503, "the hang is seen")
    wait_for(lambda: "engine_hangs" in standing.log, "the hang is told")
    systemd.forget()
    threading.Event().wait(1)

    assert before == 200
    assert standing.runs()
    assert systemd.silent()


def test_a_port_that_is_taken_is_told_before_anything_is_done(standing: Standing) -> None:
    (standing.folder / "hytedata.db").unlink()
    with socket.socket() as other:
        other.bind(("127.0.0.1", standing.port))
        other.listen()

        standing.start()
        code = standing.code()

    assert code == 2
    assert f"cannot be served at 127.0.0.1 port {standing.port}" in standing.log
    assert not standing.has("hytedata.db")


def test_a_store_that_can_never_be_used_is_not_waited_for(standing: Standing) -> None:
    standing.configure(before='store = "sqlite:///nowhere/hytedata.db"\n')

    standing.start()
    code = standing.code()

    assert code == 2
    assert "nowhere does not exist; make it" in standing.log
    assert "store_waited_for" not in standing.log


def test_a_database_that_comes_later_is_waited_for(
    standing: Standing, systemd: Listener, postgresql_url: str
) -> None:
    there, _, folder = postgresql_url.partition("?host=")
    later = standing.folder / "pg"
    standing.configure(before=f'store = "{there}?host={later}"\n')
    standing.start()
    waiting = systemd.until("EXTEND_TIMEOUT_USEC")
    wait_for(lambda: "store_waited_for" in standing.log, "it has asked in vain")

    later.symlink_to(folder)
    systemd.until("READY")

    assert "READY" not in waiting
    assert standing.health() == 200


def test_a_service_that_waits_for_its_database_can_be_stopped(
    standing: Standing, systemd: Listener
) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    standing.configure(before=f'store = "postgresql://nobody@/none?host={standing.folder}"\n')
    standing.start()
    wait_for(lambda: standing.has("log") and "store_waited_for" in standing.log, "it waits")

    standing.send(signal.SIGTERM)

    assert standing.code() == 0


def test_a_database_that_stays_away_ends_the_service_with_what_to_do(standing: Standing) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    standing.configure(before=f'store = "postgresql://nobody@/none?host={standing.folder}"\n')

    standing.start(PATIENCE_S="1.5")
    code = standing.code()

    assert code == 2
    assert "cannot be reached; check that the server runs" in standing.log


def test_a_store_that_another_is_writing_to_does_not_hold_up_the_start(
    standing: Standing, systemd: Listener
) -> None:
    other = sqlite3.connect(standing.folder / "hytedata.db")
    other.execute("BEGIN IMMEDIATE")

    standing.start()
    systemd.until("READY")
    other.close()

    assert standing.health() == 200
