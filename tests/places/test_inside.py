"""Points inside outlines, without a library."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon
from shapely.geometry import MultiPoint

from hytedata.places.inside import Outlines, inner_point

SQUARE = [[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]]
HOLED = [*SQUARE, [[2.0, 2.0], [8.0, 2.0], [8.0, 8.0], [2.0, 8.0], [2.0, 2.0]]]
FAR = [[[x + 100, y] for x, y in ring] for ring in SQUARE]
COORDINATES = st.floats(-1000, 1000).map(lambda number: round(number, 2))


def test_a_point_of_an_area_with_a_hole_is_not_in_the_hole() -> None:
    point = inner_point([HOLED])

    assert point is not None
    assert Outlines([("a", [HOLED])]).holding(point) == ("a",)
    assert Outlines([("a", [HOLED])]).holding((5.0, 5.0)) == ()


def test_the_largest_part_has_the_point() -> None:
    small = [[[x / 10, y / 10] for x, y in ring] for ring in SQUARE]

    point = inner_point([small, FAR])

    assert Outlines([("small", [small]), ("far", [FAR])]).holding(point) == ("far",)


@pytest.mark.parametrize(
    "polygons", [[], [[]], [[[]]], [[[[1.0, 1.0]]]], [[[[0.0, 0.0], [5.0, 0.0], [0.0, 0.0]]]]]
)
def test_what_has_no_area_has_no_point_inside(
    polygons: Sequence[Sequence[Sequence[Sequence[float]]]],
) -> None:
    point = inner_point(polygons)

    assert point is None
    assert Outlines([("a", polygons)]).holding((1.0, 1.0)) == ()
    assert Outlines([("a", [SQUARE])]).holding(point) == ()


@given(st.lists(st.tuples(COORDINATES, COORDINATES), min_size=3, max_size=12))
def test_the_point_is_inside_as_shapely_says(corners: list[tuple[float, float]]) -> None:
    hull = MultiPoint(corners).convex_hull
    if not isinstance(hull, Polygon) or hull.area < 1:
        return

    point = inner_point([[list(hull.exterior.coords)]])

    assert point is not None
    assert hull.buffer(1e-6).contains(Point(point))
    assert Outlines([("a", [[list(hull.exterior.coords)]])]).holding(point) == ("a",)
