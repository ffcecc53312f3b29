"""What the engine's tables and the store's say against each other, and what to do about it.

Both are written one after the other, so a crash or an outage between leaves them at odds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Final

from hytedata.store.due import DueRow, WorkKey
from hytedata_daemon.engine.active import Active
from hytedata_daemon.engine.dueness import DueWork
from hytedata_daemon.outcome import Work

STRAY_S: Final = 10.0
"""So long a work may be on its way between queue, hands and end."""


def lost_works(
    rows: Mapping[WorkKey, DueRow],
    active: Sequence[Active],
    find: Callable[[WorkKey], DueRow | None],
) -> Iterator[DueWork]:
    """Yield works that began and never ended, and that the engine knows nothing of any more.

    Its tables are not copied with a store, and may be lost. A work is active from before it begins
    to after it ends: one that is open before and after *active* was read, and is not in it, is in
    nobody's hands.

    Args:
        rows: What was known of each work before *active* was read.
        active: What waits or is at work.
        find: Reads a row anew.
    """
    busy = {one.exclusive for one in active}
    for key, row in rows.items():
        if not row.is_open or row.began_at is None:
            continue
        work = Work.model_validate(key._asdict())
        if work.exclusive in busy:
            continue
        again = find(key)
        if again is not None and again.is_open and again.began_at == row.began_at:
            yield DueWork(work, row.began_at)


def deserted(active: Sequence[Active], here: Set[str]) -> frozenset[str]:
    """Return the executors that have work in hand, and are not among the daemons *here*.

    Read *active* first: who is new there has come before.
    """
    return frozenset(one.executor for one in active if one.executor) - here


class Strays:
    """Watches for works that are said to be in this process' hands, and are not.

    Such are left where the database was away while DBOS noted how they ended. A launch under the
    same id takes them up.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._since: dict[str, float] = {}

    def look(self, active: Sequence[Active], executor: str, in_hand: Set[str]) -> bool:
        """Whether a work has been astray for longer than it may be on its way."""
        now = self._monotonic()
        astray = {one.id for one in active if one.executor == executor} - in_hand
        self._since = {id: self._since.get(id, now) for id in astray}
        return any(now - since >= STRAY_S for since in self._since.values())

    def forget(self) -> None:
        """Watch anew."""
        self._since.clear()
