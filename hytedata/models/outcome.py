"""What became of a plan's changes."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal, TypeAlias

from pydantic import Field

from hytedata.models.base import Model
from hytedata.models.plan import Kind, Op

RESULT_SCHEMA = 1

State: TypeAlias = Literal["done", "unchanged", "refused-stale", "failed", "unknown", "not-tried"]
Mender: TypeAlias = Literal["", "lipas", "ptv", "configuration", "later"]
"""Who can mend a failure: a person in Lipas, in PTV, in our configuration, or time."""


class ChangeOutcome(Model):
    """What became of one change.

    Attributes:
        state: `done`: written, now or in an earlier run of the same plan. `unchanged`: the
            target had it already. `refused-stale`: the target moved since the plan; a new plan
            decides. `failed`: refused or not possible. `unknown`: the answer was lost and could
            not be looked up; the next run does. `not-tried`: something before it did not succeed.
        mend: Who can mend a failure.
        detail: What was seen, with field and remedy.
    """

    change_id: str
    op: Op
    kind: Kind
    name: str
    state: State
    ptv_id: str | None = None
    mend: Mender = ""
    detail: str = ""


class ApplyResult(Model):
    """The result of applying one plan.

    Attributes:
        stopped: Why the run ended before its last change, or "".
    """

    schema_: int = Field(default=RESULT_SCHEMA, alias="schema")
    plan_id: str
    organisation: str
    outcomes: tuple[ChangeOutcome, ...]
    stopped: str = ""

    @property
    def counts(self) -> Mapping[State, int]:
        """How many changes ended in each state."""
        return Counter(outcome.state for outcome in self.outcomes)

    @property
    def complete(self) -> bool:
        """Whether every change is in the target now."""
        return all(outcome.state in {"done", "unchanged"} for outcome in self.outcomes)
