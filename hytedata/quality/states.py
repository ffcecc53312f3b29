"""How the state of a finding moves from run to run: pure."""

from typing import Final, Literal, TypeAlias

from hytedata.models.finding import FindingState

Seen: TypeAlias = Literal["found", "not-found", "record-gone", "not-checked"]
"""What a run saw of a finding. `record-gone`: its record is no longer there. `not-checked`: its
rule or its record was not looked at."""

THERE: Final[frozenset[FindingState]] = frozenset({"new", "open", "reopened", "waived"})
"""States of what was there when it was last looked at."""

TOLD: Final[tuple[FindingState, ...]] = ("new", "open", "reopened")
"""States of what is to be mended."""


def next_state(
    before: FindingState | None, seen: Seen, *, waived: bool = False
) -> FindingState | None:
    """Return the state after a run; None: there is no finding, and there was none.

    What was not looked at is never taken for mended: only `not-found` makes `fixed`.

    Args:
        before: The state before the run; None: it was never there.
        seen: What the run saw of it.
        waived: Whether a waiver holds for it now.
    """
    if before is None:
        return None if seen != "found" else "waived" if waived else "new"
    if seen == "found":
        if waived:
            return "waived"
        return "reopened" if before in ("fixed", "gone") else "open"
    if before == "fixed":
        return "fixed"
    if seen == "record-gone":
        return "gone"
    if seen == "not-found":
        return "fixed"
    return "gone" if before == "gone" else "unchecked"
