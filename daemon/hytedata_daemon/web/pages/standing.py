"""Where one organisation stands, and how much it needs a person: pure, from what the store says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias, cast

from hytedata.config import Organisation
from hytedata.models.common import Json
from hytedata.models.sync_state import Approval, PlanHead, Run
from hytedata.store.overview import DueWork

PlanState: TypeAlias = Literal[
    "none", "nothing", "held", "observe", "limit", "waits", "approved", "rejected", "by-itself",
    "writing", "applied", "partly", "failed",
]  # fmt: skip
"""What becomes of a plan. `held`: it changes nothing, since items wait for a text or a pair.
`limit`, `waits`: a person must decide, beyond a limit or always.
`by-itself`: the next job applies it. `writing`: it is being applied. `applied`, `partly`,
`failed`: it was, or it was tried."""

Urgency: TypeAlias = Literal["decide", "mend", "watch", "calm"]
"""`decide`: a person's word is waited for. `mend`: something failed that a person mends.
`watch`: it goes on by itself, later or with less than everything. `calm`: nothing."""

URGENCIES: Final[tuple[Urgency, ...]] = ("decide", "mend", "watch", "calm")
DECIDED_BY_PEOPLE: Final[frozenset[PlanState]] = frozenset({"limit", "waits"})

_TEXT: Final = "text-not-approved"
_OF_PLANS: Final = frozenset({"plan-waits", "limit-exceeded", "plan-rejected"})
"""Codes of outcomes that the plan itself tells of."""


@dataclass(frozen=True)
class Trouble:
    """A job that did not end well.

    Attributes:
        code: Of its outcome; there are words for those that are known.
        detail: The same in English.
        urgency: Whether a person mends it.
    """

    job: str
    code: str
    detail: str
    at: datetime | None
    urgency: Urgency


@dataclass(frozen=True)
class Standing:
    """Where an organisation stands.

    Attributes:
        plan: The plan that stands; None where none was made yet.
        decision: What a person last decided on it.
        apply: The latest run that wrote to PTV, of this plan or an earlier one.
        complete_at: When both registers were last read completely for it; None: never.
        troubles: What went wrong, the gravest first.
        is_late: Nothing was read completely for longer than the schedule says.
    """

    organisation: Organisation
    plan: PlanHead | None
    state: PlanState
    decision: Approval | None
    apply: Run | None
    complete_at: datetime | None
    troubles: tuple[Trouble, ...]
    is_late: bool

    @property
    def urgency(self) -> Urgency:
        """How much it needs a person."""
        found: list[Urgency] = [one.urgency for one in self.troubles]
        if self.state in DECIDED_BY_PEOPLE:
            found.append("decide")
        if self.texts:
            found.append("decide")
        if self.state == "failed":
            found.append("mend")
        if self.is_late or self.state == "partly" or self.plan is None or self.candidates:
            found.append("watch")
        return min(found, key=URGENCIES.index, default="calm")

    def side(self, name: Literal["source", "target"]) -> bool:
        """Whether the latest plan read all of Lipas (`source`), or of PTV (`target`)."""
        verdict = self.plan.summary.get(name) if self.plan else None
        return isinstance(verdict, Mapping) and verdict.get("complete") is True

    @property
    def texts(self) -> int:
        """How many services and places wait for a text of theirs to be approved."""
        return texts_of(self.plan)

    @property
    def candidates(self) -> int:
        """How many pairs a person may say of that they are the same thing."""
        return candidates_of(self.plan)

    @property
    def counts(self) -> Mapping[str, int]:
        """What the plan changes, by operation."""
        return numbers_of(self.plan)


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0


def texts_of(plan: PlanHead | None) -> int:
    """Return how many items of a plan wait for a text of theirs to be approved."""
    skipped = plan.summary.get("skipped") if plan else None
    return _number(skipped.get(_TEXT) if isinstance(skipped, Mapping) else None)


def candidates_of(plan: PlanHead | None) -> int:
    """Return how many pairs of a plan a person may say of that they are the same thing."""
    return _number(plan.summary.get("candidates")) if plan else 0


def numbers_of(plan: PlanHead | None) -> Mapping[str, int]:
    """Return how many items a plan creates, updates, archives and so on; zeros are left out."""
    counts = plan.summary.get("counts") if plan else None
    if not isinstance(counts, Mapping):
        return {}
    totals: dict[str, int] = {}
    for name, number in counts.items():
        op = name.partition("_")[0]
        if op != "unchanged" and isinstance(number, int) and number:
            totals[op] = totals.get(op, 0) + number
    return totals


def plan_state(
    organisation: Organisation, plan: PlanHead | None, decision: Approval | None, apply: Run | None
) -> PlanState:
    """Return what becomes of the plan that stands."""
    if plan is None:
        return "none"
    if not plan.summary.get("changes"):
        if organisation.policy == "observe":
            return "observe"
        return "held" if texts_of(plan) or candidates_of(plan) else "nothing"
    if apply is not None and apply.started_at >= plan.last_made_at:
        written = _written(apply)
        if not (_is_rejected_since(decision, apply) and written in ("partly", "failed")):
            return written
    if decision is not None:
        return "approved" if decision.decision == "approve" else "rejected"
    if organisation.approval == "always":
        return "limit" if plan.summary.get("blocked") else "waits"
    if organisation.approval == "limits" and plan.summary.get("blocked"):
        return "limit"
    return "by-itself"


def _written(apply: Run) -> PlanState:
    if apply.ended_at is None:
        return "writing"
    if apply.verdict == "complete":
        return "applied"
    return "partly" if apply.verdict == "partial" else "failed"


def _is_rejected_since(decision: Approval | None, apply: Run) -> bool:
    if decision is None or decision.decision != "reject":
        return False
    return decision.approved_at >= apply.started_at


def troubles_of(due: Sequence[DueWork]) -> tuple[Trouble, ...]:
    """Return the jobs whose last end was not a good one, the gravest first."""
    found = [one for one in map(_trouble, due) if one is not None]
    return tuple(sorted(found, key=lambda one: URGENCIES.index(one.urgency)))


def _trouble(due: DueWork) -> Trouble | None:
    state, code = _word(due.outcome, "state"), _word(due.outcome, "code")
    if state in ("", "done", "stopped") or code in _OF_PLANS:
        return None
    urgency = {"waiting": "mend", "failed": "mend"}.get(state, "watch")
    return Trouble(
        due.job, code or state, _word(due.outcome, "detail"), due.ended_at, cast("Urgency", urgency)
    )


def _word(outcome: Mapping[str, Json], name: str) -> str:
    value = outcome.get(name)
    return value if isinstance(value, str) else ""


def is_late(
    complete_at: datetime | None, plan: PlanHead | None, now: datetime, patience: timedelta | None
) -> bool:
    """Whether nothing was read completely for longer than *patience*; None waits for ever."""
    if plan is None or patience is None:
        return False
    return complete_at is None or now - complete_at > patience
