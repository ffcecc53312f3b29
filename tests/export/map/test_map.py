"""What a map shows, and that its words and numbers agree with it."""

import math
from dataclasses import replace

import geopandas
import numpy as np
import pytest
import shapely

from hytedata.codes import AmbiguousPlace, UnknownPlace
from hytedata.errors import InputError
from hytedata.export.map import MapItems, draw_map, to_svg
from hytedata.export.map.picture import Dots, Picture, Shape
from tests.export.map.borders import array, borders, places
from tests.places.layers import at


def titles(picture: Picture) -> list[str]:
    return [one.title for one in picture.shapes if isinstance(one, Shape) and one.title]


def legend(picture: Picture) -> list[str]:
    return [entry.label.replace("\u00a0", " ") for entry in picture.legend]


def test_places_are_drawn_on_the_municipalities_that_they_touch() -> None:
    picture = draw_map(borders(), places())

    assert sorted(titles(picture)) == ["Espoo", "Helsinki", "Utajärvi"]
    assert legend(picture) == ["Paikka (2)", "Reitti (1)", "Alue (1)"]


def test_what_is_not_on_the_map_is_counted_beside_it() -> None:
    picture = draw_map(borders(), places(), area="Helsinki")

    assert legend(picture) == ["Paikka (2)", "Reitti (1)"]
    assert picture.notes[0].startswith("2 kohdetta ei ole kartalla")
    assert picture.title == "Kohteet kartalla: Helsinki"


def test_a_place_in_several_areas_is_counted_once_and_said_to_be() -> None:
    picture = draw_map(borders(), places(), language="en")

    numbers = {row.code: row.value for row in picture.rows}
    assert numbers == {"091": 3, "049": 0, "889": 1}
    assert "A place in several areas" in picture.notes[1]


def test_areas_are_coloured_by_how_many_places_they_have() -> None:
    picture = draw_map(borders(), places(), by="municipality")

    assert "Helsinki: 3 kohdetta" in [title.replace("\u00a0", " ") for title in titles(picture)]
    assert legend(picture) == ["0 (3 kuntaa)", "1–2 (1 kunta)", "3 (1 kunta)"]
    assert len(titles(picture)) == 5


def test_municipalities_are_joined_into_counties() -> None:
    picture = draw_map(borders(), places(), by="county", language="sv")

    numbers = {row.name: row.value for row in picture.rows}
    assert numbers == {
        "Helsingfors": 3,
        "Västra Nyland": 0,
        "Norra Österbotten": 1,
        "Kajanaland": 0,
    }


def test_own_numbers_are_shown_as_they_are_and_not_added_up() -> None:
    values = {"091": 1.5, "049": None, "235": math.nan, "765": 0.0}

    picture = draw_map(borders(), values=values, title="Osuus")

    assert {row.code: row.value for row in picture.rows} == {
        "091": 1.5,
        "049": None,
        "235": None,
        "765": 0.0,
        "889": None,
    }
    assert legend(picture) == ["0 (1 kunta)", "1,5 (1 kunta)", "Ei tietoa (3 kuntaa)"]
    assert not picture.summed


def test_an_area_without_a_number_is_hatched_and_a_zero_is_not() -> None:
    picture = draw_map(borders(), values={"091": 0, "049": 2})

    hatched = {one.title for one in picture.shapes if isinstance(one, Shape) and one.hatched}
    assert "Utajärvi: Ei tietoa" in hatched
    assert "Helsinki: 0" not in hatched


def test_the_neighbours_of_an_area_are_there_without_names() -> None:
    picture = draw_map(borders(), places(), area="091")

    around, *_ = picture.shapes
    assert isinstance(around, Shape)
    assert len(around.rings) == 3
    assert [label.text for label in picture.labels] == ["Helsinki"]


def test_names_stay_on_the_map_and_off_each_other() -> None:
    picture = draw_map(borders(), places(), by="municipality")

    names = [label.text for label in picture.labels]
    assert len(names) == len(set(names)) >= 4
    assert all(0 < label.x < picture.width for label in picture.labels)
    assert len({round(label.y) for label in picture.labels}) > 1


def test_a_dot_is_where_its_place_is() -> None:
    one = MapItems(array([shapely.Point(at(5, 5))]), ("091",))

    picture = draw_map(borders(), one)

    (dots,) = (shape for shape in picture.shapes if isinstance(shape, Dots))
    assert dots.places.tolist() == [pytest.approx([picture.width / 2, picture.height / 2], abs=1)]


