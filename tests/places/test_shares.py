"""Routes and areas: what part lies where."""

import math
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, MultiPoint, box

from hytedata.places.index import MunicipalityIndex
from hytedata.places.locate import locate
from hytedata.places.located import Located
from hytedata.places.routes import route_parts
from tests.places.layers import at, squares_index

INDEX = squares_index()
kilometres = st.integers(-30, 250).map(lambda tenths: tenths / 10)
vertices = st.tuples(kilometres, kilometres).map(lambda place: at(*place))


def shares(place: shapely.Geometry) -> dict[str | None, float]:
    found = locate(place, INDEX)
    return {part.municipality: round(part.share, 9) for part in found.shares}


def route(*places: tuple[float, float]) -> LineString:
    return LineString([at(*place) for place in places])


def test_a_route_across_a_border_has_its_share_on_each_side() -> None:
    found = locate(route((7, 5), (11, 5)), INDEX)

    assert found.municipality == "091"
    assert shares(route((7, 5), (11, 5))) == {"091": 0.75, "049": 0.25}
    assert [part.county for part in found.shares] == ["90", "03"]


def test_of_equal_shares_the_lowest_code_is_taken() -> None:
    found = locate(route((9, 5), (11, 5)), INDEX)

    assert found.municipality == "049"
    assert [part.municipality for part in found.shares] == ["049", "091"]


def test_a_route_along_a_border_counts_once_for_the_lower_code() -> None:
    assert shares(route((10, 2), (10, 7))) == {"049": 1.0}
    assert shares(route((10, 2), (10, 6), (8, 6))) == {"049": 0.666666667, "091": 0.333333333}


def test_a_route_that_turns_on_a_border_vertex_is_cut_there() -> None:
    assert shares(route((9, 5), (10, 5), (10.5, 5))) == {"091": 0.666666667, "049": 0.333333333}


def test_the_part_of_a_route_outside_is_a_share_of_its_own() -> None:
    found = locate(route((-3, 5), (1, 5)), INDEX)

    assert (found.municipality, found.method) == ("091", "inside")
    assert shares(route((-3, 5), (1, 5))) == {None: 0.75, "091": 0.25}


def test_a_gap_between_parts_of_a_route_counts_nowhere() -> None:
    parts = MultiLineString([[at(1, 5), at(2, 5)], [at(18, 5), at(19, 5)]])

    assert shares(parts) == {"049": 0.5, "091": 0.5}


def test_a_route_off_the_shore_gets_the_nearest_municipality() -> None:
    found = locate(route((-1, 2), (-1, 4)), INDEX)

    assert (found.municipality, found.method) == ("091", "offshore")
    assert found.distance_m == pytest.approx(1000)
    assert shares(route((-1, 2), (-1, 4))) == {None: 1.0}


def test_a_route_far_off_is_outside() -> None:
    assert locate(route((-9, 2), (-9, 4)), INDEX).method == "outside"


def test_an_area_has_a_share_by_what_lies_where() -> None:
    area = box(*at(7, 7), *at(11, 11))

    assert shares(area) == {"091": 0.5625, "049": 0.1875, "889": 0.1875, "235": 0.0625}


def test_an_area_about_an_enclave_shares_with_it() -> None:
    assert shares(box(*at(3, 13), *at(7, 17))) == {"889": 0.75, "765": 0.25}


def test_an_area_that_only_touches_is_offshore_at_no_distance() -> None:
    found = locate(box(*at(-1, 1), *at(0, 2)), INDEX)

    assert (found.municipality, found.method, found.distance_m) == ("091", "offshore", 0.0)


def test_several_points_share_by_their_number() -> None:
    points = MultiPoint([at(1, 1), at(2, 2), at(11, 1), at(-4, 1)])

    assert shares(points) == {"091": 0.5, "049": 0.25, None: 0.25}


def add_up(found: Located) -> bool:
    return math.isclose(math.fsum(part.share for part in found.shares), 1.0, abs_tol=1e-12)


@given(st.lists(vertices, min_size=2, max_size=8))
def test_shares_of_a_route_add_up_and_are_those_of_its_intersections(
    places: list[tuple[float, float]],
) -> None:
    line = LineString(places)
    found = locate(line, INDEX)

    assert add_up(found)
    if line.length > 0:
        for part in found.shares:
            if part.municipality is not None:
                area = INDEX.geometries[INDEX.codes.index(part.municipality)]
                most = sum(LineString(pair).intersection(area).length for pair in pairwise(places))
                assert part.share * line.length <= most + 1e-3


@given(st.lists(vertices, min_size=3, max_size=6))
def test_shares_of_any_area_add_up(places: list[tuple[float, float]]) -> None:
    assert add_up(locate(shapely.Polygon(places), INDEX))


@given(st.lists(st.lists(vertices, min_size=1, max_size=4), min_size=1, max_size=3))
def test_shares_of_any_collection_add_up(parts: list[list[tuple[float, float]]]) -> None:
    drawn = [LineString(part) if len(part) > 1 else shapely.Point(part[0]) for part in parts]

    assert add_up(locate(shapely.GeometryCollection(drawn), INDEX))


def test_real_routes_have_the_shares_of_exact_intersections(country: MunicipalityIndex) -> None:
    draw = np.random.default_rng(5)
    starts = draw.choice(country.borders.edges.start, 150)
    steps = draw.normal(0, 400, (150, 30, 2))
    lines = np.asarray(shapely.linestrings(starts[:, None, :] + steps.cumsum(axis=1)))

    parts = route_parts(lines, country)

    length = shapely.length(lines)[parts.place]
    named = parts.polygon >= 0
    theirs = shapely.length(
        shapely.intersection(lines[parts.place[named]], country.geometries[parts.polygon[named]])
    )
    assert np.allclose(parts.share[named] * length[named], theirs, atol=1e-3)
    assert len(parts.place) >= 300
    assert np.allclose(np.bincount(parts.place, weights=parts.share), 1)


def test_a_route_along_a_real_border_is_told_by_its_lower_code(country: MunicipalityIndex) -> None:
    one, other = country.codes.index("049"), country.codes.index("092")
    shared = country.geometries[one].intersection(country.geometries[other])
    lines = [line for line in shapely.get_parts(shapely.line_merge(shared)) if line.length > 500]

    found = locate(lines, country)

    assert len(found) > 0
    assert {place.municipality for place in found} == {"049"}
    assert min(place.shares[0].share for place in found) > 0.999
