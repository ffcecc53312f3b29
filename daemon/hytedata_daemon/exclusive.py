"""A work closed to everybody else while it is done: by the service or a command, anywhere."""

import logging
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Protocol

from hytedata.errors import HytedataError
from hytedata_daemon.outcome import Work

LEASE_S: Final = 60.0
"""How long a work stays closed after the process that did it was cut off from the store."""

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
