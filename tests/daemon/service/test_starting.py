import socket
from collections.abc import Callable

import pytest

from hytedata.errors import StoreError
from hytedata_daemon.service.signals import Signals
from hytedata_daemon.service.starting import AddressUnusable, StoppedAtStart, bind, prepare_store
from hytedata_daemon.service.systemd import Notifier
from hytedata_daemon.settings import Settings
from tests.daemon.service.conftest import Listener

Load = Callable[..., Settings]


class Away:
    """A store that does not answer so many times."""

    def __init__(self, times: int, *, passes: bool = True) -> None:
        self.left, self.passes = times, passes
        self.asked = 0

    def __call__(self, settings: Settings) -> None:
        self.asked += 1
        if self.left:
            self.left -= 1
            raise StoreError("the store cannot be reached", passes=self.passes)


class Clock:
    """A clock that goes on by 20 seconds at each look, so that no wait is a real one."""

    def __init__(self) -> None:
        self.shows = 0.0

    def __call__(self) -> float:
        self.shows += 20
        return self.shows


def prepare(
    settings: Settings, store: Away, *, signals: Signals | None = None, address: str = ""
) -> None:
    prepare_store(
        settings,
        store,
        signals or Signals(),
        Notifier(address),
        patience_s=300,
        monotonic=Clock(),
    )


def test_a_store_that_does_not_answer_yet_is_asked_again(load: Load) -> None:
    store = Away(2)

    prepare(load(), store)

    assert store.asked == 3


def test_systemd_hears_what_is_waited_for_and_that_it_takes_longer(
    load: Load, systemd: Listener
) -> None:
    prepare(load(), Away(1), address=systemd.address)

    assert systemd.next()["STATUS"] == "preparing the store"
    waiting = systemd.next()
    assert waiting["STATUS"] == "waiting: the store cannot be reached"
    assert int(waiting["EXTEND_TIMEOUT_USEC"]) >= 60_000_000


def test_it_is_not_asked_for_ever(load: Load) -> None:
    store = Away(1000)

    with pytest.raises(StoreError, match="cannot be reached"):
        prepare(load(), store)

    assert 2 <= store.asked <= 300 / 20


def test_what_does_not_pass_by_itself_is_told_at_once(load: Load) -> None:
    store = Away(1, passes=False)

    with pytest.raises(StoreError):
        prepare(load(), store)

    assert store.asked == 1


def test_a_signal_ends_the_wait_before_anything_has_begun(load: Load) -> None:
    signals = Signals()
    signals.ask("stop")

    with pytest.raises(StoppedAtStart):
        prepare_store(load(), Away(1), signals, Notifier(), patience_s=300)


def test_an_address_that_is_taken_is_told_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(AddressUnusable) as caught:
            bind("127.0.0.1", port)

    assert caught.value.port == port
    assert "set daemon.web.host and daemon.web.port" in str(caught.value)


def test_an_address_of_another_machine_cannot_be_served_at() -> None:
    with pytest.raises(AddressUnusable, match=r"192\.0\.2\.1 port 8470"):
        bind("192.0.2.1", 8470)
