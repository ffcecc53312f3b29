"""Loose ends of a drawn route that nearly meet: the gaps that a slip of the hand leaves."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from hytedata.models.site_geometry import Ring

Vertex: TypeAlias = tuple[float, float]
_Cells: TypeAlias = defaultdict[tuple[int, int], list[tuple[int, Vertex]]]


def loose_ends(
    lines: Sequence[Ring], *, touching_m: float, widest_m: float
) -> Iterator[tuple[Vertex, float]]:
    """Yield where two lines nearly meet, and by how many metres they miss each other.

    Both ends must be loose: no vertex of another line is within *touching_m* of them. An end near
    the middle of a line may be a path that stops short of a road, and is left alone.

    Args:
        lines: Vertices in EPSG:3067 metres.
        touching_m: So near two vertices are one.
        widest_m: A wider gap may be meant.
    """
    ends = [
        (number, end)
        for number, line in enumerate(lines)
        if math.dist(line[0], line[-1]) > touching_m
        for end in (line[0], line[-1])
    ]
    near = [
        (first, second)
        for first, second in _pairs(ends, widest_m)
        if math.dist(first[1], second[1]) > touching_m
    ]
    if not near:
        return
    vertices = _in_cells(
        [(at, vertex) for at, line in enumerate(lines) for vertex in line], touching_m
    )
    for (one, first), (other, second) in near:
        if not (
            _touches(vertices, one, first, touching_m)
            or _touches(vertices, other, second, touching_m)
        ):
            yield first, math.dist(first, second)


def _pairs(
    ends: Sequence[tuple[int, Vertex]], within_m: float
) -> Iterator[tuple[tuple[int, Vertex], tuple[int, Vertex]]]:
    cells = _in_cells(ends, within_m)
    for number, end in ends:
        for other, there in _about(cells, end, within_m):
            if number < other and math.dist(end, there) <= within_m:
                yield (number, end), (other, there)


def _touches(vertices: _Cells, line: int, end: Vertex, touching_m: float) -> bool:
    return any(
        other != line and math.dist(end, there) <= touching_m
        for other, there in _about(vertices, end, touching_m)
    )


def _in_cells(vertices: Sequence[tuple[int, Vertex]], size_m: float) -> _Cells:
    cells: _Cells = defaultdict(list)
    for number, (east, north) in vertices:
        cells[int(east // size_m), int(north // size_m)].append((number, (east, north)))
    return cells


def _about(cells: _Cells, at: Vertex, size_m: float) -> Iterator[tuple[int, Vertex]]:
    column, row = int(at[0] // size_m), int(at[1] // size_m)
    for right in (-1, 0, 1):
        for up in (-1, 0, 1):
            yield from cells.get((column + right, row + up), ())
