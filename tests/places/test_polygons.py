"""Polygons of any CRS become valid ones in EPSG:3067; tolerances in metres."""

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from hytedata.places.polygons import UnfitAreas, finnish_areas, reprojected

SQUARE = shapely.box(500_000, 7_000_000, 510_000, 7_010_000)
BOW_TIE = shapely.Polygon(
    [(500_000, 7_000_000), (510_000, 7_010_000), (510_000, 7_000_000), (500_000, 7_010_000)]
)


def array(*geometries: BaseGeometry | None) -> NDArray[np.object_]:
    made = np.empty(len(geometries), dtype=object)
    made[:] = geometries
    return made


def in_crs(crs: str, *geometries: BaseGeometry) -> NDArray[np.object_]:
    there = pyproj.Transformer.from_crs("EPSG:3067", crs, always_xy=True)
    return reprojected(array(*geometries), there)


@settings(max_examples=25)  # each makes its transformations anew
@given(
    crs=st.sampled_from(
        ["EPSG:3067", "EPSG:4326", "EPSG:3857", "OGC:CRS84", "EPSG:5048", "EPSG:3879"]
    ),
    east=st.floats(100_000, 700_000),
    north=st.floats(6_650_000, 7_700_000),
)
def test_any_crs_gives_the_same_place(crs: str, east: float, north: float) -> None:
    area = shapely.box(east, north, east + 5_000, north + 3_000)

    (found,), remarks = finnish_areas(["091"], in_crs(crs, area), crs)

    assert shapely.hausdorff_distance(found, area) < 0.01
    assert remarks == ()


def test_a_valid_area_that_is_in_place_is_left_as_it_is() -> None:
    found, _ = finnish_areas(["091"], array(SQUARE), "EPSG:3067")

    assert found[0] is SQUARE


def test_heights_are_left_out_and_it_is_said() -> None:
    (found,), remarks = finnish_areas(["091"], array(shapely.force_3d(SQUARE, 12.0)), "EPSG:3067")

    assert not found.has_z
    assert remarks == ("heights and measures of the borders were left out",)


def test_an_invalid_area_is_mended_and_it_is_said() -> None:
    (found,), (remark,) = finnish_areas(["091 Helsinki"], array(BOW_TIE), "EPSG:3067")

    assert found.is_valid
    assert found.area == pytest.approx(50_000_000)
    assert remark.startswith("091 Helsinki was mended (self-intersection")


def test_an_area_among_lines_is_kept_without_them() -> None:
    line = shapely.LineString([(500_000, 7_000_000), (490_000, 7_000_000)])
    mixed = shapely.GeometryCollection([SQUARE, line])

    (found,), _ = finnish_areas(["091"], array(mixed), "EPSG:3067")

    assert found.equals(SQUARE)


@pytest.mark.parametrize(
    ("geometry", "told"),
    [
        (None, "1 of its areas have no geometry .091."),
        (shapely.Polygon(), "have no geometry"),
        (shapely.LineString([(500_000, 7_000_000), (510_000, 7_000_000)]), "091 is a LineString"),
        (shapely.Point(500_000, 7_000_000), "091 is a Point without area"),
        (
            shapely.Polygon([(500_000, 7_000_000), (float("inf"), 7e6), (510_000, 7_010_000)]),
            "no finite numbers",
        ),
    ],
)
def test_what_is_no_area_is_refused(geometry: BaseGeometry | None, told: str) -> None:
    with pytest.raises(UnfitAreas, match=told):
        finnish_areas(["091"], array(geometry), "EPSG:3067")


@pytest.mark.parametrize(
    ("area", "crs", "told"),
    [
        (SQUARE, "EPSG:4326", r"look like EPSG:3067 \(metres, east first\)"),
        (shapely.box(7_000_000, 500_000, 7_010_000, 510_000), "EPSG:3067", "swapped axes"),
        (shapely.box(24, 60, 25, 61), "EPSG:3067", "look like EPSG:4326"),
        (shapely.box(60, 24, 61, 25), "EPSG:4326", "latitude first"),
        (shapely.box(13, 55, 14, 56), "EPSG:4326", "another country"),
        (SQUARE, "EPSG:3006", r"look like EPSG:3067"),
        (SQUARE, None, r"states no coordinate reference system; the numbers look like EPSG:3067"),
        (shapely.box(1, 1, 2, 2), None, "say which one with crs="),
        (SQUARE, "EPSG:nonsense", "is no coordinate reference system"),
    ],
)
def test_a_crs_that_does_not_fit_is_told_with_what_the_numbers_look_like(
    area: BaseGeometry, crs: str | None, told: str
) -> None:
    with pytest.raises(UnfitAreas, match=told):
        finnish_areas(["091"], array(area), crs)
