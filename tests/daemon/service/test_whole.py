"""The daemon as it is installed: all its real parts, on a store without organisations."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.daemon.conftest import ASLEEP
from tests.daemon.service.conftest import Listener
from tests.daemon.service.running import Running

pytestmark = pytest.mark.slow


class Daemon(Running):
    """The daemon, by its command."""

    @property
    def events(self) -> list[str]:
        """What it has logged, by name."""
        return [json.loads(line)["event"] for line in self.log.splitlines()]


@pytest.fixture
def daemon(tmp_path: Path, made_store: Path, systemd: Listener) -> Iterator[Daemon]:
    """A daemon that is not started, on a store that is made already."""
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    daemon = Daemon(tmp_path, systemd, ["-m", "hytedata_daemon", "run"])
    daemon.configure(ASLEEP)
    yield daemon
    daemon.kill()


def test_it_starts_serves_its_pages_reads_its_file_again_and_stops(
    daemon: Daemon, systemd: Listener
) -> None:
    daemon.start()
    systemd.until("READY")
    pages = [daemon.status(path) for path in ("/", "/healthz", "/readyz", "/metrics")]
    daemon.configure(ASLEEP + "[daemon.jobs.nap]\n")
    daemon.send(signal.SIGHUP)
    broken = systemd.until("READY")
    daemon.send(signal.SIGTERM)
    code = daemon.code()

    assert pages == [303, 200, 200, 200]
    assert "is broken, the settings before stay" in broken["STATUS"]
    assert code == 0
    assert [one for one in daemon.events if one.startswith(("daemon_", "config_"))] == [
        "daemon_started",
        "config_refused",
        "daemon_stopping",
        "daemon_stopped",
    ]


def test_a_store_is_made_where_there_is_none(daemon: Daemon, systemd: Listener) -> None:
    (daemon.folder / "hytedata.db").unlink()

    daemon.start()
    systemd.until("READY")

    assert (daemon.folder / "hytedata.db").stat().st_mode & 0o077 == 0
