"""A point well inside an outline, and which outline a point lies in; without any library.

Reading a division of the country must not need the libraries for geometry, and asks for some
hundred points only. Everything that locates records uses those.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

Vertex: TypeAlias = tuple[float, float]
Polygon: TypeAlias = Sequence[Sequence[Sequence[float]]]
"""Rings of positions in any plane coordinates, closed or not; a later ring is a hole."""

_HEIGHTS: Final = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where the largest part is cut, as a share of its height (0–1)."""


def inner_point(polygons: Sequence[Polygon]) -> Vertex | None:
    """Return the middle of the longest of five level cuts through the largest polygon.

    It lies inside and never in a hole. None for an outline without an area.
    """
    if not polygons:
        return None
    largest = max(polygons, key=lambda polygon: _area(polygon[0]) if polygon else 0.0)
    heights = [vertex[1] for ring in largest[:1] for vertex in ring]
    if not heights:
        return None
    low, high = min(heights), max(heights)
    cuts = [
        (right - left, (left + right) / 2, y)
        for y in (low + share * (high - low) for share in _HEIGHTS)
        for left, right in _spans(largest, y)
    ]
    width, x, y = max(cuts, default=(0.0, 0.0, 0.0))
    return (x, y) if width > 0 else None


class Outlines:
    """Outlines with their codes, made ready for asking which of them a point lies in."""

    def __init__(self, outlines: Iterable[tuple[str, Sequence[Polygon]]]) -> None:
        self._parts = [
            (code, _box(polygon[0]), polygon)
            for code, polygons in outlines
            for polygon in polygons
            if polygon and polygon[0]
        ]

    def holding(self, point: Vertex | None) -> tuple[str, ...]:
        """Return the codes of those that *point* lies in and in no hole of; None for no point."""
        if point is None:
            return ()
        x, y = point
        return tuple(
            code
            for code, (left, bottom, right, top), polygon in self._parts
            if left <= x <= right
            and bottom <= y <= top
            and any(start < x < end for start, end in _spans(polygon, y))
        )


def _box(ring: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    across, up = [vertex[0] for vertex in ring], [vertex[1] for vertex in ring]
    return min(across), min(up), max(across), max(up)


def _spans(polygon: Polygon, y: float) -> Iterator[Vertex]:
    """Yield from where to where a level line at *y* runs inside."""
    crossings = sorted(x for ring in polygon for x in _crossings(ring, y))
    # Half-open edges are crossed an even number of times, also where the line meets a vertex.
    yield from zip(crossings[::2], crossings[1::2], strict=True)


def _crossings(ring: Sequence[Sequence[float]], y: float) -> Iterator[float]:
    for first, second in pairwise([*ring, *ring[:1]]):
        if (first[1] <= y) != (second[1] <= y):
            share = (y - first[1]) / (second[1] - first[1])
            yield first[0] + share * (second[0] - first[0])


def _area(ring: Sequence[Sequence[float]]) -> float:
    edges = pairwise([*ring, *ring[:1]])
    return abs(sum(one[0] * two[1] - two[0] * one[1] for one, two in edges)) / 2
