"""What becomes of a change while a plan is applied: its outcome, and why it is not written now."""

from collections.abc import Iterator, Sequence
from typing import Final

from hytedata.errors import AnswerLost
from hytedata.models.outcome import ChangeOutcome, Mender, State
from hytedata.models.plan import Change

CONNECTIONS_AT_ONCE: Final = 50


class NotNow(Exception):
    """A change is not written, for a reason that is an outcome rather than an error."""

    def __init__(self, state: State, detail: str, mend: Mender = "") -> None:
        super().__init__(detail)
        self.state: State = state
        self.detail, self.mend = detail, mend


class Stopped(Exception):
    """The organisation is no longer held: nothing more may be sent."""


class StillOpen(AnswerLost):
    """An answer was lost and could not be looked up: its intent stays open."""


def groups(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """Split changes into runs that are written together: connections in batches, others alone."""
    batch: list[Change] = []
    for change in changes:
        if batch and (change.op != "connect" or len(batch) == CONNECTIONS_AT_ONCE):
            yield batch
            batch = []
        if change.op == "connect":
            batch.append(change)
        else:
            yield [change]
    if batch:
        yield batch


def outcome_of(
    change: Change, state: State, ptv_id: str | None, detail: str, mend: Mender = ""
) -> ChangeOutcome:
    """Say what became of a change; *mend* is who can mend a failure."""
    return ChangeOutcome(
        change_id=change.id,
        op=change.op,
        kind=change.kind,
        name=change.name,
        state=state,
        ptv_id=ptv_id,
        mend=mend,
        detail=detail,
    )
