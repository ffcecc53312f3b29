import json
from pathlib import Path
from typing import Any

import pytest

from hytedata.errors import InputError
from hytedata.models.quantity import Quantity
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas import normalise_site
from tests.connectors.lipas.builders import encoded, feature_collection, site

LINE = {"type": "LineString", "coordinates": [[26.41, 64.76, 101.5], [26.42, 64.77, -9999]]}
SQUARE = [[26.0, 64.0], [26.1, 64.0], [26.1, 64.1], [26.0, 64.1], [26.0, 64.0]]
HOLE = [[26.04, 64.04], [26.06, 64.04], [26.06, 64.06], [26.04, 64.04]]


def normalised(**changes: Any) -> SportsSite:
    found = normalise_site(encoded(site(1, **changes)))
    assert isinstance(found, SportsSite)
    return found


def sample(shared: Path, name: str) -> SportsSite:
    found = normalise_site((shared / f"reference/lipas-samples/{name}.json").read_bytes())
    assert isinstance(found, SportsSite)
    return found


def test_images_come_with_their_texts_in_our_languages() -> None:
    image = {
        "url": "https://kuvat.example.fi/1.jpg",
        "alt-text": {"fi": "Kenttä", "se": "Plan"},
        "copyright": {"fi": "Kunta"},
    }

    found = normalised(images=[image])

    assert found.images[0].url == "https://kuvat.example.fi/1.jpg"
    assert found.images[0].alt_text == {"fi": "Kenttä", "sv": "Plan"}
    assert found.images[0].extras == {}


def test_renovations_come_beside_the_years() -> None:
    renovation = {"year": 2016, "type": "major-renovation", "description": {"fi": "Nurmi"}}

    found = normalised(renovations=[renovation], renovation_years=[2016])

    assert found.renovation_years == (2016,)
    assert (found.renovations[0].year, found.renovations[0].type) == (2016, "major-renovation")


def test_an_activity_with_its_routes_is_typed(shared: Path) -> None:
    found = sample(shared, "site-route")

    activity = found.activities["outdoor-recreation-routes"]
    (route,) = activity.routes
    assert activity.status == "active"
    assert route.name == {"fi": "Hiidenkierros", "en": "Hiisi loop"}
    assert (route.length_km, route.fids, route.travel_direction) == (3.1, ("f1", "f3"), "clockwise")
    assert route.duration is not None
    assert (route.duration.min, route.duration.max, route.duration.unit) == (1, 1.5, "hours")
    assert route.geometry is not None
    assert route.geometry.kind == "route"
    assert (route.extras, activity.extras) == ({}, {})


def test_all_that_only_some_activities_have_is_kept_as_it_came() -> None:
    fishing = {
        "status": "draft",
        "highlights": [{"fi": "Kuha"}, {"se": "Gös"}],
        "contacts": [{"organization": {"fi": "Kunta"}, "role": ["admin"], "fax": "1"}],
        "videos": [{"url": "https://youtu.be/x"}],
        "fishing-species": ["carp-fishes"],
        "rules-structured": {"common-rules": ["camping-forbidden"]},
    }

    activity = normalised(activities={"fishing": fishing}).activities["fishing"]

    assert activity.highlights == ({"fi": "Kuha"}, {"sv": "Gös"})
    assert activity.contacts[0].roles == ("admin",)
    assert activity.contacts[0].extras == {"fax": "1"}
    assert activity.videos[0].url == "https://youtu.be/x"
    assert set(activity.extras) == {"fishing-species", "rules-structured"}


def test_floorball_blocks_are_kept_as_they_came() -> None:
    blocks: dict[str, Any] = {
        "fields": [{"type": "floorball-field", "field-id": "1", "length-m": 40}],
        "locker-rooms": [{"showers-count": 4}],
        "audits": [{"audit-date": "2025-01-01"}],
        "circumstances": {"elevated-rings?": True},
    }

    found = normalised(**{key.replace("-", "_"): value for key, value in blocks.items()})

    assert found.floorball == blocks


