"""Holding an organisation for at least as long as the next write can take."""

import time
from collections.abc import Callable
from typing import Final

from hytedata.models.sync_state import Lease

MARGIN_S: Final = 10.0
"""For clocks of two machines that differ: a lease ends by the clock of whoever looks, seconds."""


def awake() -> float:
    """Seconds on a clock that never jumps, and that goes on while the machine sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)  # not on every system
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class Held:
    """A lease, and how long it is sure to last by our own clock.

    Args:
        lease: The lease, taken.
        lasts_s: How long it lasts from being taken or renewed, seconds.
        needed_s: How long it has to last when a write starts, seconds.
        monotonic: Clock in seconds.
        since: When the lease was asked for; it lasts at least from then.
    """

    def __init__(
        self,
        lease: Lease,
        lasts_s: float,
        needed_s: float,
        monotonic: Callable[[], float],
        since: float,
    ) -> None:
        self._lease, self._lasts_s, self._needed_s = lease, lasts_s, needed_s
        self._monotonic, self._since = monotonic, since

    def for_a_write(self) -> None:
        """Renew the lease where it would not outlast a write that starts now.

        Raises:
            LeaseHeld: Another run has taken it over.
        """
        now = self._monotonic()
        if self._lasts_s - (now - self._since) < self._needed_s:
            self._lease.renew()
            # Counted from before it was asked for: a slow store makes it shorter, never longer.
            self._since = now
