"""Readiness per owner: how many services are shown, and which rung holds back how many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from hytedata.models.base import Model
from hytedata.models.common import NO_TEXTS, LocalizedText
from hytedata.quality.readiness.judge import Standing, StandingState

_NO_ROOTS: Final[Mapping[str, str]] = {}
_NO_NAMES: Final[Mapping[str, LocalizedText]] = {}


class OwnerReadiness(Model):
    """Where one owner's services, or channels, stand.

    Attributes:
        owner: Organisation's id; "" for what names none.
        failing: Rung → how many fail there first.
        reasons: `rung/reason` → how many; failing ones only.
        unknown_at: Rung → of how many it is unknown to us whether they hold there.
        lacking: Language → how many have no text in it, of those that are not outside.
    """

    owner: str
    names: LocalizedText = NO_TEXTS
    passes: int = 0
    fails: int = 0
    unknown: int = 0
    outside: int = 0
    failing: Mapping[str, int] = {}
    reasons: Mapping[str, int] = {}
    unknown_at: Mapping[str, int] = {}
    lacking: Mapping[str, int] = {}


def summarise(
    standings: Iterable[Standing],
    *,
    names: Mapping[str, LocalizedText] = _NO_NAMES,
    roots: Mapping[str, str] = _NO_ROOTS,
) -> tuple[OwnerReadiness, ...]:
    """Sum up per owner, those with most to mend first, then by id.

    Args:
        standings: Of services, or of channels.
        names: Organisation's id → its names.
        roots: Organisation's id → that of the root which it is told under; those that are not
            there stand for themselves.
    """
    grouped: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        owner = one.owner or ""
        grouped[roots.get(owner, owner)].append(one)
    found = [_owner(owner, names.get(owner, {}), some) for owner, some in grouped.items()]
    return tuple(sorted(found, key=lambda one: (-one.fails, -one.unknown, one.owner)))


def _owner(owner: str, names: LocalizedText, standings: list[Standing]) -> OwnerReadiness:
    states: Counter[StandingState] = Counter(one.state for one in standings)
    failing = [one.first for one in standings if one.state == "fails" and one.first]
    unknown = [one.first for one in standings if one.state == "unknown" and one.first]
    lacking = [code for one in standings if one.state != "outside" for code in one.lacking]
    return OwnerReadiness(
        owner=owner,
        names=names,
        passes=states["passes"],
        fails=states["fails"],
        unknown=states["unknown"],
        outside=states["outside"],
        failing=_counted(one.rung for one in failing),
        reasons=_counted(f"{one.rung}/{one.reason}" for one in failing),
        unknown_at=_counted(one.rung for one in unknown),
        lacking=_counted(lacking),
    )


def _counted(values: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(values).items()))
