"""The classification of Lipas with PTV's URIs."""

import json
from pathlib import Path
from typing import Any

import pytest

from hytedata import codes
from hytedata.codes import UnknownCode


@pytest.fixture(scope="module")
def reference(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "reference/lipas-codes.json").read_bytes())
    return loaded


def test_a_type_knows_its_names_category_geometry_and_properties() -> None:
    route = codes.sports_site_type(4404)

    assert (route.name.fi, route.name.sv, route.name.en) == (
        "Luontopolku",
        "Naturstig",
        "Nature trail",
    )
    assert (route.main_category, route.sub_category, route.geometry) == (4000, 4400, "route")
    assert "route-length-km" in route.property_keys


def test_a_type_code_may_be_text() -> None:
    assert codes.sports_site_type("1110") is codes.sports_site_type(1110)


@pytest.mark.parametrize("code", [9999, "abc", ""])
def test_an_unknown_type_is_refused_by_name_of_its_list(code: int | str) -> None:
    with pytest.raises(UnknownCode, match="types of Lipas"):
        codes.sports_site_type(code)

    assert codes.find_sports_site_type(code) is None


def test_all_types_equal_the_reference(reference: dict[str, Any]) -> None:
    ours = {kind.code: kind for kind in codes.sports_site_types()}

    assert ours.keys() == {row["type_code"] for row in reference["types"]}
    kinds = {"Point": "point", "LineString": "route", "Polygon": "area"}
    for row in reference["types"]:
        kind = ours[row["type_code"]]
        assert (kind.name.fi, kind.name.sv, kind.name.en) == tuple(row["name"].values())
        assert (kind.sub_category, kind.geometry) == (
            row["sub_category"],
            kinds[row["geometry_type"]],
        )
        assert (kind.status, kind.ptv_excluded) == (row["status"], row["ptv_excluded"])
        assert list(kind.property_keys) == row["property_keys"]


def test_only_service_buildings_and_information_points_never_reach_ptv() -> None:
    excluded = {kind.code for kind in codes.sports_site_types() if kind.ptv_excluded}

    assert excluded == {207, 7000}


def test_a_sub_category_carries_the_uris_of_a_service_payload(reference: dict[str, Any]) -> None:
    ours = {category.code: category for category in codes.sub_categories()}

    assert len(ours) == 28
    for row in reference["sub_categories"]:
        category = ours[row["type_code"]]
        assert list(category.ontology_terms) == row["ptv"]["service_payload_ontology_terms"]
        assert list(category.service_classes) == row["ptv"]["service_payload_service_classes"]


def test_the_categories_nest() -> None:
    for kind in codes.sports_site_types():
        category = codes.sub_category(kind.sub_category)

        assert codes.main_category(category.main_category)
    assert len(codes.main_categories()) == 8


def test_every_property_of_a_type_is_described() -> None:
    used = {key for kind in codes.sports_site_types() for key in kind.property_keys}

    assert used <= {known.key for known in codes.property_types()}
    assert codes.property_type("route-length-km").unit == "km"
    assert codes.property_type("water-point").options["seasonal"].name.fi == (
        "Kausittaisesti käytössä"
    )


def test_an_enumeration_finds_a_value_by_the_label_that_v1_writes() -> None:
    found = codes.admins().labelled("Kunta / tekninen toimi")

    assert found is not None
    assert found.value == "city-technical-services"


def test_an_unknown_value_is_absent_and_indexing_it_raises() -> None:
    owners = codes.owners()

    assert "Unkonwn" not in owners
    assert owners.get("Unkonwn") is None
    assert len(owners) == len(list(owners)) == 9
    with pytest.raises(UnknownCode, match="owners of Lipas"):
        owners["Unkonwn"]


def test_surface_materials_have_names_in_three_languages() -> None:
    names = [material.name for material in codes.surface_materials()]

    assert len(names) == 24
    assert all(name.fi and name.sv and name.en for name in names)
    assert len(codes.materials()) == 42
    assert codes.site_statuses()["active"].name.best("se") == "Toiminnassa"
