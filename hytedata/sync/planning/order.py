"""The order in which a plan's changes are written."""

from collections.abc import Iterable
from graphlib import TopologicalSorter
from heapq import heapify, heappop, heappush

from hytedata.models.plan import Change

_PHASES = (
    ("service", ("update", "restore", "create", "adopt")),
    ("channel", ("update", "restore", "create", "adopt")),
    ("connection", ("connect",)),
    ("connection", ("disconnect",)),
    ("channel", ("archive",)),
    ("service", ("archive",)),
)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Sort changes: services first, connections last, archiving after all; needs before needers.

    The same changes give the same order, whatever order they come in.
    """
    by_id = {change.id: change for change in changes}
    rank = {change.id: position for position, change in enumerate(sorted(by_id.values(), key=_key))}
    sorter = TopologicalSorter(
        {c.id: [need for need in c.after if need in by_id] for c in by_id.values()}
    )
    sorter.prepare()
    ordered: list[Change] = []
    ready = [(rank[change_id], change_id) for change_id in sorter.get_ready()]
    heapify(ready)
    while ready:
        _, first = heappop(ready)
        ordered.append(by_id[first])
        sorter.done(first)
        for change_id in sorter.get_ready():
            heappush(ready, (rank[change_id], change_id))
    return tuple(ordered)


def _key(change: Change) -> tuple[int, int, str, int]:
    for phase, (kind, ops) in enumerate(_PHASES):
        if change.kind == kind and change.op in ops:
            prefix, _, number = change.source.id.partition(":")
            number_key = int(number) if number.isdigit() else 0
            return phase, ops.index(change.op), prefix, number_key
    raise ValueError(f"no phase for {change.op} {change.kind}")
