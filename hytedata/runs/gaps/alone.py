"""One run of the rules at a time: two would each take what the other finds for mended."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from hytedata.store import Store

FINDINGS: Final = "the findings"
LONGEST_S: Final = 3600.0
"""So long a run holds them, which is longer than one of a million findings takes; that of a
process that died on this machine is free at once."""


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """Hold the findings of *store* while the block runs.

    Raises:
        LeaseHeld: Another run holds them.
    """
    with store.lease(FINDINGS, "gaps run", seconds=LONGEST_S):
        yield
