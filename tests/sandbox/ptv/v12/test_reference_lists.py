"""The eleven code lists (ptv-v12 5.7)."""

import pytest

from tests.sandbox.ptv.v12.support import V12, several
from tests.sandbox.ptv.world import TERM, Json


def codes(page: Json) -> list[str]:
    return [item["code"] for item in page["items"]]


def test_a_missing_translation_is_an_empty_string(v12: V12) -> None:
    (town,) = v12.shown("municipality-codes", ("codes", "051"))["items"]

    assert town["name"] == {
        "fi": "Eurajoki",
        "sv": "Euraåminne",
        "en": "",
        "se": "",
        "smn": "",
        "sms": "",
    }


def test_retired_codes_are_there_and_marked(v12: V12) -> None:
    every = codes(v12.shown("municipality-codes"))
    valid = codes(v12.shown("municipality-codes", ("isValid", "true")))
    retired = v12.shown("municipality-codes", ("isValid", "false"))

    assert sorted([*valid, *codes(retired)]) == every
    assert "911" in codes(retired)
    assert {item["isValid"] for item in retired["items"]} == {False}


def test_classes_name_what_is_above_them(v12: V12) -> None:
    found = v12.shown("service-classes", *several("codes", "P27", "P27.1"))["items"]

    assert [item["parentUri"] for item in found] == [None, found[0]["uri"]]


def test_classes_are_found_by_their_addresses(v12: V12) -> None:
    (group,) = v12.shown("target-groups", ("codes", "KR2.7"))["items"]

    assert codes(v12.shown("target-groups", ("uris", group["uri"]))) == ["KR2.7"]


def test_industries_have_the_newer_addresses(v12: V12) -> None:
    (found,) = v12.shown("industrial-classes", ("codes", "93110"))["items"]

    assert found["uri"] == "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/93110"


@pytest.mark.parametrize("part", ["uimahal", "SIMHALLAR", "swimming"])
def test_a_part_of_the_name_is_enough_in_any_language(v12: V12, part: str) -> None:
    found = v12.shown("ontology-terms", ("name", part))["items"]

    assert [item["uri"] for item in found] == [TERM]


def test_terms_have_no_codes(v12: V12) -> None:
    found = v12.shown("ontology-terms", ("codes", "nothing"))

    assert found["totalItems"] == 12
    assert "code" not in found["items"][0]


def test_regions_and_counties_list_their_municipalities(v12: V12) -> None:
    (region,) = v12.shown("region-codes", ("codes", "13"))["items"]
    counties = v12.shown("wellbeing-services-county-codes")

    assert "179" in region["municipalities"]
    assert counties["totalItems"] == 21


def test_lists_are_paged(v12: V12) -> None:
    first = v12.shown("country-codes")
    second = v12.shown("country-codes", ("page", "2"))

    assert first["totalPages"] == 3
    assert len(first["items"]) == 100
    assert not set(codes(first)) & set(codes(second))


def test_postal_codes_and_languages(v12: V12) -> None:
    assert codes(v12.shown("postal-codes", ("name", "jyväs"))) == ["40100", "40101"]
    assert codes(v12.shown("language-codes", *several("codes", "fi", "sv"))) == ["fi", "sv"]


def test_wrong_values_are_named(v12: V12) -> None:
    assert v12.wrong("target-groups", ("isValid", "yes"), ("codes", "KR 1")) == {
        "isValid",
        "codes/0",
    }
    assert v12.wrong("life-events", ("uris", "KE1")) == {"uris/0"}