def test_what_only_the_single_view_shows_is_kept_as_it_came() -> None:
    found = normalised(search_meta={"name": "x"}, edit_grants=["u"], ptv={"org-id": "o"})

    assert found.extras == {
        "search-meta": {"name": "x"},
        "edit-grants": ["u"],
        "ptv": {"org-id": "o"},
    }


def test_a_route_keeps_what_is_said_of_its_parts_and_their_altitudes() -> None:
    collection = feature_collection(LINE, LINE)
    collection["features"][1]["properties"] = {
        "name": " Paluu ",
        "travel-direction": "end-to-start",
        "route-part-difficulty": "1a-easy",
        "itrs-technical": "2",
        "type-code": 4404,
        "lit?": True,
    }
    place = site(1)["location"] | {"geometries": collection}

    geometry = normalised(type={"type-code": 4404}, location=place).geometry

    assert geometry is not None
    plain, told = geometry.routes
    assert (plain.attributes.name, plain.altitudes_m) == (None, (101.5, None))
    assert told.line == plain.line[::-1]
    assert told.altitudes_m == (None, 101.5)
    assert told.attributes.name == " Paluu "
    assert told.attributes.route_part_difficulty == "1a-easy"
    assert told.attributes.itrs_technical == "2"
    assert told.attributes.type_code == 4404
    assert told.attributes.extras == {"lit?": True}
    assert (geometry.points, geometry.areas) == ((), ())


def test_an_area_has_parts_with_holes() -> None:
    area = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}
    place = site(1)["location"] | {"geometries": feature_collection(area, area)}

    geometry = normalised(type={"type-code": 103}, location=place).geometry

    assert geometry is not None
    assert [(len(it.exterior), [len(hole) for hole in it.holes]) for it in geometry.areas] == [
        (5, [4]),
        (5, [4]),
    ]
    assert (geometry.routes, geometry.points) == ((), ())


def test_a_point_has_positions() -> None:
    geometry = normalised().geometry

    assert geometry is not None
    assert len(geometry.points) == 1
    assert geometry.attributes_of(0).name is None


def test_properties_have_their_units(shared: Path) -> None:
    found = sample(shared, "site-route")

    assert found.quantity("route-length-km") == Quantity(value=4.2, unit="km")
    assert str(found.quantity("route-length-km")) == "4.2 km"
    assert found.property("surface-material") == ("natural-surface", "woodchips")
    assert found.quantity("field-length-m") is None
    assert found.property("toilet?") is None


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (2, "count", "2"),
        (0.42, "km2", "0.42 km²"),
        (18, "degC", "18 °C"),
        (5, "persons", "5 persons"),
    ],
)
def test_a_quantity_says_its_unit(value: float, unit: Any, said: str) -> None:
    assert str(Quantity(value=value, unit=unit)) == said


def test_a_key_that_no_property_can_have_is_refused() -> None:
    found = normalised()

    with pytest.raises(InputError, match="spelled like surface-material"):
        found.property("surface_material")
    with pytest.raises(InputError, match="'surface-material' has no unit"):
        found.quantity("surface-material")


def test_a_value_of_a_wrong_type_is_a_remark_and_is_not_lost() -> None:
    long = "x" * 2000

    found = normalised(properties={"field-length-m": long, "new-thing-m": 5})

    assert [it.code for it in found.remarks] == ["odd-value", "unknown-property"]
    assert found.extras == {"properties.field-length-m": long}
    assert found.quantity("new-thing-m") == Quantity(value=5, unit="m")


def test_a_geometry_that_cannot_be_used_is_not_lost() -> None:
    far = feature_collection({"type": "Point", "coordinates": [2.35, 48.85]})
    place = site(1)["location"] | {"geometries": far}

    found = normalised(location=place)

    assert found.geometry is None
    assert json.dumps(found.extras["location.geometries"]) == json.dumps(far)
