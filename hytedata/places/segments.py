"""The straight segments of routes, and where borders cut them.

All coordinates are EPSG:3067 metres.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import shapely
from numpy.typing import NDArray

from hytedata.places.borders import Borders, Floats, Geometries, Ints, ranges
from hytedata.places.index import BORDER_M

STRETCH: Final = 8
"""Segments that are looked up together: few look-ups, and still a small box."""

_SLACK: Final = 1e-9


@dataclass(frozen=True)
class Segments:
    """Segments of routes, in the order in which the routes run.

    Attributes:
        start: Where each begins, shape (n, 2).
        end: Where it ends, shape (n, 2).
        place: Position of the route that it belongs to, ascending, shape (n,).
    """

    start: Floats
    end: Floats
    place: Ints

    @classmethod
    def of(cls, routes: Geometries) -> Self:
        """Take the segments of lines, of one part or of several."""
        lines, of_line = routes, np.arange(len(routes))
        if (shapely.get_type_id(routes) == shapely.GeometryType.MULTILINESTRING).any():
            lines, of_line = shapely.get_parts(routes, return_index=True)
        vertices, line = shapely.get_coordinates(lines, return_index=True)
        inner = line[1:] == line[:-1]
        return cls(vertices[:-1][inner], vertices[1:][inner], of_line[line[:-1][inner]])

    def __len__(self) -> int:
        return len(self.place)

    def take(self, chosen: Ints | NDArray[np.bool_] | slice) -> "Segments":
        """Return some of them."""
        return Segments(self.start[chosen], self.end[chosen], self.place[chosen])

    @property
    def length_m(self) -> Floats:
        """Lengths in metres."""
        step = self.end - self.start
        return np.asarray(np.sqrt(step[:, 0] ** 2 + step[:, 1] ** 2), dtype=np.float64)

    def breaks(self) -> NDArray[np.bool_]:
        """Whether each begins elsewhere than where the one before it ends, or another route."""
        found = np.ones(len(self), dtype=bool)
        found[1:] = (self.place[1:] != self.place[:-1]) | (
            (self.start[1:] != self.end[:-1]).any(axis=1)
        )
        return found

    def cut_short(self, most_m: float) -> "Segments":
        """Cut those that are longer than *most_m* into equal ones that are not."""
        pieces = np.maximum(1, np.ceil(self.length_m / most_m)).astype(np.int64)
        if pieces.max(initial=1) == 1:
            return self
        segment = np.repeat(np.arange(len(pieces)), pieces)
        number = ranges(np.zeros(len(pieces), dtype=np.int64), pieces)
        many = pieces[segment]
        return self._between(segment, number / many, (number + 1) / many)

    def cut_at(self, borders: Borders) -> tuple["Segments", Ints]:
        """Cut them wherever a border meets them.

        Returns:
            The pieces, and a number for each: between pieces of one number there is no border.
        """
        segment, share = self._meetings(borders)
        every, met = np.arange(len(self)), np.ones(len(segment), dtype=bool)
        segment = np.concatenate([segment, every, every])
        share = np.concatenate([share, np.zeros(len(every)), np.ones(len(every))])
        at_border = np.concatenate([met, np.zeros(2 * len(every), dtype=bool)])
        order = np.lexsort((share, segment))
        segment, share, at_border = segment[order], share[order], at_border[order]
        begins = np.flatnonzero((segment[1:] == segment[:-1]) & (share[1:] > share[:-1]))
        pieces = self._between(segment[begins], share[begins], share[begins + 1])
        borders_before = np.cumsum(at_border)[begins]
        other = pieces.breaks()
        other[1:] |= borders_before[1:] != borders_before[:-1]
        return pieces, np.cumsum(other) - 1

    def _between(self, segment: Ints, low: Floats, high: Floats) -> "Segments":
        start, end = self.start[segment], self.end[segment]
        step = end - start
        # The very ends are taken as they are, so that pieces still meet.
        first = np.where(low[:, None] == 0, start, start + step * low[:, None])
        last = np.where(high[:, None] == 1, end, start + step * high[:, None])
        return Segments(first, last, self.place[segment])

    def _meetings(self, borders: Borders) -> tuple[Ints, Floats]:
        """Return pairs (segment, where on it as a share of its length) of meetings with borders."""
        segment, edge = self._near(borders)
        edges = borders.edges
        start, step = self.start[segment], (self.end - self.start)[segment]
        first, side = edges.start[edge] - start, (edges.end - edges.start)[edge]
        met = [(segment, *_crossing(first, side, step))]
        # An edge's end on the segment: where a route follows the border, nothing crosses.
        met += [(segment, *_touching(vertex, step)) for vertex in (first, first + side)]
        return (
            np.concatenate([of[where] for of, where, _ in met]),
            np.concatenate([np.clip(share[where], 0, 1) for _, where, share in met]),
        )

    def _near(self, borders: Borders) -> tuple[Ints, Ints]:
        """Return pairs (segment, border edge) that may meet."""
        head = self.breaks()
        head_at = np.flatnonzero(head)
        within = np.arange(len(self)) - np.repeat(head_at, np.diff(head_at, append=len(self)))
        first = np.flatnonzero(within % STRETCH == 0)
        count = np.diff(first, append=len(self))
        stretch = np.repeat(np.arange(len(first)), count)
        vertices = np.concatenate([self.start, self.end])
        drawn = shapely.linestrings(
            vertices[
                order := np.argsort(both := np.concatenate([stretch, stretch]), kind="stable")
            ],
            indices=both[order],
        )
        found, edge = borders.boxes(np.asarray(drawn))
        segment = ranges(first[found], count[found])
        return segment, np.repeat(edge, count[found])


def _crossing(first: Floats, side: Floats, step: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Return whether lines from the origin by *step* cross those from *first*, and where."""
    across = _cross(step, side)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, along = _cross(first, side) / across, _cross(first, step) / across
    return _on(share) & _on(along), share


def _touching(vertex: Floats, step: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Return whether *vertex* is on the line from the origin by *step*, and where."""
    square = (step * step).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (vertex * step).sum(axis=1) / square
        off = np.abs(_cross(step, vertex)) / np.sqrt(square)
    return _on(share) & (off <= BORDER_M), share


def _on(share: Floats) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (share >= -_SLACK) & (share <= 1 + _SLACK)
    return found


def _cross(one: Floats, other: Floats) -> Floats:
    product: Floats = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    return product
