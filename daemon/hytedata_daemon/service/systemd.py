"""Tell systemd how the service stands: ready, reloading, stopping, alive, and one line of status.

The protocol is one datagram per message to the socket that `NOTIFY_SOCKET` names (sd_notify(3)).
Looked for in November 2026: `systemd-watchdog` is the maintained package and knows no reload, no
longer time limit, and times by the wall clock; `sdnotify` is of 2017; `cysystemd` and
`systemd-python` are compiled against libsystemd. So these lines are our own.
"""

import logging
import os
import socket
import time
from collections.abc import Callable, Mapping
from typing import Final, Self

_USEC: Final = 1_000_000

log = logging.getLogger(__name__)


class Notifier:
    """Messages to systemd; without one they go nowhere, and none of them ever fails.

    Attributes:
        watchdog_s: After so many seconds without a sign of life systemd kills the service; None
            where it does not watch.
    """

    def __init__(self, address: str = "", *, watchdog_s: float | None = None) -> None:
        self._address = address
        self.watchdog_s = watchdog_s

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Self:
        """Return what the environment of this process asks for."""
        return cls(environ.get("NOTIFY_SOCKET", ""), watchdog_s=_watchdog_s(environ))

    def ready(self, status: str) -> None:
        """Say that it is up, or that a reload is over."""
        self._tell("READY=1", _status(status))

    def status(self, status: str) -> None:
        """Say in one line how it stands, for `systemctl status`."""
        self._tell(_status(status))

    def reloading(self, *, monotonic_ns: Callable[[], int] = time.monotonic_ns) -> None:
        """Say that a new configuration is being read; `ready` ends it."""
        # Without the time, units of Type=notify-reload take the message for an older one.
        self._tell("RELOADING=1", f"MONOTONIC_USEC={monotonic_ns() // 1000}")

    def stopping(self, status: str, *, within_s: float) -> None:
        """Say that it ends, and needs so many seconds whatever limit the unit has."""
        self._tell("STOPPING=1", _status(status), _extension(within_s))

    def starting(self, status: str, *, within_s: float) -> None:
        """Say that it is not up yet, and needs so many seconds more."""
        self._tell(_status(status), _extension(within_s))

    def alive(self) -> None:
        """Give a sign of life."""
        self._tell("WATCHDOG=1")

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        # A name that begins with @ is one without a file; a zero byte stands for that.
        address = "\0" + self._address[1:] if self._address[0] == "@" else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                sender.settimeout(1)
                sender.sendto("\n".join(lines).encode(), address)
        except OSError as exc:
            # The service is worth more than what is told of it.
            log.debug("systemd_not_told", extra={"error": str(exc)})


def _status(text: str) -> str:
    return f"STATUS={' '.join(text.split())}"


def _extension(seconds: float) -> str:
    return f"EXTEND_TIMEOUT_USEC={int(seconds * _USEC)}"


def _watchdog_s(environ: Mapping[str, str]) -> float | None:
    usec = environ.get("WATCHDOG_USEC", "")
    # The variables are inherited: they may be meant for the process that started this one.
    if not usec.isdecimal() or environ.get("WATCHDOG_PID", "") not in ("", str(os.getpid())):
        return None
    return int(usec) / _USEC or None