def test_what_cannot_be_drawn_is_left_out_and_counted() -> None:
    shapes = [shapely.Point(), shapely.Point(math.inf, 0), shapely.Point(at(5, 5))]

    picture = draw_map(borders(), MapItems(array(shapes), ("091", "091", "091")))

    assert legend(picture) == ["Paikka (1)"]
    assert "2 kohdetta ei ole kartalla" in picture.notes[0]


def test_a_route_of_a_few_metres_is_a_dot_and_an_invalid_area_is_drawn() -> None:
    bow = shapely.Polygon([at(1, 1), at(5, 5), at(5, 1), at(1, 5)])
    short = shapely.LineString([at(2, 2), at(2.001, 2)])

    picture = draw_map(borders(), MapItems(array([bow, short]), ("091", "091")))

    assert legend(picture) == ["Reitti (1)", "Alue (1)"]
    assert [entry.symbol for entry in picture.legend] == ["dot", "fill"]


def test_a_collection_is_drawn_with_all_its_parts() -> None:
    both = shapely.GeometryCollection(
        [
            shapely.MultiPolygon(
                [shapely.box(*at(1, 1), *at(2, 2)), shapely.box(*at(4, 4), *at(6, 6))]
            ),
            shapely.LineString([at(1, 8), at(8, 8)]),
        ]
    )

    picture = draw_map(borders(), MapItems(array([both]), ("091",)))

    (drawn,) = (
        one
        for one in picture.shapes
        if isinstance(one, Shape) and not one.title and one.stroke == "#ffffff"
    )
    assert len(drawn.rings) == 3
    assert legend(picture) == ["Alue (1)"]


def test_a_hundred_thousand_places_stay_a_small_file() -> None:
    grid = np.arange(100_000)
    spots = shapely.points(at(0, 0)[0] + grid % 400 * 25, at(0, 0)[1] + grid // 400 * 40)

    picture = draw_map(borders(), MapItems(np.asarray(spots), ("091",) * len(grid)))

    assert legend(picture) == ["Paikka (100 000)"]
    assert len(to_svg(picture)) < 400_000


def test_borders_that_overlap_are_drawn_all_the_same() -> None:
    sound = borders()
    wide = array([area.buffer(500) for area in sound.geometries])

    picture = draw_map(replace(sound, geometries=wide), places(), by="municipality")

    assert len(titles(picture)) == 5


def test_no_places_make_a_map_without_places() -> None:
    picture = draw_map(borders(), MapItems(array([]), ()))

    assert len(titles(picture)) == 5
    assert legend(picture) == []


def test_a_frame_in_degrees_gives_the_same_map() -> None:
    frame = geopandas.GeoDataFrame(
        {"municipality": ["091", None]},
        geometry=[shapely.Point(*at(5, 5)), None],
        crs="EPSG:3067",
    )

    first, second = draw_map(borders(), frame), draw_map(borders(), frame.to_crs("EPSG:4326"))

    for one, other in zip(first.shapes, second.shapes, strict=True):
        if isinstance(one, Dots) and isinstance(other, Dots):
            np.testing.assert_allclose(one.places, other.places, atol=0.1)
    assert first.legend == second.legend


@pytest.mark.parametrize(
    ("area", "error"),
    [("Kanuu", UnknownPlace), ("18", AmbiguousPlace), ("Inari", InputError)],
)
def test_an_area_that_cannot_be_shown_is_told(area: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=area):
        draw_map(borders(), places(), area=area)


def test_nothing_and_infinite_numbers_are_refused() -> None:
    with pytest.raises(InputError, match="places or values"):
        draw_map(borders())
    with pytest.raises(InputError, match="091 is infinite"):
        draw_map(borders(), values={"091": math.inf})
    with pytest.raises(InputError, match="borders of municipalities"):
        draw_map(borders().counties(), places())


def test_a_frame_that_was_not_located_is_refused() -> None:
    frame = geopandas.GeoDataFrame(geometry=[shapely.Point(*at(5, 5))], crs="EPSG:3067")

    with pytest.raises(InputError, match=r"hytedata\.locate"):
        draw_map(borders(), frame)
