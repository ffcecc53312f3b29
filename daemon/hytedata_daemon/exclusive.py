"""A work closed to everybody else while it is done: by the service or a command, anywhere."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Protocol

from hytedata.errors import HytedataError
from hytedata_daemon.jobs.faults import outcome_of_error
from hytedata_daemon.outcome import Outcome, Work

LEASE_S: Final = 30.0
"""How long a work stays closed after the process that did it was cut off from the store. Less than
it takes until another machine's daemon takes over: that one is to find it open."""

log = logging.getLogger(__name__)


class Lease(Protocol):
    """A lease that is held."""

    def renew(self) -> None:
        """Let it last its full time again."""


class Leases(Protocol):
    """The part of a store that gives leases."""

    def lease(
        self, organisation: str, holder: str, *, seconds: float
    ) -> AbstractContextManager[Lease]:
        """Hold what is named, or raise `LeaseHeld`."""


def alone(work: Work, perform: Callable[[], Outcome], leases: Leases, holder: str) -> Outcome:
    """Do a work while it is closed to everybody else; returns how it ended.

    Args:
        work: What.
        perform: Does it, and raises no error of ours.
        leases: Where it is closed to others.
        holder: Who does it, for people.

    Returns:
        `busy` where another is at it: nothing was done then.
    """
    outcome: Outcome | None = None
    try:
        with closed_to_others(work, leases, holder):
            outcome = perform()
    except HytedataError as exc:
        if outcome is None:
            return outcome_of_error(exc, str)
        # What was done is done, and the lease runs out by itself.
        log.warning("work_lease_not_released", extra={"error": str(exc)})
    return outcome


@contextmanager
def closed_to_others(work: Work, leases: Leases, holder: str) -> Iterator[None]:
    """Hold what `work.exclusive` names, for as long as the block lasts.

    A plan or an apply takes its organisation's own lease inside: this one has another name.

    Args:
        work: What is done.
        leases: The store.
        holder: Who does it, for people.

    Raises:
        LeaseHeld: Another is at it.
    """
    with leases.lease(f"work:{work.exclusive}", holder, seconds=LEASE_S) as lease:
        over = threading.Event()
        renewing = threading.Thread(target=_renew, args=(lease, over), name="lease", daemon=True)
        renewing.start()
        try:
            yield
        finally:
            over.set()
            renewing.join()


def _renew(lease: Lease, over: threading.Event) -> None:
    while not over.wait(LEASE_S / 3):
        try:
            lease.renew()
        except HytedataError as exc:
            # What writes to PTV is guarded by the organisation's own lease; this one spares work.
            log.warning("work_lease_not_renewed", extra={"error": str(exc)})
