"""Places by where they are: what lies within some metres of a point."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import dist, floor
from typing import Final

from hytedata.quality.facts.values import Metres, PlaceFacts

CELL_M: Final = 500.0
WIDEST_M: Final = 3_000.0
"""Areas and routes that spread farther are taken to spread so far."""


class Grid:
    """Places in cells; one that spreads over several is in each of them."""

    def __init__(self, places: Iterable[PlaceFacts]) -> None:
        self._cells: dict[tuple[int, int], list[PlaceFacts]] = defaultdict(list)
        for place in places:
            if place.position is not None:
                for cell in _cells(place.position, spread_of(place)):
                    self._cells[cell].append(place)

    def near(self, position: Metres, metres: float) -> Iterator[PlaceFacts]:
        """Yield each place whose point, or the circle that it spreads in, is within *metres*."""
        seen: set[int] = set()
        for cell in _cells(position, metres):
            for place in self._cells.get(cell, ()):
                if id(place) not in seen and gap_m(position, place) <= metres:
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
