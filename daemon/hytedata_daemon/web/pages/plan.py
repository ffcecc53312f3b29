"""`/plans/{id}`: what a plan would do to PTV, in people's words, and what was decided on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from hytedata.config import Organisation
from hytedata.models.plan import Change, Drift, Plan, SkippedItem
from hytedata.models.sync_state import Approval, PlanDecision, PlanHead
from hytedata_daemon.settings import JobName
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.facts import next_of
from hytedata_daemon.web.pages.plan_view import (
    Part,
    change_view,
    drift_fields,
    parts_of,
    spans_of,
)
from hytedata_daemon.web.pages.problems import PageProblem, refuse_query
from hytedata_daemon.web.pages.rendering import page
from hytedata_daemon.web.pages.standing import (
    DECIDED_BY_PEOPLE,
    PlanState,
    numbers_of,
    plan_state,
)


@dataclass(frozen=True)
class KnownPlan:
    """A plan with all that decides on what may be done with it.

    Attributes:
        latest: The plan that stands; another than this one where this is out of date.
        decisions: The oldest first.
    """

    plan: Plan
    organisation: Organisation
    latest: PlanHead | None
    decisions: tuple[Approval, ...]
    state: PlanState

    @property
    def is_latest(self) -> bool:
        """Whether it is the plan that stands."""
        return self.latest is not None and self.latest.id == self.plan.id

    @property
    def is_open(self) -> bool:
        """Whether a person's word still counts: it stands, changes something, is not applied."""
        return (
            self.is_latest and bool(self.plan.changes) and self.state not in ("applied", "writing")
        )

    @property
    def decision(self) -> Approval | None:
        """What holds."""
        return self.decisions[-1] if self.decisions else None

    @property
    def offers(self) -> tuple[PlanDecision, ...]:
        """What a person may still decide: the other way round, where somebody has decided."""
        if not self.is_open:
            return ()
        if self.decision is None:
            return ("approve", "reject")
        return ("reject",) if self.decision.decision == "approve" else ("approve",)

    @property
    def waits(self) -> bool:
        """Whether nothing happens without a person."""
        return self.is_open and self.state in DECIDED_BY_PEOPLE

    @property
    def numbers(self) -> Mapping[str, int]:
        """What it changes, by operation."""
        return numbers_of(self.latest if self.is_latest else None) or _counted(self.plan)


def _counted(plan: Plan) -> Mapping[str, int]:
    totals: dict[str, int] = {}
    for change in plan.changes:
        totals[change.op] = totals.get(change.op, 0) + 1
    return totals


def known_plan(asked: Asked) -> KnownPlan:
    """Return the plan of the address.

    Raises:
        NotFound: There is none with this id.
        PageProblem: Its organisation is not configured, or not for this user to see.
    """
    plan = Plan.model_validate_json(asked.store.plan(asked.path("id")))
    organisation = asked.organisation(plan.organisation)
    latest, decisions = asked.latest_plan(organisation.id), asked.store.decisions_on(plan.id)
    apply = asked.store.overview.latest_runs({"apply"}, organisation.id).get(
        (organisation.id, "apply")
    )
    last = decisions[-1] if decisions else None
    state = plan_state(organisation, latest, last, apply)
    return KnownPlan(plan, organisation, latest, decisions, state)


def show(asked: Asked) -> Response:
    """Show one part of a plan, a page of it."""
    known = known_plan(asked)
    parts = parts_of(known.plan)
    part = _chosen(asked, parts)
    spans = spans_of(part) if part else [slice(0, 0)]
    number = asked.number("page") or 1
    if number > len(spans):
        raise PageProblem(404, "no-page", page=str(number), pages=str(len(spans)))
    told, some = asked.t, list(part.entries[spans[number - 1]]) if part else []
    return page(
        asked,
        "plan.html.j2",
        known=known,
        plan=known.plan,
        sections=parts,
        part=part,
        number=number,
        pages=len(spans),
        changes=[
            change_view(one, told)
            for one in some
            if isinstance(one, Change) and one.kind != "connection"
        ],
        pairs=_pairs([one for one in some if isinstance(one, Change)]),
        skipped=_by_reason([one for one in some if isinstance(one, SkippedItem)]),
        drift=[(one, drift_fields(one, told)) for one in some if isinstance(one, Drift)],
        irreversible=sum(one.irreversible for one in known.plan.changes),
        may_approve=asked.user.can_approve(known.organisation.id),
        approvers=", ".join(asked.approvers(known.organisation.id)),
        next_at=_next(asked, known),
    )


def _next(asked: Asked, known: KnownPlan) -> datetime | None:
    """Return when a decided plan is written, or the next one made; None where neither is timed."""
    job: JobName = "plan" if known.state == "rejected" else "apply"
    key, daemon = known.organisation.id, asked.settings.daemon
    due = [one for one in asked.store.overview.due_work(key) if one.organisation == key]
    return next_of(daemon, job, due, asked.now, organisation=key)


def _chosen(asked: Asked, parts: Sequence[Part]) -> Part | None:
    wanted = asked.query("part")
    if wanted is None:
        return parts[0] if parts else None
    found = next((one for one in parts if one.key == wanted), None)
    if found is None:
        refuse_query("part", wanted, ", ".join(one.key for one in parts) or "–")
    return found


def _pairs(changes: Sequence[Change]) -> Mapping[str, list[Change]]:
    """Return connections by the service; a change's name is `service – channel`."""
    found: dict[str, list[Change]] = defaultdict(list)
    for one in changes:
        if one.kind == "connection":
            found[one.name.partition(" – ")[0]].append(one)
    return found


def _by_reason(items: Sequence[SkippedItem]) -> Mapping[str, Mapping[str, list[SkippedItem]]]:
    """Return items by reason, and within it by what mends them, which is told once."""
    found: dict[str, dict[str, list[SkippedItem]]] = defaultdict(lambda: defaultdict(list))
    for one in items:
        found[one.reason][one.remedy].append(one)
    return found
