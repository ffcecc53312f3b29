"""Municipalities, regions and counties of 2026, and the way from old codes to today's."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata import codes
from hytedata.codes import UnknownCode


@pytest.mark.parametrize("code", [91, "91", "091", " 091 "])
def test_a_code_may_be_a_number_or_text_with_or_without_its_zero(code: str | int) -> None:
    helsinki = codes.municipality(code)

    assert (helsinki.code, helsinki.name.sv) == ("091", "Helsingfors")


@pytest.mark.parametrize("code", ["", "0910", "abc", "-91", 1000, True, "٠٩١", "000"])
def test_what_is_no_code_is_not_found(code: str | int) -> None:
    found = codes.find_municipality(code)

    assert found is None


def test_the_table_equals_the_reference(shared: Path) -> None:
    with (shared / "reference/municipalities.csv").open(encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}

    ours = {place.code: place for place in codes.municipalities()}

    assert ours.keys() == rows.keys()
    for code, row in rows.items():
        place = ours[code]
        assert (place.name.fi, place.name.sv) == (row["name_fi"], row["name_sv"])
        assert place.language == row["language"]
        assert (place.region.code, place.region.name.fi) == (
            row["region_code"],
            row["region_name_fi"],
        )
        assert (place.county.code, place.county.kind) == (row["county_code"], row["county_kind"])


def test_the_country_has_308_municipalities_19_regions_and_23_county_codes() -> None:
    counts = (len(codes.municipalities()), len(codes.regions()), len(codes.counties()))

    assert counts == (308, 19, 23)
    assert codes.division_year() == 2026


def test_helsinki_and_aland_are_outside_the_counties_but_have_a_value() -> None:
    kinds = {county.code: county.kind for county in codes.counties()}

    assert kinds.pop("90") == "helsinki"
    assert kinds.pop("91") == "aland"
    assert len(kinds) == 21
    assert set(kinds.values()) == {"county"}


def test_region_and_county_codes_differ_for_the_same_area() -> None:
    oulu = codes.municipality("564")

    assert (oulu.region.code, oulu.county.code) == ("17", "19")


def test_an_abolished_code_leads_to_the_municipality_of_today() -> None:
    found = codes.find_municipality("588")

    assert found is not None
    assert found.municipality.name.fi == "Mäntyharju"
    assert found.abolished_on == date(2025, 1, 1)
    assert found.abolished is not None
    assert found.abolished.name.fi == "Pertunmaa"


def test_asking_for_exactly_an_abolished_code_names_its_successor() -> None:
    with pytest.raises(UnknownCode, match=r"Pertunmaa became part of Mäntyharju \(507\)") as caught:
        codes.municipality(588)

    assert caught.value.successor == "507"


def test_every_abolished_code_leads_somewhere_and_is_used_no_more(shared: Path) -> None:
    with (shared / "reference/municipality-changes.csv").open(encoding="utf-8") as file:
        rows = {row["old_code"]: row for row in csv.DictReader(file)}

    ours = {old.code: old for old in codes.abolished_municipalities()}

    assert ours.keys() == rows.keys()
    assert not ours.keys() & {place.code for place in codes.municipalities()}
    for code, row in rows.items():
        assert ours[code].successor == row["new_code"]
        assert ours[code].abolished_on == date.fromisoformat(row["effective_date"])
    assert sum(not old.confirmed for old in ours.values()) == 14


@pytest.mark.parametrize("name", ["Espoo", "ESBO", " esbo "])
def test_a_municipality_is_found_by_either_name_whatever_the_case(name: str) -> None:
    found = codes.municipalities_named(name)

    assert [hit.municipality.code for hit in found] == ["049"]


def test_a_name_that_is_used_again_means_the_municipality_of_today_first() -> None:
    found = codes.municipalities_named("Parainen")

    assert [(hit.municipality.code, hit.abolished is None) for hit in found] == [
        ("445", True),
        ("445", False),
    ]


def test_a_name_is_never_matched_by_its_beginning() -> None:
    found = codes.municipalities_named("Kemi")

    assert [hit.municipality.name.fi for hit in found] == ["Kemi"]


def test_municipalities_of_a_county_are_its_members_only() -> None:
    kainuu = codes.municipalities(county="20")
    uusimaa = codes.municipalities(region="01")

    assert len(kainuu) == 8
    assert len(uusimaa) == 26
    assert {place.county.code for place in uusimaa} == {"01", "02", "03", "04", "90"}


@pytest.mark.parametrize("code", ["22", "03", ""])
def test_an_unknown_region_is_refused(code: str) -> None:
    with pytest.raises(UnknownCode):
        codes.municipalities(region=code)


def test_bilingual_municipalities_list_the_language_of_the_majority_first() -> None:
    vaasa, pietarsaari = codes.municipality("905"), codes.municipality("598")

    assert vaasa.languages == ("fi", "sv")
    assert pietarsaari.languages == ("sv", "fi")


@given(st.integers(min_value=0, max_value=999))
def test_a_code_round_trips_through_its_spellings(number: int) -> None:
    padded = codes.padded_code(number)

    assert padded is not None
    assert codes.padded_code(padded) == padded
    assert codes.find_municipality(number) == codes.find_municipality(padded)
