"""Themes and providers of sports sites: the most specific level decides alone."""

import pytest

from hytedata.classify import ThemeRow, ThemeTable, provider_of_site, themes_of_site
from hytedata.codes import sports_site_types
from hytedata.models.sports_site import SportsSite
from tests.classify.made_records import site


def told(made: SportsSite, table: ThemeTable | None = None) -> dict[str, str]:
    return {one.theme: one.strength for one in themes_of_site(made, table)}


def test_a_type_without_a_row_is_what_its_sub_category_is() -> None:
    (found,) = themes_of_site(site(1340))  # a field of the sub-category of ball games

    assert (found.theme, found.evidence[0].code) == ("exercise", "sub:1300")


def test_a_type_with_a_row_is_not_what_its_sub_category_is() -> None:
    # Miniature golf is a weak row of its own; golf courses are strong.
    assert told(site(1620)) == {"exercise": "certain"}
    assert told(site(1640)) == {"exercise": "possible", "participation": "possible"}


def test_a_type_that_is_nothing_is_nothing_whatever_its_category_is() -> None:
    assert told(site(7000)) == {}


def test_a_lean_to_is_nature_and_only_perhaps_exercise() -> None:
    assert told(site(301)) == {"exercise": "possible", "nature": "certain"}


def test_a_hiking_route_is_exercise_and_nature() -> None:
    assert told(site(4405)) == {"exercise": "certain", "nature": "certain"}


def test_an_information_board_is_not_guidance() -> None:
    assert told(site(207)) == {"nature": "possible"}


def test_lipas_knows_exercise_and_nature_only() -> None:
    sure = {
        theme
        for one in sports_site_types()
        for theme, strength in told(site(one.code)).items()
        if strength == "certain"
    }

    assert sure == {"exercise", "nature"}


def test_an_unknown_type_has_no_theme() -> None:
    assert told(site(9999)) == {}


def test_a_countys_own_row_decides() -> None:
    row = ThemeRow("culture", "lipas-type", "1620", "Golfkenttä", "strong")

    assert told(site(1620), ThemeTable.packaged().with_rows([row])) == {"culture": "certain"}


@pytest.mark.parametrize(
    ("admin", "owner", "kind"),
    [
        ("city-sports", "city", "municipality"),
        ("private-association", "city", "association"),
        ("private-company", "city-main-owner", "company"),
        ("private-foundation", None, "association"),
        ("state", "state", "state"),
        ("unknown", "city-main-owner", "municipality"),
        ("other", "municipal-consortium", "municipality"),
        (None, "foundation", "association"),
        ("Unkonwn", "unknown", "unknown"),
        (None, None, "unknown"),
    ],
)
def test_who_runs_a_site_provides_it_else_who_owns_it(
    admin: str | None, owner: str | None, kind: str
) -> None:
    assert provider_of_site(site(1340, admin=admin, owner=owner)).kind == kind


def test_a_camp_of_a_parish_is_known_by_its_name() -> None:
    made = site(304, name="Kajaanin seurakunnan leirikeskus", admin="other", owner="other")

    assert provider_of_site(made).kind == "parish"
