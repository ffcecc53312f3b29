"""Codes, names and outlines of areas from Statistics Finland's WFS."""

from typing import Any

import pytest

from hytedata import codes
from hytedata.connectors._http.values import Response
from hytedata.connectors.statfin.classifications import LayerRefused, list_areas
from hytedata.errors import SourceContractError
from tests.connectors.statfin.country import EXCEPTION, WFS, Country, encoded

COUNTRY = Country.of(codes.packaged_division())


def answer(status: int, content: bytes) -> Response:
    return Response(status, WFS, {}, content)


def first(unit: str = "kunta", **changes: object) -> dict[str, Any]:
    """A layer with only its first feature, some of whose properties are changed."""
    layer: dict[str, Any] = COUNTRY.layer(unit, 2027)
    layer["features"] = layer["features"][:1]
    layer["features"][0]["properties"].update(changes)
    layer["numberMatched"] = 1
    return layer


def test_the_call_names_year_and_system() -> None:
    request = list_areas("hyvinvointialue", 2027).request

    assert request.path == "/tilastointialueet/wfs"
    assert dict(request.params) == {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": "tilastointialueet:hyvinvointialue4500k_2027",
        "outputFormat": "application/json",
        "srsName": "EPSG:3067",
    }


def test_all_areas_come_by_code_with_clean_names() -> None:
    content = encoded(COUNTRY.layer("kunta", 2027))

    areas = list_areas("kunta", 2027).decode(answer(200, content))

    assert not isinstance(areas, LayerRefused)
    assert [area.code for area in areas] == [one.code for one in codes.municipalities()]
    assert (areas[0].name.fi, areas[0].name.sv) == ("Alajärvi", "Alajärvi")


@pytest.mark.parametrize("code", [5, "5", "005", " 005"])
def test_a_code_may_be_a_number(code: int | str) -> None:
    content = encoded(first(kunta=code))

    areas = list_areas("kunta", 2027).decode(answer(200, content))

    assert not isinstance(areas, LayerRefused)
    assert areas[0].code == "005"


def test_a_name_in_two_languages_is_taken_apart() -> None:
    layer = first(kunta="478", nimi="Maarianhamina - Mariehamn", namn="Mariehamn ")

    areas = list_areas("kunta", 2027).decode(answer(200, encoded(layer)))

    assert not isinstance(areas, LayerRefused)
    assert (areas[0].name.fi, areas[0].name.sv) == ("Maarianhamina", "Mariehamn")


@pytest.mark.parametrize("status", [200, 400, 404])
def test_a_layer_that_is_not_there_is_refused_whatever_the_status(status: int) -> None:
    content = EXCEPTION.format(layer="kunta4500k_2031").encode()

    refused = list_areas("kunta", 2031).decode(answer(status, content))

    assert refused == LayerRefused("Feature type tilastointialueet:kunta4500k_2031 unknown")


@pytest.mark.parametrize(
    ("layer", "told"),
    [
        (first() | {"numberMatched": 308}, "1 areas came of 308"),
        (first(vuosi=2026), "005 is of 2026, where 2027 was asked for"),
        (first(kunta=None), "None in kunta is no code"),
        (first(kunta="Alajärvi"), "'Alajärvi' in kunta is no code"),
        (first() | {"features": first()["features"] * 2, "numberMatched": 2}, "more than once"),
        (first(nimi=None), "Expected `str`"),
        ({"type": "FeatureCollection"}, "missing required field"),
        ([], "Expected `object`"),
    ],
)
def test_what_is_no_such_layer_is_refused(layer: object, told: str) -> None:
    with pytest.raises(SourceContractError, match=told):
        list_areas("kunta", 2027).decode(answer(200, encoded(layer)))


def test_an_answer_that_ends_early_is_refused() -> None:
    content = encoded(COUNTRY.layer("kunta", 2027))[:-100]

    with pytest.raises(SourceContractError, match="truncated"):
        list_areas("kunta", 2027).decode(answer(200, content))


def test_another_status_is_told() -> None:
    endpoint = list_areas("kunta", 2027)

    assert "status 403" in str(endpoint.refuse(answer(403, b"")))
    with pytest.raises(SourceContractError, match="status 404"):
        endpoint.decode(answer(404, b"nothing here"))
