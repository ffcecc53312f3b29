"""Names: one per language, within 100 characters, no two alike."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.content import fold_name
from hytedata.models.common import Language
from hytedata.sync.names import NamedSite, Names, distinct_names, own_names, shortened

BOTH: tuple[Language, ...] = ("fi", "sv")


def named(lipas_id: int, fi: str, *marks: str, sv: str | None = None) -> NamedSite:
    """Return a site with the same marks in both languages."""
    names: Mapping[Language, str] = {"fi": fi, "sv": sv or fi}
    told: tuple[Names, ...] = tuple({"fi": mark, "sv": mark} for mark in marks)
    return NamedSite(lipas_id, names, lambda: told)


def test_a_language_without_a_name_takes_the_finnish_one() -> None:
    names, cut = own_names({"fi": "Keskus  kenttä ", "en": "Central field"}, ("fi", "sv", "en"))

    assert names == {"fi": "Keskus kenttä", "sv": "Keskus kenttä", "en": "Central field"}
    assert not cut


@pytest.mark.parametrize("name", ["  ", "--", "\u200b", ""])
def test_a_site_without_any_name_has_none(name: str) -> None:
    assert own_names({"fi": name}, ("fi",)) == ({}, False)


def test_invisible_characters_are_no_part_of_a_name() -> None:
    assert own_names({"fi": "Keskus\u00adkenttä\u200b"}, ("fi",))[0] == {"fi": "Keskuskenttä"}


def test_a_long_name_is_cut_at_a_word() -> None:
    names, cut = own_names({"fi": "Keskuskenttä " * 10}, ("fi",))

    assert names["fi"] == " ".join(["Keskuskenttä"] * 7) + "…"
    assert cut


def test_a_name_of_a_hundred_characters_stays_whole() -> None:
    assert shortened("a" * 100, 100) == "a" * 100


def test_a_name_that_nobody_else_has_stays() -> None:
    names = distinct_names([named(1, "Pallokenttä", "Keskusta"), named(2, "Uimahalli")])

    assert names[1]["fi"] == "Pallokenttä"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (named(2, "Pallokenttä", "Haapamäki"), "Pallokenttä (Keskusta)"),
        (named(2, "pallo KENTTÄ", "Haapamäki"), "Pallokenttä (Keskusta)"),
        (named(2, "Toinen", "Haapamäki", sv="Pallokenttä"), "Pallokenttä (Keskusta)"),
        (named(2, "Pallokenttä", "Keskusta", "Koulutie"), "Pallokenttä (Kenttätie)"),
        (
            named(2, "Pallokenttä", "Keskusta", "Kenttätie", "Kenttätie 5"),
            "Pallokenttä (Kenttätie 3)",
        ),
        (named(2, "Pallokenttä", "Keskusta", "Kenttätie", "Kenttätie 3"), "Pallokenttä (Lipas 1)"),
    ],
)
def test_equal_names_get_the_first_mark_that_tells_them_apart(
    second: NamedSite, expected: str
) -> None:
    first = named(1, "Pallokenttä", "Keskusta", "Kenttätie", "Kenttätie 3")

    names = distinct_names([first, second])

    assert names[1] == {"fi": expected, "sv": expected}


def test_a_marked_name_does_not_take_another_sites_own_name() -> None:
    names = distinct_names(
        [
            named(1, "Kenttä", "Keskusta", "Koulutie"),
            named(2, "Kenttä"),
            named(3, "Kenttä (Keskusta)"),
        ]
    )

    assert names[1]["fi"] == "Kenttä (Koulutie)"
    assert names[3]["fi"] == "Kenttä (Keskusta)"


def test_a_mark_that_the_name_already_holds_is_passed_over() -> None:
    first = named(1, "Lauttasaari, kenttä", "Lauttasaari", "Koulutie")

    names = distinct_names([first, named(2, "Lauttasaari, kenttä")])

    assert names[1]["fi"] == "Lauttasaari, kenttä (Koulutie)"


def test_the_last_resort_evades_a_site_of_that_very_name() -> None:
    names = distinct_names([named(1, "Kenttä"), named(2, "Kenttä"), named(3, "Kenttä (Lipas 1)")])

    assert names[1]["fi"] == "Kenttä (Lipas 1-2)"


def test_a_long_name_makes_room_for_its_mark() -> None:
    long = "Keskuskenttä " * 7

    names = distinct_names([named(1, long.strip(), "Keskusta"), named(2, long.strip())])

    assert names[1]["fi"].endswith("… (Keskusta)")
    assert len(names[1]["fi"]) <= 100


words = st.sampled_from(["Kenttä", "kenttä", "Halli", "Ken ttä", "Kenttä (A)", "Kenttä (Lipas 1)"])
marks = st.lists(st.sampled_from(["A", "B", "C", "A 1", "\u0301b", "B" * 60]), max_size=3)
sites = st.lists(
    st.builds(
        lambda lipas_id, fi, sv, mark: named(lipas_id, fi, *mark, sv=sv),
        st.integers(1, 12),
        words | st.text("ab ", min_size=90, max_size=120).filter(str.strip).map(lambda t: t[:100]),
        words,
        marks,
    ),
    max_size=12,
    unique_by=lambda one: one.lipas_id,
)


@given(sites)
def test_no_two_sites_share_a_name_in_any_language(listed: list[NamedSite]) -> None:
    names = distinct_names(listed)

    folded = [{fold_name(name) for name in one.values()} for one in names.values()]
    assert sum(map(len, folded)) == len(set().union(*folded)) if folded else True
    assert all(len(name) <= 100 for one in names.values() for name in one.values())


@given(sites, st.randoms(use_true_random=False))
def test_the_order_of_the_sites_changes_nothing(listed: list[NamedSite], random: Random) -> None:
    turned = random.sample(listed, len(listed))

    assert distinct_names(turned) == distinct_names(listed)


@given(sites)
def test_whoever_shares_no_name_keeps_it(listed: list[NamedSite]) -> None:
    names = distinct_names(listed)

    for one in listed:
        mine = {fold_name(name) for name in one.names.values()}
        others = {
            fold_name(name) for other in listed if other is not one for name in other.names.values()
        }
        if not mine & others:
            assert names[one.lipas_id] == one.names
