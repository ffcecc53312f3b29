"""`/organisations/{id}/texts`: read the texts that wait, and approve one, some or all shown."""

from typing import Final

from starlette.responses import RedirectResponse, Response

from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.diff import Marked, marked
from hytedata_daemon.web.pages.forms import Form
from hytedata_daemon.web.pages.paging import Paging
from hytedata_daemon.web.pages.problems import PageProblem
from hytedata_daemon.web.pages.rendering import page
from hytedata_daemon.web.pages.reviewed import WaitingText, approvals_of, reviewed

AT_ONCE: Final = 30


def show(asked: Asked) -> Response:
    """Show the texts that wait, some at a time."""
    organisation = asked.organisation(asked.path("id"))
    found = reviewed(asked.store, organisation.id)
    waiting = found.waiting if found else ()
    paging = Paging.of(len(waiting), AT_ONCE, asked.number("page") or 1)
    return page(
        asked,
        "texts.html.j2",
        organisation=organisation,
        found=found,
        texts=[(one, _difference(one)) for one in waiting[paging.span]],
        paging=paging,
        may_approve=asked.user.can_approve(organisation.id),
        approvers=", ".join(asked.approvers(organisation.id)),
        approved=asked.number("approved", least=0),
        refused=asked.number("refused", least=0),
    )


def _difference(one: WaitingText) -> Marked | None:
    return marked(one.before, one.text.text) if one.before else None


def take(asked: Asked, form: Form) -> Response:
    """Approve what was marked; words that are others now are left, and told."""
    organisation = asked.organisation(asked.path("id"))
    asked.require_approver(organisation.id)
    way = f"/organisations/{organisation.id}/texts"
    found = reviewed(asked.store, organisation.id)
    if found is None:
        raise PageProblem(409, "no-texts", way=way)
    one = form.text("one")
    keys = (one,) if one else form.texts("shown" if form.text("all") else "text")
    if not keys:
        raise PageProblem(400, "nothing-marked", way=way)
    approvals, refused = approvals_of(found, keys, asked.user.name)
    if approvals:
        asked.store.approve_texts(organisation.id, approvals)
        detail = {"texts": len(approvals), "items": len({it.item for it in approvals})}
        asked.store.audit(
            "approve-texts", who=asked.user.name, organisation=organisation.id, detail=detail
        )
        asked.parts.ask(organisation.id, "plan", False, asked.user.name)
    root = asked.request.scope.get("root_path", "")
    told = f"done=texts&approved={len(approvals)}&refused={refused}"
    return RedirectResponse(f"{root}{way}?{told}", 303)
