"""What part of each place lies in which municipality, for many places at once.

Positions of places and of municipalities are numbers; -1 is the part in no municipality.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hytedata.places.borders import Floats, Ints

_NOTHING = 1e-9
"""Shares below are what rounding leaves of a border that is followed."""


@dataclass(frozen=True)
class Parts:
    """Shares of places, by place and then by size, equal ones by municipality.

    Attributes:
        place: Position of the place, shape (n,).
        polygon: Position of the municipality, -1 for none, shape (n,).
        share: Above 0; those of a place add up to one, shape (n,).
    """

    place: Ints
    polygon: Ints
    share: Floats

    @classmethod
    def of(cls, place: Ints, polygon: Ints, size: Floats) -> Self:
        """Add up the *size* of pieces (metres, square metres) by place and municipality."""
        if not len(place):
            return cls(place, polygon, size)
        span = int(polygon.max()) + 2
        key = place * span + polygon + 1
        # Pieces follow each other along a route: most of the sums need no sorting.
        begins = np.flatnonzero(np.diff(key, prepend=-1))
        size = np.add.reduceat(size, begins)
        key, which = np.unique(key[begins], return_inverse=True)
        of_place, of_polygon = key // span, key % span - 1
        share = _normalised(of_place, np.bincount(which, weights=size).astype(np.float64))
        kept = share > _NOTHING
        of_place, of_polygon = of_place[kept], of_polygon[kept]
        share = _normalised(of_place, share[kept])
        # Rounded for the order only: what is equal but for rounding goes by code.
        order = np.lexsort((of_polygon, -share.round(9), of_place))
        return cls(of_place[order], of_polygon[order], share[order])

    def chosen(self, places: int) -> NDArray[np.int32]:
        """Return the municipality with the largest share of each place, -1 where there is none."""
        found = np.full(places, -1, dtype=np.int32)
        named = np.flatnonzero(self.polygon >= 0)[::-1]
        found[self.place[named]] = self.polygon[named]  # the first of a place is written last
        return found

    def by_place(self) -> dict[int, list[tuple[int, float]]]:
        """Return the pairs (municipality, share) of each place that has any."""
        found: dict[int, list[tuple[int, float]]] = {}
        rows = zip(self.place.tolist(), self.polygon.tolist(), self.share.tolist(), strict=True)
        for place, polygon, share in rows:
            found.setdefault(place, []).append((polygon, share))
        return found


def _normalised(place: Ints, size: Floats) -> Floats:
    total = np.bincount(place, weights=size)[place]
    return size / total
