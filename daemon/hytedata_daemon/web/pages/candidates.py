"""`/organisations/{id}/candidates`: say of pairs whether they are the same thing."""

from typing import Final

from starlette.responses import RedirectResponse, Response

from hytedata.config import Organisation
from hytedata.errors import NotFound
from hytedata.models.plan import Plan
from hytedata.runs.registers import login_name
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.evidence import told_evidence
from hytedata_daemon.web.pages.forms import Form
from hytedata_daemon.web.pages.paging import Paging
from hytedata_daemon.web.pages.pairs import ANSWERS, Pair, answers_of, pairs_of, with_sides
from hytedata_daemon.web.pages.problems import PageProblem
from hytedata_daemon.web.pages.rendering import page

AT_ONCE: Final = 20
_FIELD: Final = "pair:"


def show(asked: Asked) -> Response:
    """Show the pairs of the plan that stands, some at a time, the surest first."""
    organisation = asked.organisation(asked.path("id"))
    pairs = _pairs(asked, organisation)
    paging = Paging.of(len(pairs), AT_ONCE, asked.number("page") or 1)
    return page(
        asked,
        "candidates.html.j2",
        organisation=organisation,
        pairs=[with_sides(asked.store, one, asked.language) for one in pairs[paging.span]],
        undecided=sum(one.decided is None for one in pairs),
        paging=paging,
        evidence=lambda found: told_evidence(found, asked.t),
        answers=ANSWERS,
        field=_FIELD,
        may_approve=asked.user.can_approve(organisation.id),
        approvers=", ".join(asked.approvers(organisation.id)),
        kept=asked.number("kept", least=0),
        faults=asked.number("faults", least=0),
    )


def take(asked: Asked, form: Form) -> Response:
    """Keep the answers; the next plan carries them out."""
    organisation = asked.organisation(asked.path("id"))
    asked.require_approver(organisation.id)
    way = f"/organisations/{organisation.id}/candidates"
    store, login, who = asked.store, login_name(organisation), asked.user.name
    given = dict(form.beginning(_FIELD))
    answers = answers_of(
        _pairs(asked, organisation), given, store.links(organisation.id, login), who
    )
    if not answers.decisions and not answers.faults:
        raise PageProblem(400, "nothing-marked", way=way)
    if answers.decisions:
        store.decide(organisation.id, login, answers.decisions)
        adopted = sum(one.decision == "adopt" for one in answers.decisions)
        detail = {"adopt": adopted, "reject": len(answers.decisions) - adopted}
        store.audit("adopt", who=who, organisation=organisation.id, detail=detail)
        asked.parts.ask(organisation.id, "plan", False, who)
    root = asked.request.scope.get("root_path", "")
    told = f"done=candidates&kept={len(answers.decisions)}&faults={len(answers.faults)}"
    return RedirectResponse(f"{root}{way}?{told}", 303)


def _pairs(asked: Asked, organisation: Organisation) -> list[Pair]:
    head = asked.latest_plan(organisation.id)
    if head is None:
        return []
    try:
        plan = Plan.model_validate_json(asked.store.plan(head.id))
    except NotFound:  # forgotten in this moment
        return []
    decisions = asked.store.decisions(organisation.id, login_name(organisation))
    return pairs_of(plan, decisions)
