"""Which municipality a point lies in: exact, and quick for one as for a million.

A grid decides most points by the cell that they lie in; the rest are tested against the few
polygons whose border runs through their cell, by exact predicates on the layer as it was given.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol, Self

import numpy as np
import shapely
from numpy.typing import NDArray

from hytedata.errors import InputError
from hytedata.places.borders import Borders, Edges, Floats, Geometries, Ints, drawn_points
from hytedata.places.grid import NOBODY, Grid
from hytedata.places.located import OFFSHORE_M

BORDER_M: Final = 0.000001
"""A point so near to several municipalities is on their border, whatever a projection rounded."""

_AT_ONCE: Final = 200_000


class Layer(Protocol):
    """Boundaries: one code and one polygon in EPSG:3067 per municipality."""

    @property
    def codes(self) -> Sequence[str]:
        """Three-digit codes."""
        ...

    @property
    def geometries(self) -> Sequence[shapely.geometry.base.BaseGeometry] | Geometries:
        """Polygons and multi-polygons, EPSG:3067 metres, as many as codes."""
        ...


@dataclass(frozen=True)
class Found:
    """What was found for some points, in their order.

    Attributes:
        polygon: Position in `MunicipalityIndex.codes`, -1 for none, shape (n,).
        on_border: Whether the point is in several municipalities, of which the first was taken.
        distance_m: To the municipality, metres; 0 within it, NaN where there is none.
    """

    polygon: NDArray[np.int32]
    on_border: NDArray[np.bool_]
    distance_m: Floats


class MunicipalityIndex:
    """The municipalities of a layer, prepared for look-ups of many points or of one.

    It holds the polygons as they were given, and may be shared between threads. Making one takes
    some 0.2 s for the layer of 1:1 000 000.

    Attributes:
        codes: Municipality codes, ascending; of several on whose border a point lies the lowest
            is taken.
        geometries: Their polygons in the same order, EPSG:3067 metres.
    """

    def __init__(
        self,
        codes: Sequence[str],
        geometries: Sequence[shapely.geometry.base.BaseGeometry] | Geometries,
    ) -> None:
        """Prepare *geometries*, one polygon or multi-polygon in EPSG:3067 per code.

        Raises:
            InputError: Codes repeat, or are not as many as polygons; there are none; or a
                geometry is no valid polygon.
        """
        _check(codes, geometries)
        order = sorted(range(len(codes)), key=lambda position: codes[position])
        self.codes = tuple(codes[position] for position in order)
        self.geometries: Geometries = shapely.force_2d(np.array(list(geometries), dtype=object))[
            order
        ]
        shapely.prepare(self.geometries)
        edges = Edges.of(self.geometries)
        self.borders = Borders(edges)
        self._grid = Grid.over(self.geometries, edges)
        self._names = np.array([*self.codes, None], dtype=object)

    @classmethod
    def of(cls, layer: Layer) -> Self:
        """Prepare the municipalities of *layer*."""
        return cls(layer.codes, layer.geometries)

    def point(self, east: float, north: float, *, offshore_m: float = OFFSHORE_M) -> str | None:
        """Return the code of the municipality of one point, EPSG:3067 metres.

        Offshore the nearest one at most *offshore_m* away; None if there is none, or a coordinate
        is not finite.
        """
        if not math.isfinite(east + north):
            return None
        polygon = self._grid.state_at(east, north)
        if polygon < NOBODY:
            polygon = self._exact_one(self._grid.candidates_at(polygon), east, north)
        if polygon == NOBODY:
            polygon = self._ashore_one(east, north, offshore_m)
        return None if polygon == NOBODY else self.codes[polygon]

    def holder(self, east: float, north: float) -> str | None:
        """Return the code of the municipality that holds the whole cell about a point.

        None says nothing: the point may be near a border, outside, or not finite.
        """
        state = self._grid.state_at(east, north) if math.isfinite(east + north) else NOBODY
        return self.codes[state] if state >= 0 else None

    def points(
        self, east: Floats, north: Floats, *, offshore_m: float = OFFSHORE_M
    ) -> NDArray[np.object_]:
        """Return the code of the municipality of each point, EPSG:3067 metres.

        Args:
            east: Eastings, shape (n,).
            north: Northings, shape (n,).
            offshore_m: How far a point outside all municipalities may be from the nearest.

        Returns:
            Codes in the order of the points, shape (n,); None where there is none.

        Raises:
            InputError: There are not as many eastings as northings.
        """
        _check_alike(east, north)
        codes = np.empty(len(east), dtype=object)
        for part in _parts(len(east)):
            found = self._find_some(_floats(east[part]), _floats(north[part]), offshore_m)
            codes[part] = self._names[found.polygon]
        return codes

    def find(self, east: Floats, north: Floats, *, offshore_m: float = OFFSHORE_M) -> Found:
        """Return what is at each point, as `points` does, with how it was found."""
        _check_alike(east, north)
        some = [
            self._find_some(_floats(east[part]), _floats(north[part]), offshore_m)
            for part in _parts(len(east))
        ]
        return Found(
            np.concatenate([found.polygon for found in some]),
            np.concatenate([found.on_border for found in some]),
            np.concatenate([found.distance_m for found in some]),
        )

    def _find_some(self, east: Floats, north: Floats, offshore_m: float) -> Found:
        polygon, on_border = self.covering(east, north)
        found = Found(polygon, on_border, np.where(polygon == NOBODY, np.nan, 0.0))
        asked = np.flatnonzero(polygon == NOBODY)
        asked = asked[self._within_reach(east[asked], north[asked], offshore_m)]
        if len(asked):
            points = drawn_points(east[asked], north[asked])
            point, owner, distance_m = self.borders.nearest(points, offshore_m)
            polygon[asked], _ = _first_of(point, owner, len(asked))
            found.distance_m[asked[point]] = distance_m
        return found

    def covering(self, east: Floats, north: Floats) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """Return the polygon that each point lies in (-1 for none), and whether in several."""
        polygon = self._grid.states(east, north)
        on_border = np.zeros(len(polygon), dtype=bool)
        mixed = np.flatnonzero(polygon < NOBODY)
        if len(mixed):
            found = self._exact(east[mixed], north[mixed], polygon[mixed])
            polygon[mixed], on_border[mixed] = found
        return polygon, on_border

    def cells(self, vertices: Floats) -> Ints:
        """Return the cell of each of *vertices*, shape (n, 2); see `state`."""
        return self._grid.cells(vertices[:, 0], vertices[:, 1])

    @property
    def state(self) -> NDArray[np.int32]:
        """Who holds each cell as a whole: -1 is nobody; below that a border runs through it."""
        return self._grid.state

    def _exact(
        self, east: Floats, north: Floats, states: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """Test points of mixed cells against the polygons whose border is there."""
        point, polygon = self._grid.candidates_of(states)
        order = np.argsort(polygon, kind="stable")
        point, polygon = point[order], polygon[order]
        hit = np.zeros(len(point), dtype=bool)
        # Polygon by polygon: prepared it answers many points several times faster.
        for group in np.split(np.arange(len(point)), np.flatnonzero(np.diff(polygon)) + 1):
            asked = point[group]
            hit[group] = shapely.intersects_xy(
                self.geometries[polygon[group[0]]], east[asked], north[asked]
            )
        near, owner = self.borders.within(drawn_points(east, north), BORDER_M)
        return _first_of(
            np.concatenate([point[hit], near]), np.concatenate([polygon[hit], owner]), len(east)
        )

    def _exact_one(self, candidates: list[int], east: float, north: float) -> int:
        """Do what `_exact` does for one point, without the cost of arrays."""
        for place, polygon in enumerate(candidates):
            if shapely.intersects_xy(self.geometries[polygon], east, north):
                # Of an earlier one the point could still touch the border, but for rounding.
                return min([polygon, *self._touched(east, north)]) if place else polygon
        return NOBODY

    def _touched(self, east: float, north: float) -> list[int]:
        owners: list[int] = self.borders.within(shapely.points([[east, north]]), BORDER_M)[
            1
        ].tolist()
        return owners

    def _ashore_one(self, east: float, north: float, offshore_m: float) -> int:
        """Return the nearest polygon of a point in none; on a border it is the lowest of all."""
        most_m = max(offshore_m, BORDER_M)
        _, owners, distances_m = self.borders.nearest(shapely.points([[east, north]]), most_m)
        if len(owners) and distances_m[0] <= BORDER_M:
            return min(self._touched(east, north))
        return min(owners.tolist(), default=NOBODY)

    def _within_reach(self, east: Floats, north: Floats, most_m: float) -> NDArray[np.bool_]:
        if most_m <= 0:
            return np.zeros(len(east), dtype=bool)
        west, south, right, top = self._bounds
        reach: NDArray[np.bool_] = (
            (east >= west - most_m)
            & (east <= right + most_m)
            & (north >= south - most_m)
            & (north <= top + most_m)
        )
        return reach

    @cached_property
    def _bounds(self) -> tuple[float, float, float, float]:
        west, south, east, north = shapely.total_bounds(self.geometries).tolist()
        return west, south, east, north


def _parts(count: int) -> list[slice]:
    """Return slices over *count* points, so many at once that memory stays small."""
    return [slice(begin, begin + _AT_ONCE) for begin in range(0, max(count, 1), _AT_ONCE)]


def _floats(numbers: Floats) -> Floats:
    return np.asarray(numbers, dtype=np.float64)


def _first_of(
    point: Ints, polygon: Ints, points: int
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Return the lowest polygon of each point, -1 where it has none, and whether it has several."""
    none = np.iinfo(np.int32).max
    lowest = np.full(points, none, dtype=np.int32)
    highest = np.full(points, NOBODY, dtype=np.int32)
    np.minimum.at(lowest, point, polygon.astype(np.int32))
    np.maximum.at(highest, point, polygon.astype(np.int32))
    return np.where(highest == NOBODY, np.int32(NOBODY), lowest), highest > lowest


def _check_alike(east: Floats, north: Floats) -> None:
    if len(east) != len(north):
        raise InputError(f"{len(east)} eastings and {len(north)} northings: one of each per point")


def _check(
    codes: Sequence[str], geometries: Sequence[shapely.geometry.base.BaseGeometry] | Geometries
) -> None:
    if not len(codes) or len(codes) != len(geometries):
        raise InputError(
            f"boundaries: {len(codes)} codes and {len(geometries)} geometries; one of each per "
            "municipality is needed"
        )
    repeated = sorted({code for code in codes if list(codes).count(code) > 1})
    if repeated:
        raise InputError(
            f"boundaries: code {repeated[0]} stands {list(codes).count(repeated[0])} times; "
            "join the parts of a municipality to one multi-polygon"
        )
    for code, geometry in zip(codes, geometries, strict=True):
        kind = getattr(geometry, "geom_type", "nothing")
        if kind not in {"Polygon", "MultiPolygon"} or geometry.is_empty or not geometry.is_valid:
            raise InputError(
                f"boundaries: municipality {code} has no valid polygon but {kind}; "
                "mend the file or fetch it anew"
            )
