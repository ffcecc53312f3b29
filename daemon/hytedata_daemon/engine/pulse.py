"""The heartbeat of a daemon, from a thread of its own, so that no slow work looks like death."""

import logging
import threading
import time
from collections.abc import Callable

from hytedata.errors import StoreError

log = logging.getLogger("hytedata.daemon.engine")


class Pulse:
    """Beats until it is stopped, or told that it is taken for dead."""

    def __init__(
        self,
        beat: Callable[[], bool],
        *,
        every_s: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin to beat.

        Args:
            beat: Beats once; False where another has taken over. It may raise `StoreError`.
            every_s: Between beats, in seconds; after one that failed it is a quarter of that.
            monotonic: Seconds on a clock that never jumps.
        """
        self._beat, self._every_s, self._monotonic = beat, every_s, monotonic
        self._failing_since: float | None = None
        self._stop, self._lost = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="hytedata-pulse", daemon=True)
        self._thread.start()

    @property
    def is_lost(self) -> bool:
        """Whether this daemon is taken for dead, and its work for somebody else's."""
        return self._lost.is_set()

    @property
    def failing_s(self) -> float:
        """For how many seconds no beat has been possible; 0 where the last one was."""
        since = self._failing_since
        return 0.0 if since is None else self._monotonic() - since

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
        wait_s = self._every_s
        while not self._stop.wait(wait_s):
            try:
                if not self.beat():
                    return
                wait_s, self._failing_since = self._every_s, None
            except StoreError as exc:
                if self._failing_since is None:
                    self._failing_since = self._monotonic()
                    log.warning("heartbeat_failed", extra={"reason": exc})
                wait_s = self._every_s / 4
