"""`hytedata.locate`: one place, several, or a GeoDataFrame, to municipality and county."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, TypeGuard, cast, overload

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hytedata.errors import InputError
from hytedata.models.common import Position
from hytedata.places.frames import locate_frame
from hytedata.places.index import MunicipalityIndex
from hytedata.places.located import OFFSHORE_M, Located, Share, county_code
from hytedata.places.locating import locate_all
from hytedata.places.systems import METRES, System

if TYPE_CHECKING:
    import geopandas

Place: TypeAlias = BaseGeometry | Position | tuple[float, float] | None
"""A geometry, a position of ours, a pair (east, north) or (longitude, latitude), or nothing."""


@overload
def locate(
    places: Place, index: MunicipalityIndex, *, crs: object = None, offshore_m: float = OFFSHORE_M
) -> Located: ...
@overload
def locate(
    places: Sequence[Place],
    index: MunicipalityIndex,
    *,
    crs: object = None,
    offshore_m: float = OFFSHORE_M,
) -> tuple[Located, ...]: ...
@overload
def locate(
    places: "geopandas.GeoDataFrame",
    index: MunicipalityIndex,
    *,
    crs: object = None,
    offshore_m: float = OFFSHORE_M,
) -> "geopandas.GeoDataFrame": ...
def locate(
    places: "Place | Sequence[Place] | geopandas.GeoDataFrame",
    index: MunicipalityIndex,
    *,
    crs: object = None,
    offshore_m: float = OFFSHORE_M,
) -> "Located | tuple[Located, ...] | geopandas.GeoDataFrame":
    """Find the municipality and county of places: points, routes, areas.

    A place in several municipalities has a share in each, and gets the one with the largest; of
    equal ones, and on a border, the lowest code. One in none gets the nearest municipality at
    most *offshore_m* away and is marked so: offshore, or just across a land border. The layers of
    Statistics Finland end at the shore. What cannot be located has a reason.

    Args:
        places: One place, a sequence of places, or a GeoDataFrame. In a pair and in any CRS, east
            or longitude comes first. A `Position` is in EPSG:3067 whatever *crs* says.
        index: The municipalities, prepared once: `MunicipalityIndex.of(boundaries)`.
        crs: Of the coordinates: an EPSG number, text, or a `pyproj.CRS`. EPSG:3067 where it is
            left out; a GeoDataFrame states its own.
        offshore_m: Metres; 0 for no nearest ones.

    Returns:
        One `Located`; as many as places, in their order; or the frame with its columns, index,
        order and CRS, and six columns more (`hytedata.places.frames.COLUMNS`).

    Raises:
        InputError: *crs* is none, the frame states none, or a place is not one.
    """
    if _is_frame(places):
        return locate_frame(places, index, crs=crs, offshore_m=offshore_m)
    system = System.of(METRES if crs is None else crs)
    if places is None or isinstance(places, BaseGeometry | Position) or _is_pair(places):
        place = cast(Place, places)
        return _simple(place, index, system) or _located([place], index, system, offshore_m)[0]
    return _located(list(cast(Sequence[Place], places)), index, system, offshore_m)


def _is_frame(places: object) -> "TypeGuard[geopandas.GeoDataFrame]":
    # By what it can do: who has none of these tables need not load their library.
    return hasattr(places, "set_crs") and hasattr(places, "columns")


def _simple(place: Place, index: MunicipalityIndex, system: System) -> Located | None:
    """Answer for one point far from any border, as most are, in a tenth of the time."""
    if isinstance(place, Position):
        return _within(index.holder(place.east, place.north))
    if isinstance(place, shapely.Point):
        place = (place.x, place.y) if not place.is_empty else None
    if isinstance(place, tuple):
        east, north = system.to_metres(*place)
        return _within(index.holder(float(east), float(north)))
    return None


@cache
def _within(municipality: str | None) -> Located | None:
    if municipality is None:
        return None
    county = county_code(municipality)
    share = Share(municipality, county, 1.0)
    return Located(municipality, county, "inside", shares=(share,))


def _located(
    places: Sequence[Place], index: MunicipalityIndex, system: System, offshore_m: float
) -> tuple[Located, ...]:
    ours = [number for number, place in enumerate(places) if isinstance(place, Position)]
    others = [number for number in range(len(places)) if number not in set(ours)]
    found: dict[int, Located] = {}
    for numbers, stated in ((ours, System.of(METRES)), (others, system)):
        if not numbers:
            continue
        drawn = np.full(len(numbers), None, dtype=object)
        drawn[:] = [_drawn(places[number]) for number in numbers]
        answers = locate_all(drawn, stated, index, offshore_m=offshore_m)
        found |= {number: answers.located(row) for row, number in enumerate(numbers)}
    return tuple(found[number] for number in range(len(places)))


def _drawn(place: Place) -> BaseGeometry | None:
    if place is None or isinstance(place, BaseGeometry):
        return place
    if isinstance(place, Position):
        return shapely.Point(place.east, place.north)
    if _is_pair(place):
        return shapely.Point(float(place[0]), float(place[1]))
    raise InputError(
        "a place is a geometry, a pair such as (east, north), a Position or None; "
        f"not {place!r:.80}"
    )


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, tuple)
        and len(value) == 2
        and all(isinstance(number, int | float | np.number) for number in value)
    )
