"""The part of the country that a map shows, and geometries in its pixels."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from hytedata.export.map.picture import Floats, ScaleBar
from hytedata.export.map.words import MapLanguage, number

Geometries: TypeAlias = NDArray[np.object_]

WIDEST: Final = 680.0
HIGHEST: Final = 820.0
"""Pixels that a map may have."""
_MARGIN: Final = 0.04
_LEAST_M: Final = 2_000.0
_DECIMALS: Final = 1
_ROUND: Final = (1.0, 2.0, 5.0)


@dataclass(frozen=True)
class View:
    """A rectangle in EPSG:3067, north up, and how many pixels a metre is.

    Attributes:
        west: Easting of the left edge, metres.
        north: Northing of the upper edge, metres.
        width: Pixels.
        height: Pixels.
        metres: Of one pixel.
    """

    west: float
    north: float
    width: float
    height: float
    metres: float

    @classmethod
    def of(cls, geometries: Geometries) -> "View":
        """Return the view of what *geometries* cover, with a margin."""
        west, south, east, north = shapely.total_bounds(geometries).tolist()
        wide, high = max(east - west, _LEAST_M), max(north - south, _LEAST_M)
        margin = _MARGIN * max(wide, high)
        metres = max((wide + 2 * margin) / WIDEST, (high + 2 * margin) / HIGHEST)
        return cls(
            west=(west + east - wide) / 2 - margin,
            north=(south + north + high) / 2 + margin,
            width=math.ceil((wide + 2 * margin) / metres),
            height=math.ceil((high + 2 * margin) / metres),
            metres=metres,
        )

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north, metres."""
        return (
            self.west,
            self.north - self.height * self.metres,
            self.west + self.width * self.metres,
            self.north,
        )

    def pixels(self, vertices: Floats) -> Floats:
        """Return vertices (east, north) as pixels to the right and down, shape (n, 2)."""
        x = (vertices[:, 0] - self.west) / self.metres
        y = (self.north - vertices[:, 1]) / self.metres
        drawn: Floats = np.round(np.column_stack((x, y)), _DECIMALS).astype(np.float64)
        return drawn

    def within(self, geometries: Geometries) -> NDArray[np.bool_]:
        """Say which of *geometries* may be seen; missing and empty ones are not."""
        seen: NDArray[np.bool_] = shapely.intersects(geometries, shapely.box(*self.bounds))
        return seen

    def coverage(self, areas: Geometries) -> Geometries:
        """Return areas that share borders, as coarse as pixels are, in their order.

        Neighbours keep the same border. Islands of less than a pixel are left out, but for the
        largest part of each area. What lies outside the view is cut off.
        """
        coarse: Geometries = shapely.coverage_simplify(areas, self.metres / 2)
        west, south, east, north = self.bounds
        edge = 4 * self.metres  # so that no cut is seen at the edge
        clipped = shapely.clip_by_rect(coarse, west - edge, south - edge, east + edge, north + edge)
        drawn = np.empty(len(clipped), dtype=object)
        drawn[:] = [_without_specks(area, self.metres**2) for area in clipped]
        return drawn

    def rings(self, geometry: BaseGeometry) -> tuple[Floats, ...]:
        """Return each line, or each ring of each area, in pixels."""
        parts = shapely.get_parts(shapely.get_parts(geometry))  # of collections of several too
        polygonal = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
        lines = [*shapely.get_rings(parts[polygonal]), *parts[~polygonal]]
        drawn = (_distinct(self.pixels(shapely.get_coordinates(line))) for line in lines)
        return tuple(ring for ring in drawn if len(ring) > 1)

    def lines(self, lines: Iterable[BaseGeometry]) -> tuple[Floats, ...]:
        """Return lines and areas as coarse as half a pixel, cut at the edge, in pixels."""
        made = np.asarray([*lines, None], dtype=object)[:-1]
        coarse = shapely.simplify(made, self.metres / 2)
        clipped = shapely.clip_by_rect(shapely.make_valid(coarse), *self.bounds)
        return tuple(ring for one in clipped for ring in self.rings(one))

    def bar(self, language: MapLanguage) -> ScaleBar:
        """Return a bar of a round number of kilometres, at most a quarter of the width."""
        longest = self.width / 4 * self.metres / 1000
        power = 10.0 ** math.floor(math.log10(longest))
        km = max(step * power for step in _ROUND if step * power <= longest)
        return ScaleBar(round(km * 1000 / self.metres, 1), f"{number(km, language)}\u00a0km")


def _without_specks(area: BaseGeometry, least_m2: float) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(area))
    parts = parts[shapely.get_dimensions(parts) == 2]  # cutting may leave lines at the edge
    if len(parts) < 2:
        return parts[0] if len(parts) else shapely.Polygon()
    sizes = shapely.area(parts)
    kept: BaseGeometry = shapely.multipolygons(parts[(sizes >= least_m2) | (sizes == sizes.max())])
    return kept


def _distinct(ring: Floats) -> Floats:
    moved = np.any(np.diff(ring, axis=0) != 0, axis=1)
    kept: Floats = ring[np.concatenate(([True], moved))]
    return kept
