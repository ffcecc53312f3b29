"""Invented borders: a cell around each of the 308 localities, in a country of about the shape.

The cells are those of a power diagram: the border between two localities lies between the discs
within which the sandbox puts their sites (`MunicipalityRow.radius_m`), so that every simulated
site lies in the cell of the municipality whose code it carries. A municipality that was merged
later has a cell of its own beside its successor's locality.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final, TypeAlias

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from hytedata.codes import abolished_municipalities
from hytedata.sandbox.world.projection import to_tm35fin
from hytedata.sandbox.world.tables import municipalities

FIRST_YEAR: Final = 2013

_COAST_M: Final = 12_000.0
"""Land reaches at least so far around each locality."""
_CLOSING_M: Final = 60_000.0
_LAND: Final = (50_000.0, 6_600_000.0, 740_000.0, 7_780_000.0)
_GRID_M: Final = 1.0
_BEND_M: Final = 120.0
"""Borders at the finer scale leave the straight line by at most this much."""
_STEP_M: Final = 1_500.0

Vertex: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Locality:
    """A place that a cell lies around, EPSG:3067 metres."""

    code: str
    east: float
    north: float
    radius_m: float

    def power(self, place: Vertex) -> float:
        """Distance of a place in the diagram's measure; the least one owns it."""
        return (place[0] - self.east) ** 2 + (place[1] - self.north) ** 2 - self.radius_m**2


@cache
def localities() -> tuple[Locality, ...]:
    """Return those of today's municipalities, then those merged since 2013."""
    today = {
        row.code: Locality(row.code, *to_tm35fin(row.lon, row.lat), float(row.radius_m))
        for row in municipalities().values()
    }
    merged = []
    for old in abolished_municipalities():
        if old.abolished_on.year > FIRST_YEAR:
            heir = today[old.successor]
            angle = int(old.code) / 1000 * math.tau
            away = heir.radius_m + 4_000
            east, north = heir.east + away * math.cos(angle), heir.north + away * math.sin(angle)
            merged.append(Locality(old.code, east, north, 0.0))
    return (*today.values(), *merged)


@cache
def cells(fine: bool) -> Mapping[str, BaseGeometry]:
    """Return the area of each locality's code; together they cover the land without gaps.

    Args:
        fine: Borders that wind, as at 1:1 000 000, instead of straight ones.
    """
    places = localities()
    lines = [_cell(place, places).exterior for place in places]
    network = shapely.union_all([*lines, _land().boundary], grid_size=_GRID_M)
    if fine:
        bent = [_bent(line) for line in shapely.get_parts(shapely.line_merge(network)).tolist()]
        network = shapely.union_all(bent, grid_size=_GRID_M)
    parts: dict[str, list[BaseGeometry]] = {}
    for face in shapely.get_parts(shapely.polygonize([network])).tolist():
        inside = face.representative_point()
        if _land().contains(inside):
            owner = min(places, key=lambda place: place.power((inside.x, inside.y)))
            parts.setdefault(owner.code, []).append(face)
    return {code: joined(faces) for code, faces in parts.items()}


def joined(areas: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return one area of several that share their borders."""
    whole: BaseGeometry = shapely.normalize(shapely.union_all(areas))
    return whole


@cache
def _land() -> BaseGeometry:
    """The country: what lies near a locality, and what lies between such land."""
    discs = [
        shapely.Point(place.east, place.north).buffer(_COAST_M + _CLOSING_M, quad_segs=6)
        for place in localities()
    ]
    closed = shapely.union_all(discs).buffer(-_CLOSING_M, quad_segs=3)
    parts = [Polygon(part.exterior) for part in shapely.get_parts(closed).tolist()]
    return shapely.union_all(parts).intersection(shapely.box(*_LAND)).simplify(2_000.0)


def _cell(place: Locality, all_places: Sequence[Locality]) -> Polygon:
    """Return the part of the map that is nearest to *place*, convex and beyond the land."""
    low_x, low_y, high_x, high_y = _LAND
    ring: list[Vertex] = [(low_x, low_y), (high_x, low_y), (high_x, high_y), (low_x, high_y)]
    others = sorted(
        (math.dist((other.east, other.north), (place.east, place.north)), at)
        for at, other in enumerate(all_places)
        if other is not place
    )
    for distance, at in others:
        reach = max(math.dist(vertex, (place.east, place.north)) for vertex in ring)
        # Past twice its reach, and the largest disc, nothing can cut the cell any more.
        if distance > 2 * reach + 8_000:
            break
        ring = _cut(ring, place, all_places[at])
    return Polygon(ring)


def _cut(ring: Sequence[Vertex], place: Locality, other: Locality) -> list[Vertex]:
    """Return what of a convex ring is nearer to *place* than to *other*."""
    kept: list[Vertex] = []
    lead = [other.power(vertex) - place.power(vertex) for vertex in ring]
    for at, vertex in enumerate(ring):
        before, led = ring[at - 1], lead[at - 1]
        if (led < 0) != (lead[at] < 0):
            share = led / (led - lead[at])
            kept.append(
                (
                    before[0] + share * (vertex[0] - before[0]),
                    before[1] + share * (vertex[1] - before[1]),
                )
            )
        if lead[at] >= 0:
            kept.append(vertex)
    return kept


def _bent(line: LineString) -> LineString:
    """Let a border wind about its straight line; the ends, and the same line, stay the same."""
    count = int(line.length // _STEP_M)
    if count < 3:
        return line
    random = Random(repr(sorted((line.coords[0], line.coords[-1]))))
    points: list[Vertex] = []
    for at in range(count + 1):
        on = line.interpolate(at / count, normalized=True)
        aside = 0.0 if at in (0, count) else _BEND_M
        points.append(
            (
                round(on.x + random.uniform(-aside, aside)),
                round(on.y + random.uniform(-aside, aside)),
            )
        )
    return LineString([line.coords[0], *points[1:-1], line.coords[-1]])
