"""The border lines of a layer, edge by edge, as a search tree finds them quickly.

All coordinates are EPSG:3067 metres.
"""

from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Geometries: TypeAlias = NDArray[np.object_]


@dataclass(frozen=True)
class Edges:
    """Every straight edge of the borders, from vertex to vertex; a shared border counts twice.

    Attributes:
        start: Where each begins, shape (n, 2).
        end: Where it ends, shape (n, 2).
        owner: Position of the polygon that it belongs to, ascending, shape (n,).
    """

    start: Floats
    end: Floats
    owner: Ints

    @classmethod
    def of(cls, geometries: Geometries) -> Self:
        """Take the edges of polygons and their holes."""
        parts, part_owner = shapely.get_parts(geometries, return_index=True)
        rings, ring_part = shapely.get_rings(parts, return_index=True)
        vertices, ring = shapely.get_coordinates(rings, return_index=True)
        inner = ring[1:] == ring[:-1]
        of_ring = ring[:-1][inner]
        return cls(vertices[:-1][inner], vertices[1:][inner], part_owner[ring_part[of_ring]])

    def __len__(self) -> int:
        return len(self.owner)


class Borders:
    """Border edges in a search tree: which are near, and which is nearest.

    Attributes:
        edges: All edges.
    """

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        both = np.stack([edges.start, edges.end], axis=1)
        self._tree = shapely.STRtree(np.asarray(shapely.linestrings(both)))

    def within(self, geometries: Geometries, distance_m: float | Floats) -> tuple[Ints, Ints]:
        """Return pairs (position in *geometries*, owner) of borders at most *distance_m* away.

        The distance is one for all, or one for each.
        """
        found, edge = self._tree.query(geometries, predicate="dwithin", distance=distance_m)
        return found, self.edges.owner[edge]

    def boxes(self, geometries: Geometries) -> tuple[Ints, Ints]:
        """Return pairs (position in *geometries*, edge) whose boxes meet."""
        found, edge = self._tree.query(geometries)
        return found, edge

    def nearest(self, geometries: Geometries, most_m: float) -> tuple[Ints, Ints, Floats]:
        """Return the nearest borders at most *most_m* away; several where equally near.

        Returns:
            Positions in *geometries*, owners, and distances in metres.
        """
        (found, edge), distance_m = self._tree.query_nearest(
            geometries, max_distance=most_m, return_distance=True, all_matches=True
        )
        return found, self.edges.owner[edge], distance_m


def ranges(first: Ints, counts: Ints) -> Ints:
    """Return `first[i], first[i] + 1 …`, as many as `counts[i]`, for each i in turn."""
    before = np.cumsum(counts) - counts
    return np.arange(counts.sum()) - np.repeat(before - first, counts)


def drawn_points(east: Floats, north: Floats) -> Geometries:
    """Return one point per pair of coordinates, shape (n,)."""
    return np.asarray(shapely.points(east, north))
