"""A share of an upstream is renewed by a thread of its own, for as long as it is in use."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from hytedata.errors import StoreError
from hytedata.sync.held import awake

_TIMES: Final = 4
"""So often a share is renewed before it would run out: a store may be busy for a while."""


class Renewing:
    """Renews while the context is open.

    Args:
        renew: Renews, and returns how many slots are still held.
        held: How many there are to be.
        lasts_s: How long they last, seconds.
        clock: In seconds; it never jumps, and goes on while the machine sleeps.
    """

    def __init__(
        self,
        renew: Callable[[], int],
        held: int,
        lasts_s: float,
        *,
        clock: Callable[[], float] = awake,
    ) -> None:
        self._renew, self._held, self._lasts_s, self._clock = renew, held, lasts_s, clock
        self._since = clock()
        self._taken_over = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upstream-share", daemon=True)

    @property
    def is_lost(self) -> bool:
        """Whether another may hold it: somebody took it over, or it could not be renewed in time.

        A machine that slept for longer has lost it, too.
        """
        return self._taken_over or self._clock() - self._since >= self._lasts_s

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(self._lasts_s / _TIMES):
            self.renew()

    def renew(self) -> None:
        """Renew now. A store that cannot be used is asked again the next time."""
        before = self._clock()
        try:
            if self._renew() < self._held:
                self._taken_over = True
        except StoreError:
            return
        # From before it was asked for: a slow store makes it shorter, never longer.
        self._since = before
