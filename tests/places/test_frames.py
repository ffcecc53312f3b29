"""A GeoDataFrame in, the same with six columns more out."""

import json

import geopandas
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point

from hytedata.errors import InputError
from hytedata.places.frames import COLUMNS, locate_frame
from hytedata.places.locate import locate
from tests.places.layers import at, squares_index

INDEX = squares_index()


def frame(*places: object, crs: object = "EPSG:3067") -> geopandas.GeoDataFrame:
    names = {"name": [f"place {number}" for number in range(len(places))]}
    return geopandas.GeoDataFrame(names, geometry=list(places), crs=crs)


def test_the_columns_tell_where_each_row_is() -> None:
    route = LineString([at(7, 5), at(11, 5)])

    found = locate(frame(Point(at(15, 5)), route, Point(at(-1, 5)), None), INDEX)

    assert found["municipality"].tolist()[:3] == ["049", "091", "091"]
    assert found["county"].tolist()[:3] == ["03", "90", "90"]
    assert found["locate_method"].tolist() == ["inside", "inside", "offshore", "unusable"]
    assert found["locate_distance_m"].fillna(-1).round().tolist() == [-1, -1, 1000, -1]
    assert [json.loads(text) for text in found["locate_shares"][:3]] == [
        {"049": 1.0},
        {"091": 0.75, "049": 0.25},
        {"outside": 1.0},
    ]
    assert found["locate_shares"].isna().tolist() == [False, False, False, True]
    assert found["locate_reason"].tolist()[3].startswith("null:")


def test_index_order_columns_and_crs_stay_as_they_are() -> None:
    given_frame = frame(Point(25.1, 63.17), None, Point(25.1, 63.17), crs="EPSG:4326")
    given_frame.index = ["b", "a", "b"]

    found = locate(given_frame, INDEX)

    assert list(found.index) == ["b", "a", "b"]
    assert list(found.columns) == ["name", "geometry", *COLUMNS]
    assert found.crs == given_frame.crs
    assert found.geometry.geom_equals(given_frame.geometry).tolist() == [True, False, True]
    assert list(given_frame.columns) == ["name", "geometry"]


@settings(max_examples=25)
@given(st.lists(st.one_of(st.none(), st.tuples(st.integers(-5, 25), st.integers(-5, 25)))))
def test_rows_keep_their_number_and_order(places: list[tuple[int, int] | None]) -> None:
    drawn = [Point(at(*place)) if place else None for place in places]

    found = locate(frame(*drawn), INDEX)

    alone = [locate(place, INDEX).municipality for place in drawn]
    assert found["name"].tolist() == [f"place {number}" for number in range(len(places))]
    assert [code or None for code in found["municipality"].replace({np.nan: None})] == alone


def test_another_geometry_column_may_be_the_active_one() -> None:
    renamed = frame(Point(at(5, 5))).rename_geometry("where")

    assert locate(renamed, INDEX)["municipality"].tolist() == ["091"]


def test_a_frame_without_a_crs_is_refused_with_the_way_to_state_it() -> None:
    with pytest.raises(InputError, match=r"set_crs\('EPSG:3067'\)"):
        locate(frame(Point(at(5, 5)), crs=None), INDEX)


def test_a_crs_may_be_said_for_a_frame_that_states_none_or_a_wrong_one() -> None:
    for stated in (None, "EPSG:4326"):
        found = locate(frame(Point(at(5, 5)), crs=stated), INDEX, crs="EPSG:3067")

        assert found["municipality"].tolist() == ["091"]


def test_a_frame_without_geometries_is_refused() -> None:
    with pytest.raises(InputError, match="no geometry column"):
        locate(geopandas.GeoDataFrame({"name": ["a"]}), INDEX)


def test_columns_of_the_same_names_are_replaced_only_if_asked() -> None:
    once = locate(frame(Point(at(5, 5))), INDEX)

    with pytest.raises(InputError, match="municipality, county"):
        locate(once, INDEX)
    assert locate_frame(once, INDEX, replace=True).equals(once)


def test_progress_is_told_up_to_the_last_row() -> None:
    told: list[int] = []

    locate_frame(frame(Point(at(5, 5)), None), INDEX, progress=told.append)

    assert told == [2]
