"""Polygons of any stated CRS made fit for use: EPSG:3067, two dimensions, valid, in Finland."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from hytedata.errors import InputError

Geometries: TypeAlias = NDArray[np.object_]
"""Shapely geometries."""

CRS: Final = "EPSG:3067"
EAST: Final = (43_000.0, 765_000.0)
NORTH: Final = (6_560_000.0, 7_800_000.0)
"""Bounds of Finland with its territorial waters, metres, with a margin."""

_LONGITUDES: Final = (18.0, 33.0)
_LATITUDES: Final = (58.0, 71.0)
_POLYGONAL: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


class UnfitAreas(InputError):
    """Geometries that cannot be used as areas in Finland; says why and what to do."""


def finnish_areas(
    names: Sequence[str], geometries: Geometries, crs: str | None
) -> tuple[Geometries, tuple[str, ...]]:
    """Bring polygons to EPSG:3067 metres, mended where that is needed.

    Args:
        names: Of each, for messages.
        geometries: Shapely geometries in *crs*; x is east or longitude.
        crs: Whatever pyproj understands; None where the file states none.

    Returns:
        Polygons and multipolygons in the given order, and a sentence for each thing mended.

    Raises:
        UnfitAreas: No CRS, a CRS that does not fit the numbers, places outside Finland, or
            geometries that are missing, empty or no areas.
    """
    remarks: list[str] = []
    _check_present(names, geometries)
    if (shapely.get_coordinate_dimension(geometries) > 2).any():
        geometries = shapely.force_2d(geometries)
        remarks.append("heights and measures of the borders were left out")
    projected = _projected(geometries, crs)
    areas = np.empty(len(projected), dtype=np.object_)
    valid = shapely.is_valid(projected)
    fine = valid & np.isin(shapely.get_type_id(projected), _POLYGONAL)
    areas[fine] = projected[fine]
    for index in np.flatnonzero(~fine).tolist():
        areas[index] = _as_area(names[index], projected[index])
        if not valid[index]:
            remarks.append(_mended(names[index], projected[index], areas[index]))
    return areas, tuple(remarks)


def reprojected(geometries: Geometries, transformer: pyproj.Transformer) -> Geometries:
    """Return two-dimensional *geometries* in another CRS; x stays east or longitude."""

    def moved(places: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(places[:, 0], places[:, 1]))

    return shapely.transform(geometries, moved)


def _check_present(names: Sequence[str], geometries: Geometries) -> None:
    empty = shapely.is_missing(geometries) | shapely.is_empty(geometries)
    if empty.any():
        told = ", ".join(names[index] for index in np.flatnonzero(empty)[:5].tolist())
        raise UnfitAreas(f"{int(empty.sum())} of its areas have no geometry ({told})")


def _projected(geometries: Geometries, crs: str | None) -> Geometries:
    low_x, low_y, high_x, high_y = _bounds(geometries)
    if crs is None:
        raise UnfitAreas(
            "it states no coordinate reference system; "
            f"{_guess(low_x, low_y, high_x, high_y)}say which one with crs="
        )
    try:
        system = pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError as error:
        raise UnfitAreas(f"{crs[:80]!r} is no coordinate reference system") from error
    if not system.equals(pyproj.CRS(CRS), ignore_axis_order=False):
        transformer = pyproj.Transformer.from_crs(system, CRS, always_xy=True)
        geometries = reprojected(geometries, transformer)
    _check_in_finland(geometries, (low_x, low_y, high_x, high_y), system)
    return geometries


def _check_in_finland(
    projected: Geometries, given: tuple[float, float, float, float], system: pyproj.CRS
) -> None:
    low_east, low_north, high_east, high_north = _bounds(projected, finite=False)
    if (
        EAST[0] <= low_east <= high_east <= EAST[1]
        and NORTH[0] <= low_north <= high_north <= NORTH[1]
    ):
        return
    low_x, low_y, high_x, high_y = given
    name = system.to_string() if len(system.to_string()) < 40 else system.name
    raise UnfitAreas(
        f"it is said to be in {name}, and its positions ({low_x:.6g}, {low_y:.6g} to "
        f"{high_x:.6g}, {high_y:.6g}) then lie outside Finland; "
        f"{_guess(low_x, low_y, high_x, high_y) or 'is it another country? '}".strip()
    )


def _guess(low_x: float, low_y: float, high_x: float, high_y: float) -> str:
    """Say what the numbers look like."""

    def within(first: tuple[float, float], second: tuple[float, float]) -> bool:
        return first[0] <= low_x <= high_x <= first[1] and second[0] <= low_y <= high_y <= second[1]

    if within(EAST, NORTH):
        return f"the numbers look like {CRS} (metres, east first); "
    if within(NORTH, EAST):
        return f"the numbers look like {CRS} with swapped axes (north first, as EPSG:5048); "
    if within(_LONGITUDES, _LATITUDES):
        return "the numbers look like EPSG:4326 (degrees, longitude first); "
    if within(_LATITUDES, _LONGITUDES):
        return "the numbers look like degrees with swapped axes (latitude first); "
    return ""


def _bounds(geometries: Geometries, *, finite: bool = True) -> tuple[float, float, float, float]:
    if finite and not np.isfinite(shapely.get_coordinates(geometries)).all():
        raise UnfitAreas("some of its positions are no finite numbers")
    low_x, low_y, high_x, high_y = shapely.total_bounds(geometries).tolist()
    return low_x, low_y, high_x, high_y


def _as_area(name: str, geometry: BaseGeometry) -> BaseGeometry:
    kind = geometry.geom_type
    # By structure: what is drawn twice stays land, as a reader of the map sees it.
    whole = geometry if geometry.is_valid else shapely.make_valid(geometry, method="structure")
    parts = shapely.get_parts(shapely.get_parts(whole))
    polygons = [part for part in parts if shapely.get_type_id(part) == _POLYGONAL[0]]
    if not polygons:
        raise UnfitAreas(f"{name} is a {kind} without area, where a polygon is needed")
    joined: BaseGeometry = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    return joined


def _mended(name: str, before: BaseGeometry, after: BaseGeometry) -> str:
    reason = shapely.is_valid_reason(before).partition("[")[0].lower()
    change_ha = (after.area - before.area) / 10_000
    return f"{name} was mended ({reason}; its area changed by {change_ha:+.1f} ha)"
