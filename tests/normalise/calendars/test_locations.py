"""Places written as text, and names of organisers."""

import pytest

from hytedata.normalise.calendars.locations import place_in
from hytedata.normalise.calendars.organisers import organisation_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talo, Kirkkokuja 9, 88600 Sotkamo", ("Talo", "Kirkkokuja 9", "88600", "Sotkamo")),
        (
            "Sali 2, Talo, Koulutie 3 B, 87100 Kajaani, Suomi",
            ("Sali 2, Talo", "Koulutie 3 B", "87100", "Kajaani"),
        ),
        ("Storgatan 5, FI-68600 Jakobstad", ("", "Storgatan 5", "68600", "Jakobstad")),
        ("Rantapuisto, Raahe", ("Rantapuisto", "", "", "Raahe")),
        ("Kirkkokuja 9", ("", "Kirkkokuja 9", "", "")),
        ("Sali 2", ("Sali 2", "", "", "")),
        ("Talo\n88600 Sotkamo", ("Talo", "", "88600", "Sotkamo")),
    ],
)
def test_a_place_is_taken_apart(text: str, expected: tuple[str, str, str, str]) -> None:
    place = place_in(text, "fi")

    assert place is not None
    found = (
        place.names.get("fi", ""),
        place.street.get("fi", ""),
        place.postal_code,
        place.locality.get("fi", ""),
    )
    assert found == expected


@pytest.mark.parametrize("text", ["", "  ,\n", "https://etayhteys.example/luento"])
def test_what_names_no_place_is_none(text: str) -> None:
    assert place_in(text, "fi") is None


@pytest.mark.parametrize(
    "name", ["Keksitty seurakunta", "Kainuun Liikunta ry", "Kulttuuritalo Valve", "Pohde", "4H"]
)
def test_organisations_are_kept(name: str) -> None:
    assert organisation_name(name) == name


@pytest.mark.parametrize("name", ["Matti Meikäläinen", "Anna-Liisa E. Malli", "a@kunta.example"])
def test_what_may_be_a_person_is_not(name: str) -> None:
    assert organisation_name(name) == ""
