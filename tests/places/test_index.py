"""Points to municipalities: exact on land, on borders, at sea, one by one and by the thousand."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import Point, box
from shapely.geometry.base import BaseGeometry

from hytedata.errors import InputError
from hytedata.places.borders import Floats, drawn_points
from hytedata.places.index import MunicipalityIndex
from tests.places.layers import MIDDLE, SIDE, at, squares, squares_index

INDEX = squares_index()
kilometres = st.floats(-5, 25, allow_nan=False)


def one(place: tuple[float, float], index: MunicipalityIndex = INDEX) -> str | None:
    (code,) = index.points(np.array([place[0]]), np.array([place[1]]))
    assert code == index.point(*place)
    return None if code is None else str(code)


def test_a_point_inside_a_municipality_is_in_it() -> None:
    assert [one(at(5, 5)), one(at(15, 5)), one(at(5, 11)), one(at(15, 15))] == [
        "091",
        "049",
        "889",
        "235",
    ]


def test_an_enclave_is_not_what_surrounds_it() -> None:
    assert (one(at(5, 15)), one(at(3.9, 15))) == ("765", "889")


def test_on_a_border_the_lowest_code_is_taken() -> None:
    assert (one(at(10, 5)), one(MIDDLE), one(at(4, 15))) == ("049", "049", "765")


def test_a_border_point_is_marked() -> None:
    found = INDEX.find(*np.array([at(10, 5), at(9, 5), at(0, 5)]).T)

    assert found.on_border.tolist() == [True, False, False]


def test_a_point_that_rounding_moved_off_the_border_is_still_on_it() -> None:
    east, north = at(10, 5)

    assert [one((east + off, north)) for off in (-1e-7, 1e-7)] == ["049", "049"]


def test_just_offshore_the_nearest_is_taken_with_its_distance() -> None:
    found = INDEX.find(*np.array([at(-1.5, 5)]).T)

    assert one(at(-1.5, 5)) == "091"
    assert found.distance_m.tolist() == [pytest.approx(1500)]


def test_off_the_corner_of_two_the_lowest_code_is_taken() -> None:
    assert one(at(10, -1)) == "049"


def test_farther_than_the_stated_distance_there_is_none() -> None:
    east, north = np.array([at(-3, 5)]).T

    assert INDEX.points(east, north).tolist() == [None]
    assert INDEX.points(east, north, offshore_m=3500).tolist() == ["091"]
    assert INDEX.points(east + 2000, north, offshore_m=0).tolist() == [None]
    assert INDEX.point(at(-1, 5)[0], at(-1, 5)[1], offshore_m=0) is None


@pytest.mark.parametrize("place", [(math.nan, 7e6), (4e5, math.inf), (1e300, -1e300), (0.0, 0.0)])
def test_a_place_that_is_nowhere_has_none(place: tuple[float, float]) -> None:
    assert one(place) is None


def test_eastings_without_northings_are_refused() -> None:
    with pytest.raises(InputError, match="2 eastings and 1 northings"):
        INDEX.points(np.array([1.0, 2.0]), np.array([1.0]))


def test_no_points_are_no_answers() -> None:
    assert INDEX.points(np.array([]), np.array([])).tolist() == []


@given(kilometres, kilometres)
def test_a_point_is_in_the_polygon_that_it_is_in(right: float, up: float) -> None:
    place = at(right, up)
    assume(not any(area.boundary.dwithin(Point(place), 1e-5) for area in squares().values()))
    holders = sorted(code for code, area in squares().items() if area.intersects(Point(place)))

    found = INDEX.find(*np.array([place]).T, offshore_m=0)

    assert [INDEX.codes[number] for number in found.polygon if number >= 0] == holders
    assert one(place) == INDEX.points(*np.array([place]).T)[0]


@given(st.lists(st.tuples(kilometres, kilometres), max_size=30))
def test_each_point_has_an_answer_in_its_place(places: list[tuple[float, float]]) -> None:
    metres = [at(*place) for place in places]

    together = INDEX.points(*np.array(metres).reshape(-1, 2).T)

    assert together.tolist() == [INDEX.point(*place) for place in metres]


def test_of_municipalities_that_overlap_the_lowest_code_is_taken() -> None:
    index = MunicipalityIndex(["200", "100"], [box(0, 0, 20_000, 20_000), box(5e3, 5e3, 9e3, 9e3)])

    assert [index.point(7e3, 7e3), index.point(8999.0, 8999.0), index.point(1e3, 1e3)] == [
        "100",
        "100",
        "200",
    ]


@pytest.mark.parametrize(
    ("codes", "areas", "told"),
    [
        (["091", "091"], [box(0, 0, 1, 1)] * 2, "091 stands 2 times"),
        (["091"], [], "1 codes and 0 geometries"),
        ([], [], "0 codes"),
        (["091"], [Point(0, 0)], "091 has no valid polygon but Point"),
        (["091"], [shapely.from_wkt("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))")], "no valid polygon"),
        (["091"], [None], "no valid polygon"),
    ],
)
def test_boundaries_that_cannot_be_used_are_told(
    codes: list[str], areas: list[BaseGeometry], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        MunicipalityIndex(codes, areas)


def near_borders(index: MunicipalityIndex, count: int, seed: int) -> Floats:
    """Points about the vertices of borders, mostly within 100 m; some at sea."""
    draw = np.random.default_rng(seed)
    vertices = draw.choice(index.borders.edges.start, count)
    off = draw.normal(0, 1, (count, 2)) * draw.choice([0.1, 1, 30, 1000], (count, 1))
    return np.asarray(vertices + off)


def exact(index: MunicipalityIndex, places: Floats) -> list[str | None]:
    """Answer by nothing but predicates on the polygons."""
    points = drawn_points(*places.T)
    polygon, point = shapely.STRtree(points).query(index.geometries, predicate="intersects")
    found: list[str | None] = [None] * len(places)
    for code, number in sorted(zip(polygon.tolist(), point.tolist(), strict=True), reverse=True):
        found[number] = index.codes[code]
    return found


def test_near_real_borders_the_answers_are_those_of_exact_predicates(
    country: MunicipalityIndex,
) -> None:
    places = near_borders(country, 3000, seed=1)

    assert country.points(*places.T, offshore_m=0).tolist() == exact(country, places)


@pytest.mark.slow
def test_a_hundred_thousand_are_those_of_exact_predicates(country: MunicipalityIndex) -> None:
    places = near_borders(country, 100_000, seed=2)

    found = country.points(*places.T, offshore_m=0)

    assert found.tolist() == exact(country, places)
    assert [country.point(*place, offshore_m=0) for place in places[:20_000].tolist()] == (
        found[:20_000].tolist()
    )


def test_every_real_border_vertex_gets_the_lowest_of_its_municipalities(
    country: MunicipalityIndex,
) -> None:
    places = country.borders.edges.start[::40]

    assert country.points(*places.T).tolist() == exact(country, places)


def test_at_sea_the_nearest_is_the_nearest_polygon(country: MunicipalityIndex) -> None:
    places = near_borders(country, 2000, seed=3)
    found = country.find(*places.T)
    sea = np.flatnonzero(found.distance_m > 0)[:100]

    every = shapely.distance(drawn_points(*places[sea].T)[:, None], country.geometries[None, :])

    assert len(sea) > 50
    assert np.allclose(found.distance_m[sea], every.min(axis=1))
    assert found.polygon[sea].tolist() == every.argmin(axis=1).tolist()


def test_a_large_layer_has_no_more_cells_than_memory_bears() -> None:
    far = 40_000 * SIDE
    index = MunicipalityIndex(
        ["091", "049"], [box(0, 0, 1e3, 1e3), box(far, far, far + 1, far + 1)]
    )

    assert len(index.state) < 3_000_000
    assert [index.point(500, 500), index.point(far, far)] == ["091", "049"]
