"""What a municipality allows: policies, safety limits, approval."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from hytedata.errors import ApprovalMissing
from hytedata.models.base import Model
from hytedata.models.common import Json
from hytedata.models.plan import BlockedLimit, Change, Op, Plan

Policy: TypeAlias = Literal["observe", "create-only", "upsert", "full"]
Approval: TypeAlias = Literal["never", "limits", "always"]

_ALLOWED: Mapping[Policy, frozenset[Op]] = {
    "observe": frozenset(),
    "create-only": frozenset({"create", "connect"}),
    # An adoption is an update that a person has asked for, channel by channel.
    "upsert": frozenset({"create", "update", "restore", "connect", "adopt"}),
    "full": frozenset({"create", "update", "restore", "connect", "disconnect", "archive", "adopt"}),
}


def allows(policy: Policy, op: Op) -> bool:
    """Whether *policy* lets an operation be written."""
    return op in _ALLOWED[policy]


class Limit(Model):
    """How much of one kind of change a plan may hold before a person must look.

    Attributes:
        count: At most so many changes; None for no bound.
        share: At most this share (0–1) of what is published already; None for no bound.
            Below `min_base` published items the share is not looked at.
    """

    count: int | None = None
    share: float | None = None
    min_base: int = 10


class Limits(Model):
    """Safety limits per kind of change, for one organisation's plan.

    Attributes:
        connections_lost: Connections that go with archived items; other organisations' too, which
            nobody can bring back for them.
        emptied: Fields that have a value now and would have none.
    """

    create: Limit = Limit()
    update: Limit = Limit()
    archive: Limit = Limit(count=10, share=0.1)
    disconnect: Limit = Limit(count=10, share=0.1)
    connections_lost: Limit = Limit(count=20)
    emptied: Limit = Limit(count=10)


def exceeded(
    limits: Limits, changes: Iterable[Change], *, published: int
) -> tuple[BlockedLimit, ...]:
    """Name every limit that *changes* exceed.

    Args:
        limits: The organisation's limits.
        changes: The plan's changes.
        published: How many items of ours the target holds now: the base of shares.
    """
    counted: Counter[str] = Counter()
    for change in changes:
        counted[change.op] += 1
        counted["connections_lost"] += change.connections_lost
        counted["emptied"] += _emptied(change)
    blocked: list[BlockedLimit] = []
    for name in Limits.model_fields:
        limit: Limit = getattr(limits, name)
        value = counted.get(name, 0)
        if limit.count is not None and value > limit.count:
            blocked.append(BlockedLimit(limit=f"{name}.count", value=value, allowed=limit.count))
        if limit.share is not None and published >= limit.min_base:
            share = value / published
            if share > limit.share:
                blocked.append(
                    BlockedLimit(limit=f"{name}.share", value=round(share, 4), allowed=limit.share)
                )
    return tuple(blocked)


def _emptied(change: Change) -> int:
    if change.op not in {"update", "adopt"}:
        return 0
    return sum(_is_told(one.before) and not _is_told(one.after) for one in change.fields.values())


def _is_told(value: Json) -> bool:
    return value is not None and value not in ("", [], {})


def require_approval(plan: Plan, approval: Approval, approved: str | None) -> None:
    """Refuse a plan that a person must approve first.

    Args:
        plan: The plan about to be applied.
        approval: The organisation's setting. `never`: limits are stated in the plan and do not
            stop it; `limits`: a plan beyond a limit needs approval; `always`: each plan does.
        approved: The id that a person gave with `--approve`, or None.

    Raises:
        ApprovalMissing: It needs approval, and *approved* is not this plan's id.
    """
    if approved is not None and approved != plan.id:
        raise ApprovalMissing(
            f"it is plan {approved} that was approved, and this is plan {plan.id}; "
            "read this plan and approve it by its own id"
        )
    if not plan.changes or approved == plan.id or approval == "never":
        return
    beyond = ", ".join(f"{b.limit} is {b.value:g}, allowed {b.allowed:g}" for b in plan.blocked)
    way_on = f"read the plan; if it is right, apply it with --approve {plan.id}"
    if plan.blocked:
        raise ApprovalMissing(f"the plan exceeds safety limits ({beyond}); {way_on}")
    if approval == "always":
        raise ApprovalMissing(f"each plan of this organisation needs a person's approval; {way_on}")
