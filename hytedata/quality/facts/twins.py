"""Places of one list that are, or may be, one and the same."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, TypeVar

from hytedata.codes.folding import fold
from hytedata.links import STRONG
from hytedata.links.prepared import Prepared
from hytedata.links.scoring import score
from hytedata.quality.facts.alike import Ready
from hytedata.quality.facts.grid import Grid
from hytedata.quality.facts.spots import at_one_spot
from hytedata.quality.facts.values import ChannelFacts, PlaceFacts, SiteFacts

P = TypeVar("P", ChannelFacts, SiteFacts)

_CROWD: Final = 50
"""Places of one name in a municipality that are compared; more are no doubles but a habit."""


def exact_pairs(places: Iterable[P], metres: float) -> Iterator[tuple[P, P]]:
    """Yield the pairs with one name, one type and one spot, the first of the list first.

    Args:
        places: Each once.
        metres: How far apart two points of one spot are at most.
    """
    told: set[tuple[str, str]] = set()
    for some in _by_name(places).values():
        for first, one in combinations(some[:_CROWD], 2):
            if (first.id, one.id) not in told and at_one_spot(first, one, metres):
                told.add((first.id, one.id))
                yield first, one


def _by_name(places: Iterable[P]) -> dict[Hashable, list[P]]:
    groups: dict[Hashable, list[P]] = defaultdict(list)
    for place in places:
        for name in {fold(name) for name in place.names.values()} - {""}:
            groups[_type(place), place.municipality, name].append(place)
    return groups


def probable_pairs(
    places: Sequence[P], metres: float, exact_metres: float
) -> Iterator[tuple[P, P, float]]:
    """Yield the pairs of one type that lie close, are likely to be one (0–1), and not surely.

    Args:
        places: Each once.
        metres: How far apart they are at most.
        exact_metres: As of `exact_pairs`: those pairs are left out.
    """
    exact = {(first.id, one.id) for first, one in exact_pairs(places, exact_metres)}
    ready = Ready()
    # Type by type: around a school are many places, and few of one type.
    for some in _by_type(places).values():
        for first, one in _close_pairs(some, metres):
            ours, theirs = ready.of(first), ready.of(one)
            # The cheaper question first: it parts most of what stands together.
            if (first.id, one.id) in exact or _told_apart(ours, theirs):
                continue
            value = score(ours, theirs, at_least=STRONG)
            if value is not None:
                yield first, one, value


def _close_pairs(places: Sequence[P], metres: float) -> Iterator[tuple[P, P]]:
    """Yield the pairs that lie close, the first of the list first."""
    order = {place.id: index for index, place in enumerate(places)}
    grid = Grid(places)
    for first in places:
        for one in grid.near(first.position, metres) if first.position else ():
            if order[one.id] > order[first.id]:
                yield first, one


def _by_type(places: Iterable[P]) -> dict[int | None, list[P]]:
    groups: dict[int | None, list[P]] = defaultdict(list)
    for place in places:
        groups[_type(place)].append(place)
    return groups


def _type(place: PlaceFacts) -> int | None:
    return place.type_code if isinstance(place, SiteFacts) else None


def _told_apart(one: Prepared, other: Prepared) -> bool:
    """Whether numbers or letters tell two names apart: «Kenttä 1», «Kenttä 2»."""
    return _marks(one) != _marks(other)


def _marks(place: Prepared) -> frozenset[str]:
    return frozenset[str]().union(*(name.marks for name in place.names))
