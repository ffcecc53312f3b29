"""A systemd that only listens, and a world that is soon published."""

import socket
from collections.abc import Iterator

import pytest

from hytedata.sandbox import World


class Listener:
    """What a service told systemd, message by message."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind("\0" + address[1:] if address.startswith("@") else address)

    def next(self, timeout_s: float = 30.0) -> dict[str, str]:
        """Wait for the next message; its lines by name."""
        self._socket.settimeout(timeout_s)
        lines = self._socket.recv(65_536).decode().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def until(self, key: str) -> dict[str, str]:
        """Wait for a message with *key*; gives it, and forgets those before."""
        while key not in (message := self.next()):
            continue
        return message

    def silent(self) -> bool:
        """Whether nothing more has been said."""
        self._socket.setblocking(False)
        try:
            self._socket.recv(65_536)
        except BlockingIOError:
            return True
        return False

    def forget(self) -> None:
        """Forget what has been said so far."""
        while not self.silent():
            continue

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


@pytest.fixture
def systemd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    """A fake of systemd at a socket without a file, as `NOTIFY_SOCKET` may name one."""
    listener = Listener(f"@hytedata-test-{tmp_path_factory.mktemp('n')}")
    yield listener
    listener.close()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Four sites and an empty PTV."""
    # Late: it has this module's listener in its signatures.
    from tests.daemon.service.publishing import small_world

    return small_world(tmp_path_factory.mktemp("world"))
