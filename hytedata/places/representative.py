"""One position that stands for a site's geometry, where a visitor would look for it.

Lipas itself takes the first vertex of the first feature, often the far corner of an area
(lipas-api 3.2, lipas-to-ptv 11). Here: the point itself, the start of a route, the inside of an
area. The same geometry always gives the same position, to 0.1 m.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TypeAlias

import shapely
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from hytedata.models.common import Position
from hytedata.models.sports_site import Ring, SiteGeometry

STEP_M = 0.1

Vertex: TypeAlias = tuple[float, float]


def representative_point(geometry: SiteGeometry) -> Position:
    """Return the position that stands for *geometry*, EPSG:3067 metres.

    A site of several points gives the one nearest to their centroid; a route the start of its
    longest unbranched stretch, in travel direction; an area a point inside its largest part,
    never in a hole. Coordinates are rounded to 0.1 m, except inside an area too narrow for it.
    """
    match geometry.kind:
        case "point":
            east, north = _rounded(_central([part[0][0] for part in geometry.parts]))
        case "route":
            east, north = _rounded(_route_start([part[0] for part in geometry.parts]))
        case "area":
            east, north = _inside(geometry.parts)
    return Position(east=east, north=north)


def _central(points: Sequence[Vertex]) -> Vertex:
    east = math.fsum(point[0] for point in points) / len(points)
    north = math.fsum(point[1] for point in points) / len(points)
    # Of equally near points the first in coordinate order: the order of features may change.
    return min(points, key=lambda point: (math.dist(point, (east, north)), point))


def _route_start(parts: Sequence[Ring]) -> Vertex:
    """Return where the longest stretch begins that can be walked without a choice of ways."""
    stretches = _stretches(parts)
    if not stretches:  # every part is a single spot
        return parts[0][0]
    most = max(line.length for line in stretches)
    among = [line for line in stretches if line.length == most]
    # Of equally long ones the last in coordinate order: the order of parts may change.
    longest = among[0] if len(among) == 1 else max(among, key=lambda line: line.coords[:])
    path: list[Vertex] = [
        (east, north) for east, north in shapely.get_coordinates(longest).tolist()
    ]
    vertices = set(path)
    ends = vertices if longest.is_closed else {path[0], path[-1]}
    # Merging forgets the direction of travel, the parts still know it: the start is an end of
    # the stretch where a part of it begins. All round a closed one, where the first part does.
    starts = [part[0] for part in parts if part[0] in ends and set(part) <= vertices]
    return starts[0] if starts else path[0]


def _stretches(parts: Sequence[Ring]) -> list[LineString]:
    lines = [LineString(part) for part in parts if any(it != part[0] for it in part)]
    merged = shapely.line_merge(MultiLineString(lines))
    return [line for line in shapely.get_parts(merged).tolist() if isinstance(line, LineString)]


def _inside(parts: Sequence[Sequence[Ring]]) -> Vertex:
    largest = max(_polygons(parts), key=lambda polygon: polygon.area, default=None)
    if largest is None:  # nothing but lines: there is no inside
        return _rounded(parts[0][0][0])
    point = shapely.point_on_surface(largest)
    exact = (point.x, point.y)
    return next(_rounded_within(exact, largest), exact)


def _rounded_within(exact: Vertex, area: Polygon) -> Iterator[Vertex]:
    """Yield rounded positions about *exact* that lie inside, the nearest first."""
    east, north = exact
    grid = [
        _rounded((east + right * STEP_M, north + up * STEP_M))
        for right, up in product((-1, 0, 1), repeat=2)
    ]
    for vertex in sorted(grid, key=lambda vertex: (math.dist(vertex, exact), vertex)):
        if shapely.contains(area, Point(vertex)):
            yield vertex


def _polygons(parts: Iterable[Sequence[Ring]]) -> list[Polygon]:
    polygons: list[Polygon] = []
    for rings in parts:
        drawn = Polygon(rings[0], rings[1:])
        polygons += _valid_parts(drawn if drawn.is_valid else _repaired(drawn))
    return polygons


def _repaired(area: Polygon) -> BaseGeometry:
    # Ring by ring: repaired as a whole, a hole that touches the edge would be filled.
    shell, *holes = (shapely.make_valid(Polygon(ring)) for ring in (area.exterior, *area.interiors))
    return shell.difference(shapely.union_all(holes))


def _valid_parts(area: BaseGeometry) -> list[Polygon]:
    if isinstance(area, Polygon):
        return [area] if area.area > 0 else []
    if isinstance(area, BaseMultipartGeometry):
        return [polygon for inner in area.geoms for polygon in _valid_parts(inner)]
    return []


def _rounded(vertex: Vertex) -> Vertex:
    return round(vertex[0], 1), round(vertex[1], 1)
