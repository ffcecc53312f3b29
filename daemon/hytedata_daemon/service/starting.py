"""Before the parts run: the address of the pages is taken, the store is waited for and prepared."""

import logging
import socket
import time
from collections.abc import Callable
from typing import Final

from hytedata.errors import PermanentError, StoreError
from hytedata_daemon.service.parts import Prepare
from hytedata_daemon.service.signals import Signals
from hytedata_daemon.service.systemd import Notifier
from hytedata_daemon.settings import Settings

PATIENCE_S: Final = 300.0
"""A store that does not answer is asked again for so long: after a power cut a database server may
take minutes to come up."""

_FIRST_PAUSE_S: Final = 1.0
_LONGEST_PAUSE_S: Final = 15.0
_STATEMENT_S: Final = 900.0  # one try may copy a large store and change its schema

log = logging.getLogger(__name__)


class AddressUnusable(PermanentError):
    """The pages cannot be served at the address that the configuration names."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"the pages cannot be served at {host} port {port} ({reason}); end the program that "
            "uses it (ss -ltnp shows which), or set daemon.web.host and daemon.web.port"
        )
        self.host, self.port = host, port


class StoppedAtStart(Exception):
    """The service was told to stop before it was up; nothing had begun."""


def bind(host: str, port: int) -> socket.socket:
    """Take the address of the pages; until they are served connections are refused.

    Raises:
        AddressUnusable: Another program has it, it is not of this machine, or it is reserved.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named: else asyncio lets small answers wait for each other.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # Else a restart would have to wait for connections of the last one to be forgotten.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as exc:
        listening.close()
        raise AddressUnusable(host, port, exc.strerror or str(exc)) from exc
    return listening


def prepare_store(
    settings: Settings,
    prepare: Prepare,
    signals: Signals,
    notifier: Notifier,
    *,
    patience_s: float = PATIENCE_S,
    monotonic: Callable[[], float] = time.monotonic,
) -> None:
    """Prepare the store; wait for one that does not answer yet or is locked by another.

    Raises:
        StoreError: It cannot be used, or was out of reach for *patience_s*.
        StoppedAtStart: A signal came meanwhile.
    """
    until, pause_s = monotonic() + patience_s, _FIRST_PAUSE_S
    notifier.starting("preparing the store", within_s=_STATEMENT_S)
    while True:
        try:
            prepare(settings)
            return
        except StoreError as exc:
            if not exc.passes or monotonic() + pause_s > until:
                raise
            log.warning("store_waited_for", extra={"error": str(exc), "pause_s": pause_s})
            notifier.starting(f"waiting: {exc}", within_s=pause_s + _STATEMENT_S)
        _pause(signals, pause_s, monotonic)
        pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)


def _pause(signals: Signals, seconds: float, monotonic: Callable[[], float]) -> None:
    until = monotonic() + seconds
    while (left := until - monotonic()) > 0:
        # Anything else that is asked for can wait: the settings are read anew by a restart.
        if signals.next(left) == "stop":
            raise StoppedAtStart
