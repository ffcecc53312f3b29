"""The simulated map service: the form of Statistics Finland's WFS, around invented borders."""

import json
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
import shapely
from shapely.geometry import shape

from hytedata.codes import municipalities
from hytedata.errors import InputError
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.statfin import StatfinSimulator
from hytedata.sandbox.statfin.cells import cells, localities

PATH = "/tilastointialueet/wfs"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
LAYER = "tilastointialueet:kunta4500k_2026"


def simulator() -> StatfinSimulator:
    return StatfinSimulator(lambda: NOW)


def ask(simulator: StatfinSimulator, /, path: str = PATH, **query: str) -> SimResponse:
    pairs = {"service": "WFS", "version": "2.0.0", **query}
    return simulator.handle(SimRequest("GET", path, tuple(pairs.items())))


def features(service: StatfinSimulator, **query: str) -> dict[str, Any]:
    asked = {"request": "GetFeature", "typeNames": LAYER, "outputFormat": "application/json"}
    answer = ask(service, **{**asked, **query})
    assert answer.headers["Content-Type"].startswith("application/json"), answer.body
    document: dict[str, Any] = json.loads(answer.body)
    return document


def refused(answer: SimResponse) -> tuple[str | None, str | None]:
    assert answer.status == 200
    (exception,) = ElementTree.fromstring(answer.body)
    return exception.get("exceptionCode"), exception.get("locator")


def codes(document: dict[str, Any], column: str = "kunta") -> list[str]:
    return [feature["properties"][column] for feature in document["features"]]


def test_a_layer_has_the_form_of_the_service() -> None:
    document = features(simulator())

    first = document["features"][0]
    assert document["numberMatched"] == document["numberReturned"] == 308
    assert document["crs"]["properties"]["name"] == "urn:ogc:def:crs:EPSG::3067"
    assert first["id"] == "kunta4500k_2026.1"
    assert first["geometry"]["type"] == "MultiPolygon"
    assert first["properties"] == {
        "kunta": "005",
        "vuosi": 2026,
        "nimi": "Alajärvi",
        "namn": "Alajärvi",
        "name": "Alajärvi",
    }


def test_names_have_the_services_own_quirks() -> None:
    shown = {
        it["properties"]["kunta"]: it["properties"] for it in features(simulator())["features"]
    }

    assert shown["478"]["nimi"] == "Maarianhamina - Mariehamn"
    assert shown["081"]["namn"] == "Gustav Adolfs  "


def test_a_year_has_the_municipalities_of_its_time() -> None:
    layer = "tilastointialueet:kunta4500k_{}"

    counts = {
        year: len(codes(features(simulator(), typeNames=layer.format(year))))
        for year in (2019, 2024, 2025)
    }

    assert counts == {2019: 311, 2024: 309, 2025: 308}


def test_counties_are_a_layer_with_a_column_of_its_own() -> None:
    document = features(simulator(), typeNames="tilastointialueet:hyvinvointialue4500k_2026")

    assert len(codes(document, "hyvinvointialue")) == 23


def test_regions_are_a_layer_from_2013_on() -> None:
    layer = "tilastointialueet:maakunta4500k_{}"

    found = [features(simulator(), typeNames=layer.format(year)) for year in (2013, 2026)]

    assert [len(codes(document, "maakunta")) for document in found] == [19, 19]
    assert found[0]["features"][0]["properties"]["nimi"] == "Uusimaa"


def test_the_capabilities_list_the_layers_that_are_out() -> None:
    service = simulator()
    everything = ask(service, request="GetCapabilities").body.decode()
    service.hold_back(2026)

    held_back = ask(service, request="GetCapabilities").body.decode()

    assert "kunta1000k_2013<" in everything
    assert "kunta1000k_2026<" in everything
    assert "hyvinvointialue1000k_2021<" not in everything
    assert "kunta1000k_2026<" not in held_back
    assert "kunta1000k_2025<" in held_back


def test_a_layer_that_is_not_out_is_an_exception_with_status_200() -> None:
    service = simulator()
    service.hold_back(2026)

    answer = ask(service, request="GetFeature", typeNames=LAYER, outputFormat="json")

    assert refused(answer) == ("InvalidParameterValue", "typeName")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"service": ""}, ("MissingParameterValue", "service")),
        ({"request": "Transaction"}, ("OperationNotSupported", "request")),
        ({"outputFormat": "csv"}, ("InvalidParameterValue", "outputFormat")),
        ({"srsName": "EPSG:1"}, ("InvalidParameterValue", "srsName")),
        ({"count": "many"}, ("InvalidParameterValue", "count")),
        ({"CQL_FILTER": "nimi LIKE 'A%'"}, ("NoApplicableCode", "")),
    ],
)
def test_what_the_service_does_not_take_is_reported(
    query: dict[str, str], expected: tuple[str, str]
) -> None:
    asked = {"request": "GetFeature", "typeNames": LAYER, "outputFormat": "json", **query}

    assert refused(ask(simulator(), **asked)) == expected


def test_pages_follow_each_other() -> None:
    service = simulator()
    service.limit_pages(200)

    first = features(service)
    second = features(service, startIndex="200", count="50")

    assert (first["numberReturned"], first["numberMatched"]) == (200, 308)
    assert (second["numberReturned"], second["features"][0]["id"]) == (50, "kunta4500k_2026.201")
    with pytest.raises(InputError):
        service.limit_pages(0)


def test_hits_are_counted_without_features() -> None:
    document = features(simulator(), resultType="hits")

    assert (document["numberMatched"], document["features"]) == (308, [])


@pytest.mark.parametrize(
    ("cql", "found"),
    [
        ("kunta IN ('049','091')", ["049", "091"]),
        ("kunta = '091'", ["091"]),
        ("vuosi=2025", []),
    ],
)
def test_a_filter_narrows_a_layer(cql: str, found: list[str]) -> None:
    assert codes(features(simulator(), CQL_FILTER=cql)) == found


def test_degrees_come_longitude_first() -> None:
    document = features(simulator(), CQL_FILTER="kunta = '091'", srsName="EPSG:4326")

    west, south, east, north = shape(document["features"][0]["geometry"]).bounds

    assert 23 < west < east < 27
    assert 59 < south < north < 62


def test_other_addresses_are_not_there() -> None:
    assert ask(simulator(), "/postialue/wfs").status == 404


@pytest.mark.parametrize("fine", [False, True])
def test_cells_cover_the_land_once(fine: bool) -> None:
    areas = list(cells(fine).values())

    assert shapely.is_valid(areas).all()
    assert shapely.coverage_is_valid(areas)
    assert shapely.union_all(areas).area == pytest.approx(shapely.area(areas).sum())


def test_each_cell_holds_the_sites_of_its_municipality_at_both_scales() -> None:
    today = {place.code for place in municipalities()}

    for fine in (False, True):
        for place in localities():
            disc = shapely.Point(place.east, place.north).buffer(max(place.radius_m - 10, 1))
            assert cells(fine)[place.code].contains(disc), place.code
    assert {place.code for place in localities()} > today


def test_finer_borders_are_not_those_of_the_coarse_scale() -> None:
    coarse, fine = cells(False)["091"], cells(True)["091"]

    assert shapely.get_num_coordinates(fine) > 3 * shapely.get_num_coordinates(coarse)
    assert fine.symmetric_difference(coarse).area < 0.2 * coarse.area
