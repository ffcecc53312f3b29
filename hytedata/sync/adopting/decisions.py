"""Which of the decisions that people took are in force: later ones take the place of earlier."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from hytedata.models.link_decision import LinkDecision
from hytedata.models.publication import ItemKind, SourceItem

ItemKey: TypeAlias = tuple[ItemKind, SourceItem]


@dataclass(frozen=True)
class Decided:
    """Decisions in force.

    Attributes:
        adopted: Item → the target item that it is to take over.
        rejected: Pairs that are not one.
    """

    adopted: dict[ItemKey, LinkDecision]
    rejected: frozenset[tuple[ItemKey, str]]


def in_force(decisions: Iterable[LinkDecision]) -> Decided:
    """Work through *decisions*, the oldest first.

    A target item is taken over by one source item, and the other way about: an adoption lifts
    earlier ones of either.
    """
    adopted: dict[ItemKey, LinkDecision] = {}
    rejected: set[tuple[ItemKey, str]] = set()
    for one in decisions:
        key: ItemKey = (one.kind, one.source)
        before = adopted.get(key)
        if one.decision == "reject":
            rejected.add((key, one.ptv_id))
            if before and before.ptv_id == one.ptv_id:
                del adopted[key]
            continue
        rejected.discard((key, one.ptv_id))
        for other in [k for k, held in adopted.items() if held.ptv_id == one.ptv_id]:
            del adopted[other]
        adopted[key] = one
    return Decided(adopted, frozenset(rejected))
