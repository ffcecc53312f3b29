"""Kinds of organisations of PTV: those below a root are what the root is."""

import pytest

from hytedata.classify import provider_of_organisation
from tests.classify.made_records import organisation


@pytest.mark.parametrize(
    ("name", "kind", "provider"),
    [
        ("Kajaanin kaupunki", "Municipality", "municipality"),
        ("Kainuun hyvinvointialue", "RegionalOrganization", "county"),
        ("Kainuun seurakuntayhtymä", "RegionalOrganization", "parish"),
        ("Kajaanin seurakunta", "Organization", "parish"),
        ("Kajaanin vapaaseurakunta", "Organization", "association"),
        ("Kainuun Mielenterveysseura ry", "Organization", "association"),
        ("Metsähallitus", "State", "state"),
        ("Kuntokeskus Oy", "Company", "company"),
        ("", "State", "state"),
        ("Suomen kristillinen seurakuntaopisto", "Company", "company"),
    ],
)
def test_an_organisation_has_a_kind(name: str, kind: str, provider: str) -> None:
    assert provider_of_organisation(organisation(name, kind)).kind == provider


def test_what_is_below_a_root_is_what_the_root_is() -> None:
    club = organisation("Nuorisoseura", "Organization", id="o2", root_id="o1")
    town = organisation("Kajaanin kaupunki", "Municipality")

    assert provider_of_organisation(club).kind == "association"
    assert provider_of_organisation(club, town).kind == "municipality"


def test_a_root_that_says_nothing_leaves_it_to_the_organisation() -> None:
    parish = organisation("Sotkamon seurakunta", "", id="o2", root_id="o1")

    assert provider_of_organisation(parish, organisation("Yhteinen", "")).kind == "parish"


def test_a_list_by_business_id_goes_before_everything() -> None:
    made = organisation("Palvelukeskus", "Company", business_id="1234567-8")

    assert provider_of_organisation(made, curated={"1234567-8": "county"}).kind == "county"
