"""`/organisations/{id}`: one organisation with all that there is to do and to read."""

from typing import Final

from starlette.responses import Response

from hytedata.runs.registers import login_name
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.overview import card_of
from hytedata_daemon.web.pages.rendering import page
from hytedata_daemon.web.pages.reviewed import reviewed
from hytedata_daemon.web.pages.standing import numbers_of

_PLANS: Final = 15
_RUNS: Final = 15


def show(asked: Asked) -> Response:
    """Show an organisation."""
    organisation = asked.organisation(asked.path("id"))
    store, key = asked.store, organisation.id
    heads = store.plan_heads(key, limit=_PLANS)
    decisions = store.overview.last_decisions([one.id for one in heads])
    counted = store.catalogue.findings.counts(owner=key)
    findings = {
        severity: sum(one.found for one in counted if one.severity == severity)
        for severity in ("error", "warning", "info")
    }
    latest = asked.latest_plan(key)
    return page(
        asked,
        "organisation.html.j2",
        organisation=organisation,
        card=card_of(asked, key),
        plans=[(one, numbers_of(one), decisions.get(one.id)) for one in heads],
        runs=store.last_runs(key, limit=_RUNS),
        texts=reviewed(store, key),
        candidates=latest.summary.get("candidates", 0) if latest else 0,
        findings=findings,
        open_writes=len(store.open_intents(key, login_name(organisation))),
    )
