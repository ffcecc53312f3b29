"""How far a plan was written, by its intents and runs; and how the next one is asked for."""

from dataclasses import dataclass
from typing import Final

from hytedata.models.plan import Plan
from hytedata.models.sync_state import IntentState, PlanHead, Run
from hytedata.runs.plan_summary import PUBLISH
from hytedata.store import Store

DAEMON: Final = "hytedata-daemon"
"""Who writes, or asks for a plan, where no person does."""

_LOOKED_AT: Final = 50  # the latest plans; one that undoes a run may stand before

_IN_PLACE: Final[frozenset[IntentState]] = frozenset({"done", "unchanged"})
_AGAIN: Final[frozenset[IntentState]] = frozenset({"open", "abandoned"})
"""An open intent is looked up by the next run; what was abandoned had no effect."""


@dataclass(frozen=True)
class Standing:
    """How far a plan was written.

    Attributes:
        is_written: All of it is in the register.
        is_tried: A run went through all of it since it was made last, and trying once more would
            meet the same.
    """

    is_written: bool
    is_tried: bool


def latest_publishing(store: Store, organisation: str) -> PlanHead | None:
    """Return the latest plan that brings PTV to what Lipas says; None where there is none.

    A plan that undoes a run is applied by the person who asked for it, never from here.
    """
    heads = store.plan_heads(organisation, limit=_LOOKED_AT)
    return next((one for one in heads if one.summary.get("kind") == PUBLISH), None)


def standing_of(store: Store, plan: Plan, head: PlanHead, last_run: Run | None) -> Standing:
    """Say how far *plan* was written."""
    # Of each change the last word counts.
    states = {one.change_id: one.state for one in store.intents_of_plan(plan.id)}
    is_written = all(states.get(change.id) in _IN_PLACE for change in plan.changes)
    may_help = any(states.get(change.id) in _AGAIN for change in plan.changes)
    gone_through = (
        last_run is not None
        and last_run.verdict == "partial"
        and last_run.started_at >= head.last_made_at
    )
    return Standing(is_written, gone_through and not may_help)


def last_run_of(store: Store, head: PlanHead) -> Run | None:
    """Return the latest run that applied a plan; None where none has."""
    numbers = [
        number
        for entry in store.audit_of(head.organisation, ["apply"])
        if entry.detail.get("plan") == head.id and isinstance(number := entry.detail["run"], int)
    ]
    return store.runs(numbers[-1:]).get(numbers[-1]) if numbers else None


def ask_for_a_plan(store: Store, organisation: str) -> None:
    """Have the daemon plan soon, rather than at the next time of that job."""
    store.due.ask(organisation, "plan", who=DAEMON)
