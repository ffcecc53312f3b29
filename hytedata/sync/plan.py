"""Make a plan: what would be written to bring the target in step with the desired state.

A function from values to a value. It never writes; the one question it may ask of the world,
whether Lipas publishes a site itself, is handed in as `published_by_lipas` and asked only for
sites that would be created.
"""

from collections.abc import Callable, Collection
from datetime import datetime

from hytedata.models.common import Completeness, first_text
from hytedata.models.plan import (
    Change,
    Drift,
    Fingerprint,
    Plan,
    SkippedItem,
    Verdict,
    content_hash,
)
from hytedata.models.publication import Desired, Skip, TargetState
from hytedata.sync.planning.connections import plan_connections
from hytedata.sync.planning.draft import Draft, Memory, Rules, plan_source, source_key
from hytedata.sync.planning.identity import check_identity
from hytedata.sync.planning.items import plan_items
from hytedata.sync.planning.order import in_order
from hytedata.sync.planning.restoring import plan_reconnections
from hytedata.sync.planning.retire import (
    plan_empty_services,
    plan_retirements,
    tell_of_published,
)
from hytedata.sync.policy import exceeded

__all__ = ["Memory", "Rules", "counts_of", "listed", "make_plan", "plan_id"]


def make_plan(
    desired: Desired,
    source: Completeness,
    state: TargetState,
    memory: Memory,
    rules: Rules,
    *,
    made_at: datetime,
    published_by_lipas: Callable[[int], bool | None],
) -> Plan:
    """Plan what turns the target's state into the desired one.

    An incomplete source archives nothing; an incomplete target creates, restores and
    disconnects nothing. What policy forbids is listed among the skipped, with what it would
    have been.

    Raises:
        IdentityDoubt: The store and the target disagree on which items are ours.
    """
    check_identity(state, memory.links)
    draft = Draft(desired, source, state, memory, rules, published_by_lipas)
    plan_items(draft)
    plan_retirements(draft)
    plan_connections(draft)
    plan_reconnections(draft)
    plan_empty_services(draft)
    tell_of_published(draft)
    return _finished(draft, made_at)


def plan_id(plan: Plan) -> str:
    """Hash a plan's content: all of it but its id and the time it was made."""
    return content_hash(plan.model_dump(mode="json", by_alias=True, exclude={"id", "made_at"}))


def _finished(draft: Draft, made_at: datetime) -> Plan:
    changes = in_order(draft.changes.values())
    published = sum(1 for link in draft.memory.links if link.ptv_id in draft.actual)
    organisation = draft.state.organisation
    names = organisation.names
    plan = Plan(
        id="",
        made_at=made_at,
        store_id=draft.memory.store_id,
        organisation=organisation.id,
        organisation_name=first_text(names),
        fingerprint=_fingerprint(draft),
        source=Verdict.of(draft.source),
        target=Verdict.of(draft.state.completeness),
        counts=counts_of(changes, draft.unchanged),
        edits=_edits(draft.drift),
        blocked=exceeded(draft.rules.limits, changes, published=published),
        changes=changes,
        skipped=listed([*draft.desired.skipped, *draft.skipped]),
        warnings=listed(draft.warnings),
        drift=tuple(draft.drift),
        candidates=draft.adoption.candidates(),
    )
    return plan.model_copy(update={"id": plan_id(plan)})


def _fingerprint(draft: Draft) -> Fingerprint:
    wanted = sorted(
        (item.source_id, item.source_hash or content_hash(item.fields))
        for item in draft.desired.items
    )
    held = sorted((item.id, item.version) for item in draft.state.items)
    return Fingerprint(
        config=draft.rules.config_fingerprint,
        mapping=draft.rules.mapping_fingerprint,
        source=content_hash(wanted),
        target=content_hash([held, draft.memory.last_write]),
    )


def _edits(drift: Collection[Drift]) -> dict[str, int]:
    """Count the edits of people, and those of them that the plan writes over."""
    return {"seen": len(drift), "overwritten": sum(edit.overwritten for edit in drift)}


def counts_of(changes: tuple[Change, ...], unchanged: int) -> dict[str, int]:
    """Count changes per operation and kind, as the plan file states it."""
    counts = {
        f"{op}_{kind}": 0
        for kind in ("service", "channel")
        for op in ("create", "update", "archive", "restore", "adopt")
    }
    counts |= {"connect": 0, "disconnect": 0, "unchanged": unchanged}
    for change in changes:
        counts[change.op if change.kind == "connection" else f"{change.op}_{change.kind}"] += 1
    return counts


def listed(skips: list[Skip]) -> tuple[SkippedItem, ...]:
    """The plan's form of what was left alone or remarked on, in its order."""
    ordered = sorted(skips, key=lambda skip: (source_key(skip.source), skip.reason, skip.detail))
    return tuple(
        SkippedItem(
            source=plan_source(skip.source),
            name=skip.title,
            reason=skip.reason,
            detail=skip.detail,
            remedy=skip.remedy,
        )
        for skip in ordered
    )
