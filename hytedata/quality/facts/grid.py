"""Places by where they are: what lies within some metres of a point."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import dist, floor
from typing import Final, Generic, TypeVar

from hytedata.quality.facts.values import Metres, PlaceFacts

P = TypeVar("P", bound=PlaceFacts)

CELL_M: Final = 500.0
WIDEST_M: Final = 3_000.0
"""Areas and routes that spread farther are taken to spread so far."""


class Grid(Generic[P]):
    """Places in cells; one that spreads over several is in each of them."""

    def __init__(self, places: Iterable[P]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Metres, float, P]]] = defaultdict(list)
        for place in places:
            if place.position is not None:
                spread = spread_of(place)
                held = (place.position, spread, place)
                for cell in _cells(place.position, spread):
                    self._cells[cell].append(held)

    def near(self, position: Metres, metres: float) -> Iterator[P]:
        """Yield each place whose point, or the circle that it spreads in, is within *metres*."""
        seen: set[int] = set()
        for cell in _cells(position, metres):
            # As `gap_m` says it, in a third of its time: towns ask it ten million times.
            for at, spread, place in self._cells.get(cell, ()):
                if dist(position, at) - spread <= metres and id(place) not in seen:
                    seen.add(id(place))
                    yield place


def gap_m(position: Metres, place: PlaceFacts) -> float:
    """Metres from a position to a place; 0 within the circle that it spreads in."""
    if place.position is None:
        return float("inf")
    return max(0.0, dist(position, place.position) - spread_of(place))


def spread_of(place: PlaceFacts) -> float:
    """Metres that a place spreads from its position, at most `WIDEST_M`."""
    return min(getattr(place, "spread_m", 0.0), WIDEST_M)


def _cells(position: Metres, metres: float) -> Iterator[tuple[int, int]]:
    east, north = position
    for column in range(floor((east - metres) / CELL_M), floor((east + metres) / CELL_M) + 1):
        for row in range(floor((north - metres) / CELL_M), floor((north + metres) / CELL_M) + 1):
            yield column, row
