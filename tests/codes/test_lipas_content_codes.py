import json
from pathlib import Path

import pytest

from hytedata.codes import (
    UnknownCode,
    itrs_technical,
    loi_categories,
    loi_type,
    loi_types,
    property_types,
    route_part_difficulties,
    site_activities,
    sports_site_types,
)
from hytedata.models.quantity import unit_of


def test_the_lists_are_those_of_the_reference(shared: Path) -> None:
    reference = json.loads((shared / "reference/lipas-codes.json").read_bytes())

    assert [it.value for it in loi_types()] == [it["value"] for it in reference["loi_types"]]
    assert [it.value for it in loi_categories()] == [
        it["value"] for it in reference["loi_categories"]
    ]
    assert [it.value for it in site_activities()] == [it["key"] for it in reference["activities"]]
    assert len(route_part_difficulties()) == len(reference["route_part_difficulty_options"])
    assert len(itrs_technical()) == len(reference["itrs_technical_options"])


def test_every_type_of_locations_has_a_category_and_a_name_in_three_languages() -> None:
    assert {it.category for it in loi_types()} == {it.value for it in loi_categories()}
    assert all(len(it.name.all()) == 3 for it in loi_types())
    assert loi_type("nature-reserve").geometry == "area"


def test_an_unknown_type_of_locations_is_refused() -> None:
    with pytest.raises(UnknownCode, match="'volcano' is not in the list"):
        loi_type("volcano")


def test_every_activity_of_a_type_is_in_the_list() -> None:
    used = {it.activity for it in sports_site_types() if it.activity}

    assert used == {it.value for it in site_activities()}


def test_the_unit_in_a_key_is_that_of_the_classification() -> None:
    assert {it.key: unit_of(it.key) for it in property_types()} == {
        it.key: it.unit for it in property_types()
    }
