"""Plan what an organisation would publish, and keep the texts that wait for a person."""

from datetime import timedelta
from typing import Final

import msgspec

from hytedata.config import Config, Organisation
from hytedata.errors import HytedataError
from hytedata.models.plan import Plan, Verdict
from hytedata.runs.plan import plan_organisation
from hytedata.runs.texts import read_texts
from hytedata_daemon.jobs.plain import plain
from hytedata_daemon.jobs.shares import LIPAS, PTV, upstreams_of_lipas
from hytedata_daemon.jobs.task import Task
from hytedata_daemon.outcome import Code, Outcome

TEXT_WAITS: Final = "text-not-approved"
REVIEW_AGES: Final = timedelta(days=7)
"""A review of texts none of which waits is made anew after so long."""


def plan_job(task: Task) -> Outcome:
    """Read both registers for one organisation and keep a plan. Writes nothing to PTV.

    Raises:
        StopAsked: The daemon is to stop.
        HytedataError: A register or the store cannot be used, or a person must look first.
    """
    with task.gate.to(task.config, *upstreams_of_lipas(task.config), PTV) as admitted:
        organisation = task.organisation(admitted.config)
        plan = plan_organisation(admitted.config, organisation, task.environ, task.tell)
        if _gave_nothing(plan.source):
            admitted.gave_nothing(LIPAS, _reason(plan.source))
        untold = _keep_texts(task, admitted.config, organisation, plan)
    return _outcome(plan, untold)


def _keep_texts(task: Task, config: Config, organisation: Organisation, plan: Plan) -> str:
    """Keep what a person is to read of the texts; returns why that could not be had.

    The registers are read a second time for it, whole: a plan reads lightly what has not changed.
    So it is done where a text waits, and now and then.
    """
    if not organisation.texts_require_approval or not _is_due(task, organisation, plan):
        return ""
    try:
        found = read_texts(config, organisation, task.environ, task.tell)
    except HytedataError as error:
        # The plan stands; the texts that were kept before do, too.
        return f"the texts to approve could not be read: {error}"
    task.store.text_reviews.put(organisation.id, msgspec.json.encode(found.review))
    return ""


def _is_due(task: Task, organisation: Organisation, plan: Plan) -> bool:
    if any(one.reason == TEXT_WAITS for one in (*plan.skipped, *plan.warnings)):
        return True
    made_at = task.store.text_reviews.made_at(organisation.id)
    # One that is dated later than now is of a clock that was set back.
    return made_at is None or not timedelta(0) <= task.now() - made_at < REVIEW_AGES


def _outcome(plan: Plan, untold: str) -> Outcome:
    counts = {name: number for name, number in plan.counts.items() if number}
    counts |= {"changes": len(plan.changes), "skipped": len(plan.skipped)}
    incomplete = [one for one in (plan.source, plan.target) if not one.complete]
    if incomplete:
        reasons = [reason for one in incomplete for reason in one.reasons]
        detail = "; ".join(
            ["not everything was read, so the plan holds only what is safe", *reasons[:3]]
        )
        code: Code = "source-incomplete" if incomplete[0] is plan.source else "target-incomplete"
        silent = (LIPAS,) if _gave_nothing(plan.source) else ()
        return Outcome(
            state="incomplete",
            code=code,
            detail=plain(detail),
            counts=counts,
            plan=plan.id,
            upstreams=silent,
        )
    if untold:
        return Outcome(
            state="incomplete",
            code="texts-unread",
            detail=plain(untold),
            counts=counts,
            plan=plan.id,
        )
    return Outcome(state="done", counts=counts, plan=plan.id)


def _gave_nothing(side: Verdict) -> bool:
    return not side.complete and not side.items


def _reason(side: Verdict) -> str:
    return "; ".join(side.reasons[:1])
