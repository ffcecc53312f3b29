import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import affinity

from hytedata.models.sports_site import GeometryKind, Ring, SiteGeometry
from hytedata.places.representative import representative_point

EAST, NORTH = 400_000.0, 7_000_000.0


def ring(*vertices: tuple[float, float]) -> Ring:
    """Vertices given relative to a place in Finland."""
    return tuple((EAST + east, NORTH + north) for east, north in vertices)


def stands_at(kind: GeometryKind, *parts: tuple[Ring, ...]) -> tuple[float, float]:
    """Return the representative point relative to the same place."""
    found = representative_point(SiteGeometry(kind=kind, parts=parts))
    return round(found.east - EAST, 3), round(found.north - NORTH, 3)


def rectangle(width: float, height: float, east: float = 0, north: float = 0) -> Ring:
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height), (0.0, 0.0)]
    return ring(*((east + x, north + y) for x, y in corners))


def test_a_point_stands_for_itself_to_a_decimetre() -> None:
    assert stands_at("point", (ring((10.04, 20.06)),)) == (10.0, 20.1)


def test_of_several_points_the_most_central_one_is_taken() -> None:
    points = [(ring((east, 0)),) for east in (0, 100, 60)]

    assert stands_at("point", *points) == (60, 0)
    assert stands_at("point", *reversed(points)) == (60, 0)


def test_a_route_in_one_piece_stands_at_its_start() -> None:
    assert stands_at("route", (ring((50, 0), (10, 0), (0, 90)),)) == (50, 0)


def test_segments_are_merged_before_the_start_is_looked_for() -> None:
    second = (ring((10, 0), (20, 0)),)
    first = (ring((0, 0), (10, 0)),)
    third = (ring((20, 0), (30, 5)),)

    assert stands_at("route", second, first, third) == (0, 0)


def test_of_a_network_the_longest_stretch_counts() -> None:
    trunk = (ring((0, 0), (100, 0)),)
    left = (ring((100, 0), (110, 10)),)
    right = (ring((100, 0), (110, -10)),)

    assert stands_at("route", left, right, trunk) == (0, 0)


def test_a_loop_starts_where_its_first_part_starts() -> None:
    out = (ring((0, 0), (50, 50), (100, 0)),)
    back = (ring((100, 0), (0, 0)),)
    spur = (ring((100, 0), (101, 0)),)

    assert stands_at("route", out, back) == (0, 0)
    assert stands_at("route", out, back, spur) == (0, 0)


def test_a_route_of_single_spots_stands_there() -> None:
    assert stands_at("route", (ring((5, 5), (5, 5)),)) == (5, 5)


def test_an_area_stands_inside_the_largest_of_its_parts_and_outside_its_holes() -> None:
    small = (rectangle(10, 10, 500, 500),)
    large = (rectangle(100, 100), rectangle(60, 60, 20, 20)[::-1])

    east, north = stands_at("area", small, large)

    inside = shapely.Polygon(rectangle(100, 100), [rectangle(60, 60, 20, 20)])
    assert inside.contains(shapely.Point(EAST + east, NORTH + north))


def test_an_area_too_narrow_for_a_decimetre_keeps_its_millimetres() -> None:
    assert stands_at("area", (rectangle(0.04, 50),)) == (0.02, 25)


def test_an_area_that_crosses_itself_is_repaired_first() -> None:
    bow = ring((0, 0), (10, 10), (10, 0), (0, 10), (0, 0))

    east, north = stands_at("area", (bow,))

    assert shapely.make_valid(shapely.Polygon(bow)).contains(
        shapely.Point(EAST + east, NORTH + north)
    )


def test_a_hole_that_touches_the_edge_stays_a_hole() -> None:
    hole = ring((0.125, 0.125), (0.125, 0.875), (0.875, 0.125), (0.125, 0.125))

    east, north = stands_at("area", (ring((0, 0), (0, 1), (1, 0), (0, 0)), hole))

    assert min(east, north) < 0.125


def test_an_area_without_an_inside_stands_at_its_first_vertex() -> None:
    assert stands_at("area", (ring((7, 7), (8, 8), (9, 9), (7, 7)),)) == (7, 7)


offsets = st.floats(0, 300).map(lambda value: round(value, 3))
vertices = st.tuples(offsets, offsets)


@given(corners=st.lists(vertices, min_size=3, max_size=9), hole=st.floats(0.01, 0.9))
def test_an_area_always_stands_inside(corners: list[tuple[float, float]], hole: float) -> None:
    hull = shapely.convex_hull(shapely.MultiPoint(ring(*corners)))
    if not isinstance(hull, shapely.Polygon) or hull.area < 0.01:
        return
    inner = affinity.scale(hull, hole, hole, origin="centroid")
    outer: Ring = tuple((x, y) for x, y in hull.exterior.coords)
    holes = (tuple((x, y) for x, y in inner.exterior.coords),)

    found = representative_point(SiteGeometry(kind="area", parts=((outer, *holes),)))

    assert shapely.Polygon(outer, holes).intersects(shapely.Point(found.east, found.north))


@given(tangle=st.lists(vertices, min_size=3, max_size=8), hole=st.lists(vertices, min_size=3))
def test_even_a_tangled_area_has_a_place_within_its_bounds(
    tangle: list[tuple[float, float]], hole: list[tuple[float, float]]
) -> None:
    rings = tuple(ring(*corners, corners[0]) for corners in (tangle, hole[:8]))

    found = representative_point(SiteGeometry(kind="area", parts=(rings,)))

    bounds = shapely.box(*shapely.MultiPoint(rings[0]).bounds).buffer(0.1)
    assert bounds.contains(shapely.Point(found.east, found.north))


@given(lines=st.lists(st.lists(vertices, min_size=2, max_size=5), min_size=1, max_size=6))
def test_a_route_always_stands_on_itself(lines: list[list[tuple[float, float]]]) -> None:
    parts = tuple((ring(*line),) for line in lines)

    found = representative_point(SiteGeometry(kind="route", parts=parts))

    drawn = shapely.MultiLineString([part[0] for part in parts])
    assert drawn.distance(shapely.Point(found.east, found.north)) < 0.08


@pytest.mark.parametrize("kind", ["point", "route"])
@given(points=st.lists(vertices, min_size=2, max_size=6))
def test_the_same_geometry_gives_the_same_position(
    kind: GeometryKind, points: list[tuple[float, float]]
) -> None:
    parts = tuple((ring(point),) for point in points) if kind == "point" else ((ring(*points),),)
    geometry = SiteGeometry(kind=kind, parts=parts)

    first, second = representative_point(geometry), representative_point(geometry)

    assert first == second
    assert math.isfinite(first.east)
