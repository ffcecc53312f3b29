"""Signals of the process, turned into wishes that the main thread takes one after the other."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Final, Literal, TypeAlias

Wish: TypeAlias = Literal["stop", "reload", "look"]
"""`look`: another thread says that something is to be looked at."""

_WISHES: Final[dict[signal.Signals, Wish]] = {
    signal.SIGTERM: "stop",
    signal.SIGINT: "stop",
    signal.SIGHUP: "reload",
}


class Signals:
    """What the process was asked for, in the order in which it was asked."""

    def __init__(self) -> None:
        # Its `put` may interrupt its own `get` on the same thread, as a handler does. An Event's
        # `set` may not: it would wait for a lock that the interrupted `wait` holds.
        self._wishes: SimpleQueue[Wish] = SimpleQueue()

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Take the signals of this process inside the block; main thread only."""
        before = {number: signal.signal(number, self._arrived) for number in _WISHES}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def ask(self, wish: Wish) -> None:
        """Add a wish, from any thread."""
        self._wishes.put(wish)

    def next(self, timeout_s: float) -> Wish | None:
        """Wait for the next wish; None where none came in time. Not moved by a clock that jumps."""
        try:
            return self._wishes.get(timeout=timeout_s)
        except Empty:
            return None

    def _arrived(self, number: int, frame: FrameType | None) -> None:
        self._wishes.put(_WISHES[signal.Signals(number)])
