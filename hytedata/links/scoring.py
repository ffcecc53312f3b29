"""One score for a pair of things, from what can be compared of the two.

| Evidence | Weight | Value |
|---|---|---|
| name | 0.45 | the best of all pairs of names, `names.likeness` |
| distance | 0.30 | 1 at the same spot, ½ at 400 m, 0.14 at a kilometre |
| address | 0.15 | street, number, postal code |
| type | 0.10 | the same kind 1, a wider one 0.7, another 0 |

The score is the weighted mean of what both sides tell: what one of them lacks neither helps nor
harms. Two kinds that exclude each other take a fifth off besides, since all else may be equal in
the yard of one school. Things in two municipalities are compared only where they lie within
`CROSSING_M` of each other, and then they are one only with nearly the same name.
"""

from functools import lru_cache
from math import hypot
from typing import Final

from hytedata.links.kinds import agreement
from hytedata.links.letters import ratio
from hytedata.links.names import FoldedName, likeness
from hytedata.links.prepared import Prepared
from hytedata.links.things import Evidence

NAME: Final = 0.45
DISTANCE: Final = 0.30
ADDRESS: Final = 0.15
TYPE: Final = 0.10

HALF_M: Final = 400.0
"""Metres at which a position speaks as much for as against. A hall's address point and its middle
lie some tens of metres apart, the two ends of a sports park some hundreds."""

CROSSING_M: Final = 500.0
CROSSING_NAME: Final = 0.9
OTHER_KIND: Final = 0.8
_ROUNDING, _MARGIN = 1e-12, 1e-9


def score(one: Prepared, other: Prepared, *, at_least: float = 0.0) -> float | None:
    """How likely two things are one, 0–1; None where nothing can be compared.

    Also None where the score cannot reach *at_least*, or where the two lie in two municipalities
    and nothing says that they are one all the same. The order of the two does not matter.
    """
    crossing = _crosses(one, other)
    metres = distance_m(one, other)
    if crossing and (metres is None or metres > CROSSING_M):
        return None
    kinds = _agreement(one.kinds, other.kinds)
    beside = total = 0.0
    if metres is not None:
        beside += DISTANCE * nearness(metres)
        total += DISTANCE
    where = same_address(one, other)
    if where is not None:
        beside += ADDRESS * where
        total += ADDRESS
    if kinds is not None:
        beside += TYPE * kinds
        total += TYPE
    factor = OTHER_KIND if kinds == 0.0 else 1.0
    if not one.names or not other.names:
        # Without a name on either side, things that stand together need not be one.
        return None
    total += NAME
    if (beside + NAME) * factor < at_least * total:
        return None
    needed = (at_least * total / factor - beside) / NAME
    name = best_names(one, other, at_least=needed - _MARGIN)[0]
    if crossing and name < CROSSING_NAME:
        return None
    found = _bounded((beside + NAME * name) / total) * factor
    return found if found >= at_least else None


def _bounded(value: float) -> float:
    # Sums of weights may miss 1 by the last bit.
    return 1.0 if value > 1.0 - _ROUNDING else value


@lru_cache(maxsize=16_384)
def _agreement(ours: frozenset[str], theirs: frozenset[str]) -> float | None:
    # A town has few kinds of things, and a million pairs of them.
    return agreement(ours, theirs)


def evidence(one: Prepared, other: Prepared) -> tuple[Evidence, ...]:
    """What `score` was made of, in words."""
    name, ours, theirs = best_names(one, other)
    told = [Evidence("name", name, NAME, _of_names(name, ours, theirs))]
    metres = distance_m(one, other)
    if metres is not None:
        told.append(Evidence("distance", nearness(metres), DISTANCE, f"{metres:.0f} m apart"))
    where = same_address(one, other)
    if where is not None:
        told.append(Evidence("address", where, ADDRESS, _of_addresses(one, other, where)))
    kinds = agreement(one.kinds, other.kinds)
    if kinds is not None:
        said = " and ".join(dict.fromkeys(", ".join(sorted(k)) for k in (one.kinds, other.kinds)))
        verdict = "of one kind" if kinds == 1.0 else "of kindred kinds" if kinds else "OTHER kinds"
        told.append(Evidence("type", kinds, TYPE, f"{verdict} ({said})"))
    if _crosses(one, other):
        codes = " and ".join(sorted({one.municipality or "", other.municipality or ""}))
        told.append(Evidence("municipality", 0.0, 0.0, f"in two municipalities ({codes})"))
    return tuple(told)


def _crosses(one: Prepared, other: Prepared) -> bool:
    return (
        one.municipality != other.municipality
        and one.municipality is not None
        and other.municipality is not None
    )


# --- the single comparisons --------------------------------------------------------------------


def distance_m(one: Prepared, other: Prepared) -> float | None:
    """Metres between two things; None where one of them has no position."""
    if not one.located or not other.located:
        return None
    return hypot(one.east - other.east, one.north - other.north)


def nearness(metres: float) -> float:
    """What a distance says, 0–1: strictly less with each metre."""
    return 1.0 / (1.0 + (metres / HALF_M) ** 2)


def best_names(
    one: Prepared, other: Prepared, *, at_least: float = 0.0
) -> tuple[float, FoldedName | None, FoldedName | None]:
    """The likeness of the two names, in whatever language, that are most alike; and these.

    A likeness under *at_least* is not told: it may come as 0, with any names.
    """
    best: tuple[float, FoldedName | None, FoldedName | None] = (0.0, None, None)
    for ours in one.names:
        for theirs in other.names:
            value = likeness(ours, theirs, at_least=at_least)
            if value > best[0] or best[1] is None:
                best = (value, ours, theirs)
            if value == 1.0:
                return best
    return best


_SAME_STREET: Final = 0.85  # letters shared by two spellings of one street
_ONE_NUMBERED, _OTHER_NUMBER = 0.8, 0.5
_OTHER_POSTAL_CODE: Final = 0.6


def same_address(one: Prepared, other: Prepared) -> float | None:
    """How well two addresses agree, 0–1; None where one of them has no street."""
    if not one.streets or not other.streets:
        return None
    if one.streets & other.streets:
        value = 1.0
    else:
        value = max(ratio(ours, theirs) for ours in one.streets for theirs in other.streets) / 100
        if value < _SAME_STREET:
            return 0.0
    if one.number != other.number:
        value *= _OTHER_NUMBER if one.number and other.number else _ONE_NUMBERED
    if one.postal_code != other.postal_code and one.postal_code and other.postal_code:
        value *= _OTHER_POSTAL_CODE
    return value


def _of_names(value: float, ours: FoldedName | None, theirs: FoldedName | None) -> str:
    if ours is None or theirs is None:
        return "without names"
    if value == 1.0:
        same = ours.text == theirs.text
        return f"named alike: «{ours.text}»" + ("" if same else f", «{theirs.text}»")
    return f"names {value:.0%} alike: «{ours.text}», «{theirs.text}»"


def _of_addresses(one: Prepared, other: Prepared, value: float) -> str:
    ours, theirs = (_shown(thing) for thing in (one, other))
    if value == 1.0:
        return f"at one address: {ours}"
    return f"{'at kindred' if value else 'at OTHER'} addresses: {ours} – {theirs}"


def _shown(thing: Prepared) -> str:
    address = thing.thing.address
    if address is None:
        return "none"
    return " ".join(filter(None, (address.streets[0], address.number, address.postal_code)))
