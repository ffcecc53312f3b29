"""The heartbeat of a daemon, from a thread of its own, so that no slow work looks like death."""

import logging
import threading
from collections.abc import Callable

from hytedata.errors import StoreError

log = logging.getLogger("hytedata.daemon.engine")


class Pulse:
    """Beats until it is stopped, or told that it is taken for dead."""

    def __init__(self, beat: Callable[[], bool], *, every_s: float) -> None:
        """Begin to beat.

        Args:
            beat: Beats once; False where another has taken over. It may raise `StoreError`.
            every_s: Between beats, in seconds; after one that failed it is a quarter of that.
        """
        self._beat, self._every_s = beat, every_s
        self._stop, self._lost = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="hytedata-pulse", daemon=True)
        self._thread.start()

    @property
    def is_lost(self) -> bool:
        """Whether this daemon is taken for dead, and its work for somebody else's."""
        return self._lost.is_set()

    def beat(self) -> bool:
        """Beat now; returns False where another has taken over.

        Raises:
            StoreError: The store cannot be used now.
        """
        if not self._beat():
            self._lost.set()
        return not self.is_lost

    def stop(self) -> None:
        """Beat no more."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        wait_s, failed = self._every_s, False
        while not self._stop.wait(wait_s):
            try:
                if not self.beat():
                    return
                wait_s, failed = self._every_s, False
            except StoreError as exc:
                if not failed:
                    log.warning("heartbeat_failed reason=%s", exc)
                wait_s, failed = self._every_s / 4, True
