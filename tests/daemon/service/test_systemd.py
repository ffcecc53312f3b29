import os
import tempfile
from pathlib import Path

import pytest

from hytedata_daemon.service.systemd import Notifier
from tests.daemon.service.conftest import Listener


def test_systemd_is_told_that_the_service_is_up(systemd: Listener) -> None:
    notifier = Notifier.of({"NOTIFY_SOCKET": systemd.address})

    notifier.ready("2 organisations")

    assert systemd.next() == {"READY": "1", "STATUS": "2 organisations"}


def test_a_socket_may_be_a_file() -> None:
    with tempfile.TemporaryDirectory(prefix="n-") as folder:
        listener = Listener(str(Path(folder, "notify")))

        Notifier(listener.address).alive()

        assert listener.next() == {"WATCHDOG": "1"}
        listener.close()


def test_a_reload_says_when_it_began_by_the_clock_that_systemd_compares(systemd: Listener) -> None:
    Notifier(systemd.address).reloading(monotonic_ns=lambda: 1_234_567_890)

    assert systemd.next() == {"RELOADING": "1", "MONOTONIC_USEC": "1234567"}


def test_stopping_asks_for_the_time_that_work_may_take(systemd: Listener) -> None:
    Notifier(systemd.address).stopping("ending", within_s=300)

    told = systemd.next()

    assert (told["STOPPING"], told["EXTEND_TIMEOUT_USEC"]) == ("1", "300000000")


def test_a_status_of_several_lines_cannot_pass_as_another_message(systemd: Listener) -> None:
    Notifier(systemd.address).status("broken:\nREADY=1")

    assert systemd.next() == {"STATUS": "broken: READY=1"}


def test_without_systemd_nothing_is_told_and_nothing_fails() -> None:
    notifier = Notifier.of({})

    notifier.ready("up")

    assert notifier.watchdog_s is None


def test_a_systemd_that_went_away_does_not_stop_the_service() -> None:
    Notifier("/nowhere/notify").status("up")


@pytest.mark.parametrize(
    ("environ", "seconds"),
    [
        ({"WATCHDOG_USEC": "120000000"}, 120.0),
        ({"WATCHDOG_USEC": "500000", "WATCHDOG_PID": str(os.getpid())}, 0.5),
        ({"WATCHDOG_USEC": "500000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
def test_the_watchdog_is_the_one_of_this_process(
    environ: dict[str, str], seconds: float | None
) -> None:
    assert Notifier.of(environ).watchdog_s == seconds
