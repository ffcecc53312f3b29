"""A plan in a few numbers, for lists of plans."""

from collections import Counter
from collections.abc import Mapping

from hytedata.models.common import Json
from hytedata.models.plan import Plan

PUBLISH = "publish"
"""A plan that brings the register to what the source says; one that undoes a run has no summary."""


def plan_summary(plan: Plan) -> Mapping[str, Json]:
    """Return what a list shows of a plan, as JSON values.

    Keys: `kind`, `changes`, `counts`, `skipped` (reason → number), `drift`, `candidates`,
    `irreversible`, `blocked` (limit, value, allowed) and, for `source` and `target`, `complete`.
    """
    skipped: Mapping[str, Json] = dict(Counter(one.reason for one in plan.skipped))
    blocked: list[Json] = [one.model_dump(mode="json") for one in plan.blocked]
    return {
        "kind": PUBLISH,
        "changes": len(plan.changes),
        "counts": dict(plan.counts),
        "skipped": dict(skipped),
        "drift": len(plan.drift),
        "candidates": len(plan.candidates),
        "irreversible": sum(one.irreversible for one in plan.changes),
        "blocked": blocked,
        "source": {"complete": plan.source.complete},
        "target": {"complete": plan.target.complete},
    }
