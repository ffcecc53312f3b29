"""What of the registers was not read, so that no rule can speak of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from hytedata.quality.rule_set import EVENT, RuleSet
from hytedata.runs.gaps.report import Unchecked
from hytedata.store.catalogue import ReadVerdict

OLD_AFTER_DAYS: Final = 7
"""A read that is older is told: what was mended since is not known here."""

_FAMILIES: Final = {"ptv": "ptv", "lipas": "lipas", "events": "events"}


def sources_of(kinds: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Return which of `ptv`, `lipas` and `events` there are records of."""
    return frozenset("events" if kind == EVENT else source for source, kind in kinds)


def unread(
    rules: RuleSet,
    kinds: Sequence[tuple[str, str]],
    reads: Sequence[ReadVerdict],
    now: datetime,
    old_after_days: int = OLD_AFTER_DAYS,
) -> Iterator[Unchecked]:
    """Yield what was not read, or only in part, or long ago.

    Args:
        rules: Those of the run.
        kinds: Pairs of source and kind that there are records of.
        reads: The latest read of each scope.
        now: Aware.
        old_after_days: From when on a read is old.
    """
    there = sources_of(kinds)
    for name in sorted(_FAMILIES.keys() - there):
        count = sum(one.family == name or name in one.needs for one in rules)
        if count:
            told = f"the store has no records of it: {count} rules were not checked"
            yield Unchecked(reason="source-not-read", subject=name, count=count, detail=told)
    edge = now - timedelta(days=old_after_days)
    grouped: dict[tuple[str, str], list[ReadVerdict]] = {}
    for one in reads:
        grouped.setdefault((one.source, one.kind), []).append(one)
    for (source, kind), some in grouped.items():
        partly = [one for one in some if not one.complete]
        if partly:
            reason = partly[0].reasons[0] if partly[0].reasons else "it was not read to the end"
            scopes = ", ".join(one.scope for one in partly[:3])
            more = f" and {len(partly) - 3} more" if len(partly) > 3 else ""
            detail = f"{scopes}{more}: {reason}"
            yield Unchecked(reason="source-partly-read", subject=f"{source} {kind}", detail=detail)
        old = min((one.ended_at for one in some), default=now)
        if old < edge:
            detail = f"last read on {old.date().isoformat()}"
            yield Unchecked(reason="source-old", subject=f"{source} {kind}", detail=detail)
