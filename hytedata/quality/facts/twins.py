"""Places of one list that are, or may be, one and the same."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, TypeVar

from hytedata.codes.folding import fold
from hytedata.links import STRONG
from hytedata.links.prepared import Prepared
from hytedata.links.scoring import score
from hytedata.quality.facts.alike import ready
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
    order = {place.id: index for index, place in enumerate(places)}
    grid, made = Grid(places), _Made()
    for first in places:
        around = grid.near(first.position, metres) if first.position else ()
        for one in around:
            # Before names are made ready: around a school are many places, and few of one type.
            if not isinstance(one, type(first)) or _type(one) != _type(first):
                continue
            if order[one.id] > order[first.id] and (first.id, one.id) not in exact:
                value = score(made.of(first), made.of(one), at_least=STRONG)
                if value is not None and not _told_apart(made.of(first), made.of(one)):
                    yield first, one, value


def _type(place: PlaceFacts) -> int | None:
    return place.type_code if isinstance(place, SiteFacts) else None


def _told_apart(one: Prepared, other: Prepared) -> bool:
    """Whether numbers or letters tell two names apart: «Kenttä 1», «Kenttä 2»."""
    marks = [frozenset(mark for name in it.names for mark in name.marks) for it in (one, other)]
    return marks[0] != marks[1]


class _Made:
    """Places made ready, each once."""

    def __init__(self) -> None:
        self._made: dict[str, Prepared] = {}

    def of(self, place: PlaceFacts) -> Prepared:
        """Return *place* made ready for comparing."""
        if place.id not in self._made:
            self._made[place.id] = ready(place)
        return self._made[place.id]
