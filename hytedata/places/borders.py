"""The border lines of a layer, cut into short chains that a search tree finds quickly.

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

CHAIN_EDGES = 16
"""Edges per chain: long enough for a small tree, short enough for narrow boxes."""


@dataclass(frozen=True)
class Edges:
    """Every straight edge of the borders, from vertex to vertex; a shared border counts twice.

    Attributes:
        start: Where each begins, shape (n, 2).
        end: Where it ends, shape (n, 2).
        ring: Number of the ring that it belongs to, ascending, shape (n,).
        owner: Position of the polygon that it belongs to, ascending, shape (n,).
    """

    start: Floats
    end: Floats
    ring: Ints
    owner: Ints

    @classmethod
    def of(cls, geometries: Geometries) -> Self:
        """Take the edges of polygons and their holes."""
        parts, part_owner = shapely.get_parts(geometries, return_index=True)
        rings, ring_part = shapely.get_rings(parts, return_index=True)
        vertices, ring = shapely.get_coordinates(rings, return_index=True)
        inner = ring[1:] == ring[:-1]
        of_ring = ring[:-1][inner]
        return cls(
            vertices[:-1][inner], vertices[1:][inner], of_ring, part_owner[ring_part[of_ring]]
        )

    def __len__(self) -> int:
        return len(self.owner)


class Borders:
    """Chains of border edges in a search tree: which are near, and what is nearest.

    Attributes:
        edges: All edges; chain number c has the edges `first[c]` up to `first[c + 1]`.
        first: First edge of each chain, and the number of edges at the end, shape (chains + 1,).
        owner: Position of the polygon that a chain belongs to, shape (chains,).
    """

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.first = _chain_starts(edges.ring)
        self.owner = edges.owner[self.first[:-1]]
        self._tree = shapely.STRtree(_chains(edges, self.first))

    def within(self, geometries: Geometries, distance_m: float) -> tuple[Ints, Ints]:
        """Return pairs (position in *geometries*, owner) of borders at most *distance_m* away."""
        found, chain = self._tree.query(geometries, predicate="dwithin", distance=distance_m)
        return found, self.owner[chain]

    def boxes(self, geometries: Geometries) -> tuple[Ints, Ints]:
        """Return pairs (position in *geometries*, edge) whose chain's box meets the geometry's."""
        found, chain = self._tree.query(geometries)
        counts = self.first[chain + 1] - self.first[chain]
        return np.repeat(found, counts), ranges(self.first[chain], counts)

    def nearest(self, geometries: Geometries, most_m: float) -> tuple[Ints, Ints, Floats]:
        """Return the nearest borders at most *most_m* away; several where equally near.

        Returns:
            Positions in *geometries*, owners, and distances in metres.
        """
        (found, chain), distance_m = self._tree.query_nearest(
            geometries, max_distance=most_m, return_distance=True, all_matches=True
        )
        return found, self.owner[chain], distance_m


def ranges(first: Ints, counts: Ints) -> Ints:
    """Return `first[i], first[i] + 1 …`, as many as `counts[i]`, for each i in turn."""
    before = np.cumsum(counts) - counts
    return np.arange(counts.sum()) - np.repeat(before - first, counts)


def _chain_starts(ring: Ints) -> Ints:
    """Return where chains begin: at each ring, and after so many edges within it."""
    if not len(ring):
        return np.zeros(1, dtype=np.int64)
    ring_start = np.flatnonzero(np.diff(ring, prepend=ring[0] - 1))
    within = np.arange(len(ring)) - np.repeat(ring_start, np.diff(ring_start, append=len(ring)))
    return np.append(np.flatnonzero(within % CHAIN_EDGES == 0), len(ring))


def _chains(edges: Edges, first: Ints) -> Geometries:
    """Draw each chain: the starts of its edges, and the end of the last."""
    counts = np.diff(first)
    chain = np.repeat(np.arange(len(counts)), counts)
    last = first[1:] - 1
    vertices = np.concatenate([edges.start, edges.end[last]])
    of_chain = np.concatenate([chain, np.arange(len(counts))])
    order = np.argsort(of_chain, kind="stable")
    return np.asarray(shapely.linestrings(vertices[order], indices=of_chain[order]))


def drawn_points(east: Floats, north: Floats) -> Geometries:
    """Return one point per pair of coordinates, shape (n,)."""
    return np.asarray(shapely.points(east, north))
