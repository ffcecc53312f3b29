"""Read what a change is about to touch, and refuse it where it moved since the plan."""

from hytedata.models.plan import Change
from hytedata.models.publication import TargetItem
from hytedata.sync.outcomes import NotNow
from hytedata.sync.ports import Target


def current_of(change: Change, target: Target) -> TargetItem | None:
    """Return the item that a change is about to write; None for one that is not there yet.

    Raises:
        NotNow: It is gone, back, being edited, or another than when the plan was made.
    """
    if change.op == "create":
        return None
    kind = "service" if change.kind == "connection" else change.kind
    current = target.look(kind, change.ptv_id or "")
    if change.op == "restore":
        if current is not None:
            raise _stale("somebody brought it back in PTV after the plan was made")
        return None
    if current is None:
        raise _stale("it is no longer in PTV")
    if current.status not in {"Published", "Draft"}:
        raise NotNow(
            "refused-stale",
            f"it has unpublished edits in PTV (status {current.status}); publish or discard "
            "them in PTV, then make a new plan",
            "ptv",
        )
    # A disconnection takes one pair out of the list as it stands: it has no base to move from.
    if change.base is not None and current.version != change.base:
        raise _stale("it was changed in PTV after the plan was made")
    if change.connected is not None and not set(current.connected) <= set(change.connected):
        raise _stale("it was connected in PTV after the plan was made, and that would be lost")
    return current


def _stale(detail: str) -> NotNow:
    return NotNow("refused-stale", f"{detail}; make a new plan", "later")
