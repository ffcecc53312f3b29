"""Places as users give them, sorted into points, routes and areas in EPSG:3067.

Nothing is dropped: what cannot be used keeps its place in the order, with the reason.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType as Type

from hytedata.places.borders import Floats, Geometries, Ints
from hytedata.places.reasons import EMPTY, NOT_FINITE, NULL
from hytedata.places.systems import System


class Kind(IntEnum):
    """What a place is: LOST has no place in EPSG:3067, UNUSABLE none at all."""

    UNUSABLE = -1
    POINT = 0
    POINTS = 1
    ROUTE = 2
    AREA = 3
    LOST = 4


_KINDS: Final = {
    Type.POINT: Kind.POINT,
    Type.MULTIPOINT: Kind.POINTS,
    Type.LINESTRING: Kind.ROUTE,
    Type.LINEARRING: Kind.ROUTE,
    Type.MULTILINESTRING: Kind.ROUTE,
    Type.POLYGON: Kind.AREA,
    Type.MULTIPOLYGON: Kind.AREA,
}
_PARTS: Final = {0: "points", 1: "lines", 2: "areas"}


@dataclass(frozen=True)
class Places:
    """Places in their order.

    Attributes:
        kind: A `Kind` each, shape (n,).
        east: Of points, EPSG:3067 metres; NaN for others, shape (n,).
        north: Likewise.
        drawn: Of routes, areas and several points: 2D, EPSG:3067, valid; None for others.
        x: The middle of each as it was given, shape (n,); NaN for unusable ones.
        y: Likewise.
        notes: By position: why it is unusable, or what was done to it.
    """

    kind: NDArray[np.int8]
    east: Floats
    north: Floats
    drawn: Geometries
    x: Floats
    y: Floats
    notes: dict[int, str] = field(default_factory=dict)

    def of_kind(self, kind: Kind) -> Ints:
        """Return the positions of places of one kind."""
        return np.flatnonzero(self.kind == kind)


def sort_places(geometries: Geometries, system: System) -> Places:
    """Sort *geometries*, whose coordinates are of *system*; Z and M are left out."""
    notes: dict[int, str] = {}
    given = _flattened(geometries, notes)
    kind = np.full(len(given), Kind.UNUSABLE, dtype=np.int8)
    for type_id, of_type in _KINDS.items():
        kind[shapely.get_type_id(given) == type_id] = of_type
    for unusable, reason in (
        (~_finite(given), NOT_FINITE),
        (shapely.is_empty(given), EMPTY),
        (shapely.is_missing(given), NULL),
    ):
        kind[unusable] = Kind.UNUSABLE
        notes.update(dict.fromkeys(np.flatnonzero(unusable).tolist(), reason))
    nothing = np.full(len(given), np.nan)
    places = Places(
        kind,
        nothing,
        nothing.copy(),
        np.full(len(given), None),
        nothing.copy(),
        nothing.copy(),
        notes,
    )
    _place_points(places, given, system)
    _draw_others(places, given, system)
    return places


def point_places(x: Floats, y: Floats, system: System) -> Places:
    """Sort points whose coordinates are columns; NaN and infinite ones are unusable."""
    finite = np.isfinite(x) & np.isfinite(y)
    east, north = system.to_metres(np.where(finite, x, 0.0), np.where(finite, y, 0.0))
    kind = np.where(finite, np.int8(Kind.POINT), np.int8(Kind.UNUSABLE))
    kind[finite & ~(np.isfinite(east) & np.isfinite(north))] = Kind.LOST
    notes = dict.fromkeys(np.flatnonzero(~finite).tolist(), NOT_FINITE)
    return Places(kind, east, north, np.full(len(x), None), x, y, notes)


def _flattened(geometries: Geometries, notes: dict[int, str]) -> Geometries:
    """Reduce collections to their parts of the highest dimension, and say so."""
    collections = shapely.get_type_id(geometries) == Type.GEOMETRYCOLLECTION
    geometries = geometries.copy()
    for position in np.flatnonzero(collections & ~shapely.is_empty(geometries)).tolist():
        geometries[position], dimension, left_out = _highest(geometries[position])
        if left_out:
            kind = _PARTS[dimension]
            notes[position] = (
                f"collection: located by its {kind}, {left_out} other part(s) left out"
            )
    return geometries


def _highest(collection: shapely.Geometry) -> tuple[shapely.Geometry, int, int]:
    parts = np.array([collection], dtype=object)
    while (shapely.get_type_id(parts) >= Type.MULTIPOINT).any():
        parts = shapely.get_parts(parts)
    parts = parts[~shapely.is_empty(parts)]
    dimension = shapely.get_dimensions(parts)
    most = int(dimension.max())
    kept = parts[dimension == most]
    gather = (shapely.MultiPoint, shapely.MultiLineString, shapely.MultiPolygon)[most]
    return gather(kept.tolist()), most, len(parts) - len(kept)


def _finite(geometries: Geometries) -> NDArray[np.bool_]:
    vertices, of = shapely.get_coordinates(geometries, return_index=True)
    finite = np.ones(len(geometries), dtype=bool)
    finite[of[~np.isfinite(vertices).all(axis=1)]] = False
    return finite


def _place_points(places: Places, given: Geometries, system: System) -> None:
    points = places.of_kind(Kind.POINT)
    places.x[points], places.y[points] = shapely.get_coordinates(given[points]).T
    east, north = system.to_metres(places.x[points], places.y[points])
    places.east[points], places.north[points] = east, north
    places.kind[points[~(np.isfinite(east) & np.isfinite(north))]] = Kind.LOST


def _draw_others(places: Places, given: Geometries, system: System) -> None:
    others = np.flatnonzero(np.isin(places.kind, (Kind.POINTS, Kind.ROUTE, Kind.AREA)))
    if not len(others):
        return
    west, south, east, north = shapely.bounds(given[others]).reshape(-1, 4).T
    places.x[others], places.y[others] = (west + east) / 2, (south + north) / 2
    drawn = system.drawn(shapely.force_2d(given[others]))
    finite = _finite(drawn)
    places.kind[others[~finite]] = Kind.LOST
    places.drawn[others[finite]] = drawn[finite]
    _mend_areas(places)
    _shrink(places)


def _mend_areas(places: Places) -> None:
    areas = places.of_kind(Kind.AREA)
    for position in areas[~shapely.is_valid(places.drawn[areas])].tolist():
        drawn = places.drawn[position]
        why = shapely.is_valid_reason(drawn).partition("[")[0].strip().lower()
        mended = shapely.make_valid(drawn)
        if shapely.area(mended) > 0:
            places.drawn[position] = _highest(mended)[0]
        _add(places, position, f"mended: the area was not valid ({why}) and was made valid")


def _shrink(places: Places) -> None:
    """Take an area without a size as a route, and a route without a length as a point."""
    areas = places.of_kind(Kind.AREA)
    for position in areas[~(shapely.area(places.drawn[areas]) > 0)].tolist():
        places.kind[position] = Kind.ROUTE
        places.drawn[position] = shapely.boundary(places.drawn[position])
        _add(places, position, "degenerate: an area without a size, located by its outline")
    routes = places.of_kind(Kind.ROUTE)
    for position in routes[~(shapely.length(places.drawn[routes]) > 0)].tolist():
        places.kind[position] = Kind.POINT
        places.east[position], places.north[position] = shapely.get_coordinates(
            places.drawn[position]
        )[0]
        _add(places, position, "degenerate: a route without a length, located as a point")


def _add(places: Places, position: int, note: str) -> None:
    known = places.notes.get(position)
    places.notes[position] = f"{known}; {note}" if known else note
