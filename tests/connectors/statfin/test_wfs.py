import pytest

from hytedata.connectors.statfin.wfs import (
    AreaPage,
    GarbledMap,
    Layer,
    Refusal,
    get_areas,
    list_layers,
)
from hytedata.errors import SourceContractError
from tests.connectors.statfin.answers import capabilities, collection, feature, report, response

LAYER = Layer("municipality", "1000k", 2026)


def areas(content: str, layer: Layer = LAYER) -> AreaPage:
    page = get_areas(layer).decode(response(content))
    assert isinstance(page, AreaPage)
    return page


def test_a_call_names_layer_crs_and_format() -> None:
    params = dict(get_areas(LAYER, start=100).request.params)

    assert params["typeNames"] == "tilastointialueet:kunta1000k_2026"
    assert params["srsName"] == "EPSG:3067"
    assert params["outputFormat"] == "application/json"
    assert params["startIndex"] == "100"
    assert "startIndex" not in dict(get_areas(LAYER).request.params)


def test_codes_become_text_with_leading_zeros() -> None:
    page = areas(collection(feature("091"), feature(5), feature("49 ")))
    counties = areas(collection(feature(1, unit="hyvinvointialue")), Layer("county", "1000k", 2026))

    assert [area.code for area in page.areas] == ["091", "005", "049"]
    assert [area.code for area in counties.areas] == ["01"]
    assert page.matched == 3


def test_a_number_of_features_that_is_unknown_is_none() -> None:
    assert areas(collection(feature("091"), matched="unknown")).matched is None


@pytest.mark.parametrize("status", [200, 400, 404])
def test_an_exception_report_is_told_from_data_whatever_its_status(status: int) -> None:
    content = report("InvalidParameterValue", "Feature type x:kunta1000k_2027 unknown")

    refusal = get_areas(LAYER).decode(response(content, status))

    assert isinstance(refusal, Refusal)
    assert refusal.code == "InvalidParameterValue"
    assert refusal.text == "Feature type x:kunta1000k_2027 unknown"


def test_a_report_of_the_oldest_version_is_understood() -> None:
    content = (
        '<ServiceExceptionReport xmlns="http://www.opengis.net/ogc">'
        '<ServiceException code="NoApplicableCode">  no\n database </ServiceException>'
        "</ServiceExceptionReport>"
    )

    refusal = get_areas(LAYER).decode(response(content))

    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.text) == ("NoApplicableCode", "no database")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html><html><body>Log in</body></html>",
        b"<html><body>Proxy</body></html>",
        b"<unfinished",
        collection(feature("091")).encode()[:-40],
        collection(feature("091")).encode()[:-40] + report("NoApplicableCode", "broke").encode(),
        b'{"type": "Feature"}',
        b'{"type": "FeatureCollection"}',
        b"\xff\xfe{}",
    ],
)
def test_anything_else_is_garbled(content: bytes) -> None:
    with pytest.raises(GarbledMap):
        get_areas(LAYER).decode(response(content))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (collection(feature("091"), crs="4326"), "not in EPSG:3067"),
        (collection(feature("091", year=2025)), "the layer of 2026 holds 091 of 2025"),
        (collection(feature(None)), "no code in kunta"),
        (collection(feature("Helsinki")), "no code in kunta"),
        (collection(feature("01", unit="hyvinvointialue")), "no code in kunta"),
    ],
)
def test_data_that_is_not_what_was_asked_for_is_refused(content: str, told: str) -> None:
    with pytest.raises(SourceContractError, match=told):
        areas(content)


def test_layers_are_listed_without_their_workspace() -> None:
    content = capabilities("kunta1000k_2025", "kunta1000k_2026")

    names = list_layers().decode(response(content))

    assert names == frozenset({"kunta1000k_2025", "kunta1000k_2026"})


def test_a_list_of_layers_may_be_refused_or_garbled_too() -> None:
    refusal = list_layers().decode(response(report("NoApplicableCode", "out of memory")))

    assert isinstance(refusal, Refusal)
    with pytest.raises(GarbledMap):
        list_layers().decode(response("{}"))


def test_a_document_type_is_never_read() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc">]>'
    bomb = f"{head}<WFS_Capabilities>&b;</WFS_Capabilities>"

    with pytest.raises(GarbledMap, match="a web page instead of data"):
        list_layers().decode(response(bomb))


def test_a_missing_address_points_to_the_settings() -> None:
    error = get_areas(LAYER).refuse(response("", 410))

    assert "check the address of the map service" in str(error)
