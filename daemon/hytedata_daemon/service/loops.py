"""Work that is done again and again on a thread of its own, and whether it still turns."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from hytedata.errors import HytedataError

PATIENCE_S: Final = 180.0
"""One turn may take so long before its loop counts as hanging: a locked SQLite file alone may hold
each statement for half a minute."""

log = logging.getLogger(__name__)


class Loop:
    """Calls a function at once, then every so many seconds, until it is told to end.

    What a turn raises does not end the loop: it is logged when it begins, when it changes and when
    it is over, and the next turn comes at its time.

    Args:
        name: For logs and for the thread.
        patience_s: A turn may come or last so long beyond its time before the loop hangs.
        monotonic: A clock that does not jump, in seconds.
    """

    def __init__(
        self,
        name: str,
        *,
        patience_s: float = PATIENCE_S,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._patience_s, self._rest_s = patience_s, 0.0
        self._monotonic = monotonic
        self._ending, self._awake = threading.Event(), threading.Event()
        self._turned_at = monotonic()
        self._trouble = ""
        self._thread: threading.Thread | None = None

    @property
    def trouble(self) -> str:
        """What the last turn failed with, in a sentence; "" where it went well."""
        return self._trouble

    def start(self, turn: Callable[[], object], *, rest_s: Callable[[], float]) -> None:
        """Begin, with a turn at once.

        Args:
            turn: Nothing interrupts it.
            rest_s: From the end of a turn to the next one, in seconds; asked after each.
        """
        self._turned_at = self._monotonic()
        # Not waited for by the interpreter's end: a turn that hangs must not keep the process.
        self._thread = threading.Thread(
            target=self._run, args=(turn, rest_s), name=self.name, daemon=True
        )
        self._thread.start()

    def wake(self) -> None:
        """Let the next turn come now."""
        self._awake.set()

    def turns(self) -> bool:
        """Whether it runs and comes round: False before its start, after its end, and in a hang."""
        if self._thread is None or not self._thread.is_alive():
            return False
        return self._monotonic() - self._turned_at < self._rest_s + self._patience_s

    def end(self, *, within_s: float) -> bool:
        """Begin no further turn; returns whether the one in hand ended in time."""
        self._ending.set()
        self._awake.set()
        if self._thread is None:
            return True
        self._thread.join(within_s)
        return not self._thread.is_alive()

    def _run(self, turn: Callable[[], object], rest_s: Callable[[], float]) -> None:
        while True:
            # In this order: an end that comes in between is seen here, or cuts the wait short.
            self._awake.clear()
            if self._ending.is_set():
                return
            self._turned_at = self._monotonic()
            self._note(_fault_of(turn))
            self._turned_at, self._rest_s = self._monotonic(), rest_s()
            self._awake.wait(self._rest_s)

    def _note(self, fault: Exception | None) -> None:
        foreseen = fault is None or isinstance(fault, HytedataError)
        trouble = "" if fault is None else str(fault)
        if not foreseen:
            trouble = f"{type(fault).__name__}: {trouble}"
        if trouble and trouble != self._trouble:
            trace = None if foreseen else fault
            log.error(
                "loop_in_trouble", extra={"loop": self.name, "error": trouble}, exc_info=trace
            )
        elif self._trouble and not trouble:
            log.warning("loop_recovered", extra={"loop": self.name})
        self._trouble = trouble


def _fault_of(turn: Callable[[], object]) -> Exception | None:
    try:
        turn()
    except Exception as exc:  # noqa: BLE001 - not even a fault of ours may end the service
        return exc
    return None
