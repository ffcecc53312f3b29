"""Who is dead, and how their work comes back: watched, claimed, and given back by a helper."""

import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from hytedata.store.daemons import DaemonRow, Daemons

log = logging.getLogger("hytedata.daemon.engine")

HELPER_S: Final = 60.0
"""A helper that takes longer is ended; the claim runs out, and another tries."""
_WATCHED_FOR: Final = 1 / 3  # of a lease, in which a daemon has missed a beat at least


class Process(Protocol):
    """A helper at work, as `subprocess.Popen` is one."""

    def poll(self) -> int | None:
        """Return its exit code; None while it runs."""

    def kill(self) -> None:
        """End it at once."""


def start_helper(url: str, executor: str) -> Process:
    """Start a process that gives back what *executor* was at work on in the database at *url*."""
    process = subprocess.Popen(
        # -P: nothing is imported from the folder that the daemon happens to run in.
        [sys.executable, "-P", "-m", "hytedata_daemon.engine.as_dead"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    if process.stdin is not None:
        # The URL may hold a password: not among the arguments, which everybody can read.
        process.stdin.write(json.dumps({"url": url, "executor": executor}).encode())
        process.stdin.close()
    return process


def tell_nobody(executor: str, machine: str) -> None:
    """Tell nobody."""


@dataclass
class _Helper:
    process: Process
    kill_at: float
    dead: DaemonRow | None

    def rc(self, now: float) -> int | None:
        if now >= self.kill_at:
            self.process.kill()
        return self.process.poll()


class Recovery:
    """Looks after the daemons of a store that died."""

    def __init__(
        self,
        daemons: Daemons,
        url: str,
        *,
        lease_s: float,
        monotonic: Callable[[], float] = time.monotonic,
        start: Callable[[str, str], Process] = start_helper,
        on_recovered: Callable[[str, str], None] = tell_nobody,
    ) -> None:
        self._daemons, self._url, self._lease_s = daemons, url, lease_s
        self._monotonic, self._start, self._on_recovered = monotonic, start, on_recovered
        self._watched: dict[str, tuple[datetime, float]] = {}
        self._helpers: dict[str, _Helper] = {}

    def look(self, me: str) -> bool:
        """Claim whoever is dead; returns whether work of theirs has come back since the last look.

        Dead is whose process on this machine is gone; else, who was not heard of for the lease by
        the database's clock, and has also been silent for a third of it while being watched from
        here: neither a jump of that clock nor an outage of the database kills anybody.

        Args:
            me: Id of this daemon.

        Raises:
            StoreError: The store cannot be used now.
        """
        suspects = [one for one in self._daemons.suspects(self._lease_s) if one.id != me]
        for one in suspects:
            silent = self._is_silent(one)
            if not (one.process_is_gone or silent) or one.id in self._helpers:
                continue
            if self._daemons.claim(one, me, lease_s=self._lease_s):
                log.warning("daemon_died", extra={"id": one.id, "machine": one.machine})
                self._begin_to_give_back(one.id, dead=one)
        named = {one.id for one in suspects}
        self._watched = {id: seen for id, seen in self._watched.items() if id in named}
        return self._have_come_back()

    def give_back(self, executor: str) -> None:
        """Start a helper that gives back what *executor* was at work on, unless one is at it."""
        if executor not in self._helpers:
            self._begin_to_give_back(executor, dead=None)

    def _begin_to_give_back(self, executor: str, *, dead: DaemonRow | None) -> None:
        process, kill_at = self._start(self._url, executor), self._monotonic() + HELPER_S
        self._helpers[executor] = _Helper(process, kill_at, dead)

    def close(self) -> None:
        """Wait for no helper any more; whom they were about can be claimed again."""
        for helper in self._helpers.values():
            helper.process.kill()
        self._helpers.clear()

    def _is_silent(self, one: DaemonRow) -> bool:
        now = self._monotonic()
        seen_at, since = self._watched.get(one.id, (None, now))
        if seen_at != one.seen_at:
            since = now
        self._watched[one.id] = (one.seen_at, since)
        return now - since >= self._lease_s * _WATCHED_FOR

    def _have_come_back(self) -> bool:
        come_back = False
        for executor, helper in list(self._helpers.items()):
            rc = helper.rc(self._monotonic())
            if rc is None:
                continue
            del self._helpers[executor]
            if rc == 0:
                self._daemons.leave(executor)
                self._tell(helper.dead)
                come_back = True
            else:
                log.error("recovery_failed", extra={"id": executor, "rc": rc})
        return come_back

    def _tell(self, dead: DaemonRow | None) -> None:
        if dead is None:
            return
        try:
            self._on_recovered(dead.id, dead.machine)
        except Exception:
            # The work is back, whoever was to hear of it.
            log.exception("recovery_not_told", extra={"id": dead.id})
