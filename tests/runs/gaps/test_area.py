"""The area that a report is of, as somebody names it or as the configuration implies it."""

from typing import Any

import pytest

from hytedata.config import Config
from hytedata.errors import InputError
from hytedata.runs.gaps.area import ReportArea, area_of, area_of_organisations
from hytedata.runs.gaps.subjects import county_of
from hytedata.store.catalogue import AreaCode


def config(*codes: str) -> Config:
    organisations: tuple[dict[str, Any], ...] = tuple(
        {
            "id": f"00000000-0000-4000-8000-000000000{code}",
            "name": f"Kunta {code}",
            "municipalities": (code,),
            "owners": ("city",),
            "languages": ("fi",),
            "username": "kunta",
            "password_env": "PASSWORD",
        }
        for code in codes
    )
    return Config.model_validate({"contact": "it@kunta.example", "organisation": organisations})


def test_one_county_or_municipality_is_an_area() -> None:
    assert area_of((), ("Kainuu",)) == ReportArea("county", "20")
    assert area_of(("205",), ()) == ReportArea("municipality", "205")


@pytest.mark.parametrize(
    ("municipalities", "counties"),
    [((), ()), (("Kajaani", "Kuhmo"), ()), (("Kajaani",), ("Lappi",))],
)
def test_none_or_several_are_no_area_of_a_report(
    municipalities: tuple[str, ...], counties: tuple[str, ...]
) -> None:
    assert area_of(municipalities, counties) is None


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(InputError):
        area_of((), ("Atlantis",))


def test_the_county_of_a_municipality_is_the_one_it_lies_in() -> None:
    area = ReportArea("municipality", "205")

    assert (area.county, area.municipalities) == ("20", ("205",))
    assert area.findings == {"municipalities": ("205",)}


def test_a_county_has_what_is_in_none_of_its_municipalities() -> None:
    area = ReportArea("county", "20")

    assert "205" in area.municipalities
    assert area.findings == {"county": "20"}


def test_without_a_name_it_is_the_county_of_all_organisations() -> None:
    assert area_of_organisations(config("205", "290")) == ReportArea("county", "20")


def test_organisations_of_two_counties_and_none_at_all_imply_no_area() -> None:
    assert area_of_organisations(config("205", "564")) is None
    assert area_of_organisations(config()) is None


def test_an_area_lies_in_a_county_where_all_of_it_does() -> None:
    kajaani, oulu = AreaCode("municipality", "205"), AreaCode("municipality", "564")

    assert county_of([kajaani, AreaCode("county", "20")]) == "20"
    assert county_of([kajaani, oulu]) is None
    assert county_of([AreaCode("region", "18")]) is None
    assert county_of([]) is None
