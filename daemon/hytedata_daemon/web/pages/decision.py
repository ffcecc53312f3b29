"""`/plans/{id}/decision`: a person lets a plan through, or keeps it back, with name and reason."""

from typing import Final, cast

from starlette.responses import RedirectResponse, Response

from hytedata.models.common import Json
from hytedata.models.sync_state import PlanDecision
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.forms import Form
from hytedata_daemon.web.pages.plan import KnownPlan, known_plan
from hytedata_daemon.web.pages.problems import PageProblem
from hytedata_daemon.web.pages.rendering import page

DECISIONS: Final = ("approve", "reject")
LONGEST_REASON: Final = 1000


def show(asked: Asked) -> Response:
    """Repeat what a plan does, and ask for the person's word."""
    known = _open_plan(asked)
    decision = asked.choice("decision", DECISIONS) or "approve"
    if decision not in known.offers:
        return _to_plan(asked, known)  # which says who decided so
    return _confirmation(asked, known, decision)


def take(asked: Asked, form: Form) -> Response:
    """Keep the decision; an approved plan is applied as soon as the daemon comes to it."""
    known = _open_plan(asked)
    decision, reason = form.text("decision"), form.text("reason")
    if decision not in DECISIONS:
        raise PageProblem(400, "form", way=f"/plans/{known.plan.id}")
    held = known.decision
    if form.text("seen") != str(len(known.decisions)) and held is not None:
        # An old form: of the same person it was sent twice, of another it came too late.
        if (held.who, held.decision) == (asked.user.name, decision):
            return _to_plan(asked, known, decision)
        key = "decided-you" if held.who == asked.user.name else "decided"
        raise PageProblem(409, key, way=f"/plans/{known.plan.id}", who=held.who)
    if len(reason) > LONGEST_REASON or (decision == "reject" and not reason):
        fault = "too-long" if reason else "reason-missing"
        return _confirmation(asked, known, decision, fault=fault, reason=reason)
    store, who, key = asked.store, asked.user.name, known.organisation.id
    store.record_approval(
        known.plan.id, who, decision=cast("PlanDecision", decision), reason=reason
    )
    number = len(known.plan.changes)
    detail: dict[str, Json] = {"plan": known.plan.id, "changes": number, "reason": reason}
    store.audit(f"{decision}-plan", who=who, organisation=key, detail=detail)
    if decision == "approve":
        asked.parts.ask(key, "apply", False, who)
    return _to_plan(asked, known, decision)


def _to_plan(asked: Asked, known: KnownPlan, done: str = "") -> Response:
    root = asked.request.scope.get("root_path", "")
    told = f"?done={done}" if done else ""
    return RedirectResponse(f"{root}/plans/{known.plan.id}{told}", 303)


def _open_plan(asked: Asked) -> KnownPlan:
    """Return the plan where a decision on it still counts.

    Raises:
        PageProblem: The user may not decide, a newer plan stands, or it was applied.
    """
    known = known_plan(asked)
    asked.require_approver(known.organisation.id)
    if not known.is_latest:
        way = f"/plans/{known.latest.id}" if known.latest else "/"
        raise PageProblem(409, "not-latest", way=way)
    if known.state == "writing":
        raise PageProblem(409, "being-written", way=f"/plans/{known.plan.id}")
    if not known.is_open:
        raise PageProblem(409, "plan-done", way=f"/plans/{known.plan.id}")
    return known


def _confirmation(
    asked: Asked, known: KnownPlan, decision: str, *, fault: str = "", reason: str = ""
) -> Response:
    return page(
        asked,
        "decision.html.j2",
        status=422 if fault else 200,
        known=known,
        plan=known.plan,
        decision=decision,
        words="withdraw" if decision == "reject" and known.decision else decision,
        fault=fault,
        reason=reason,
        longest=LONGEST_REASON,
        irreversible=sum(one.irreversible for one in known.plan.changes),
        lost=sum(one.connections_lost for one in known.plan.changes),
    )
