"""Write the latest plan of an organisation, where policy and approval allow, and once only."""

from typing import Final, NamedTuple

from hytedata.config import Organisation
from hytedata.errors import ApprovalMissing, InputError, StalePlan
from hytedata.models.outcome import ApplyResult
from hytedata.models.plan import Plan
from hytedata.models.sync_state import Approval, PlanHead, Run
from hytedata.runs.apply import apply_saved, require_same_rules
from hytedata.runs.plan_files import plan_of
from hytedata.sync.pauses import REQUESTS_SPENT, STOP_ASKED
from hytedata.sync.policy import require_approval
from hytedata_daemon.jobs.faults import STOPPED
from hytedata_daemon.jobs.plain import plain
from hytedata_daemon.jobs.shares import PTV
from hytedata_daemon.jobs.standing import (
    DAEMON,
    Standing,
    ask_for_a_plan,
    last_run_of,
    latest_publishing,
    standing_of,
)
from hytedata_daemon.jobs.task import Task
from hytedata_daemon.outcome import Code, Outcome, State

_NEXT: Final = "the next plan takes it up"


def apply_job(task: Task) -> Outcome:
    """Write what is left of the latest plan.

    A plan that was wholly written, tried to its end, or rejected is left alone until there is
    another one; nothing is asked of PTV then.

    Raises:
        HytedataError: PTV or the store cannot be used, or another run holds the organisation.
    """
    organisation = task.organisation()
    head = latest_publishing(task.store, organisation.id)
    if head is None:
        return Outcome(state="done", code="no-plan", detail="there is no plan yet")
    decision = next(reversed(task.store.decisions_on(head.id)), None)
    last_run = last_run_of(task.store, head)
    settled = _settled(head, decision, last_run)
    if settled is not None:
        return settled
    try:
        plan = plan_of(task.store.plan(head.id))
        require_same_rules(task.config, plan)
        standing = standing_of(task.store, plan, head, last_run)
        needless = _needless(plan, standing) or _waiting(plan, organisation, decision)
        outcome = needless or _apply(task, plan, decision)
    except (InputError, StalePlan) as error:  # of another configuration, or another version
        outcome = Outcome(state="done", code="plan-stale", detail=plain(str(error)), plan=head.id)
    if outcome.code == "plan-stale":
        ask_for_a_plan(task.store, organisation.id)
    return outcome


def _settled(head: PlanHead, decision: Approval | None, last_run: Run | None) -> Outcome | None:
    """Say what needs no look at the plan, which may be large: this is asked every few minutes."""
    if not head.summary.get("changes"):
        return Outcome(state="done", code="nothing-to-do", plan=head.id)
    if decision is not None and decision.decision == "reject":
        detail = f"{decision.who} rejected the plan; the next one is looked at anew"
        return Outcome(state="done", code="plan-rejected", detail=detail, plan=head.id)
    if last_run is not None and last_run.verdict == "complete":
        return Outcome(state="done", code="plan-applied", plan=head.id)
    return None


def _needless(plan: Plan, standing: Standing) -> Outcome | None:
    if standing.is_written:
        return Outcome(state="done", code="plan-applied", plan=plan.id)
    if standing.is_tried:
        detail = f"what of the plan could be written is written; of the rest, {_NEXT}"
        return Outcome(state="done", code="plan-tried", detail=detail, plan=plan.id)
    return None


def _waiting(plan: Plan, organisation: Organisation, decision: Approval | None) -> Outcome | None:
    try:
        require_approval(plan, organisation.approval, plan.id if decision else None)
    except ApprovalMissing as error:
        told = str(error).split(";")[0]
        way_on = f"read plan {plan.id} and approve or reject it, in the browser or by sync apply"
        return Outcome(
            state="waiting",
            code="limit-exceeded" if plan.blocked else "plan-waits",
            detail=plain(f"{told}; {way_on}"),
            counts={"changes": len(plan.changes)},
            plan=plan.id,
        )
    return None


def _apply(task: Task, plan: Plan, approval: Approval | None) -> Outcome:
    with task.gate.to(task.config, PTV) as admitted:
        result = apply_saved(
            admitted.config,
            plan,
            task.environ,
            # What is told to stop by an error would leave a write without its end.
            task.listener,
            approved=plan.id if approval else None,
            who=approval.who if approval else DAEMON,
            stop=task.is_to_stop,
        )
        ending = _ending(result)
        if ending.code == "source-unavailable":
            admitted.gave_nothing(PTV, result.stopped)
    return Outcome(
        state=ending.state,
        code=ending.code,
        detail=plain(ending.detail),
        counts={str(state): number for state, number in result.counts.items()},
        plan=plan.id,
        upstreams=(PTV,) if ending.code == "source-unavailable" else (),
    )


class _Ending(NamedTuple):
    state: State
    code: Code = ""
    detail: str = ""


def _ending(result: ApplyResult) -> _Ending:
    """Say how an apply ended; a result tells in words why it stopped, and who can mend what."""
    if result.complete:
        return _Ending("done")
    if result.stopped == STOP_ASKED:
        return _Ending("stopped", STOPPED.code, STOPPED.detail)
    if result.stopped == REQUESTS_SPENT:
        detail = "the requests that one run may send are spent; the next run goes on"
        return _Ending("incomplete", "requests-spent", detail)
    menders = {one.mend for one in result.outcomes if one.state in ("failed", "unknown")}
    if result.stopped and "configuration" in menders:
        return _Ending("waiting", "login-refused", result.stopped)
    if result.stopped and "later" in menders:
        return _Ending("failed", "source-unavailable", result.stopped)
    if result.stopped:
        return _Ending("busy", "lease-held", result.stopped)
    states = {one.state for one in result.outcomes} - {"done", "unchanged"}
    if states <= {"refused-stale", "not-tried"}:
        detail = f"PTV has changed since the plan was made, so a part was not written; {_NEXT}"
        return _Ending("done", "plan-stale", detail)
    first = next(one for one in result.outcomes if one.state in ("failed", "unknown"))
    number = sum(one.state in ("failed", "unknown") for one in result.outcomes)
    detail = f"{number} change(s) failed; the first, {first.op} of {first.name}: {first.detail}"
    return _Ending("incomplete", "changes-failed", detail)
