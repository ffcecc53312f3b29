import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.links.folding import fold, stem
from hytedata.links.kinds import agreement, kinds_in
from hytedata.links.names import folded, likeness


def alike(one: str, other: str) -> float:
    return likeness(folded(one), folded(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KESKUSKENTTÄ", "keskuskenttä"),
        ("Keskuskentta", "Keskuskenttä"),
        ("Lukkarilan pallokenttä", "Pallokenttä, Lukkarila"),
        ("Beach volley -kenttä", "Beachvolleykenttä"),
        ("Ent. Kirkonkylän koulun kenttä", "Kirkonkylän koulun kenttä"),
        ("Kirkonkylän koulu (entinen)", "Kirkonkylän  koulu"),
        ("Hembygdsgården f.d.", "Hembygdsgården"),
        ("Simhallen", "Simhall"),
        ("Kk:n urheilukenttä", "Kirkonkylän urheilukenttä"),
        ("Kenttä 01", "Kenttä 1"),
        ("Hiihtäjän ladut", "Hiihtäjän latu"),
    ],
)
def test_spelling_order_and_inflection_make_no_other_name(one: str, other: str) -> None:
    assert alike(one, other) >= 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kirkonkylän pallokenttä", "Alakylän pallokenttä"),
        ("Tenniskenttä 1", "Tenniskenttä 2"),
        ("Lukkarilan jäähalli", "Nordea Areena"),
        ("Sali A", "Sali B"),
        ("Uimahalli", "Pääkirjasto"),
    ],
)
def test_names_that_tell_two_places_are_unlike_whatever_they_share(one: str, other: str) -> None:
    assert alike(one, other) < 0.5


def test_the_municipalitys_own_name_tells_nothing_within_it() -> None:
    common = frozenset({stem("utajarvi")})

    within = likeness(folded("Utajärven jäähalli", common), folded("Jäähalli", common))

    assert within == 1.0
    assert alike("Utajärven jäähalli", "Jäähalli") < within


def test_a_name_that_is_the_municipality_alone_is_kept() -> None:
    assert folded("Utajärvi", frozenset({stem("utajarvi")})).joined == "utajarvi"


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Keskuskoulun liikuntasali", {"gym-hall"}),
        ("Keskuskoulu", {"school"}),
        ("Lukkarilankenttä", {"field"}),
        ("Tekonurmikenttä", {"ball-field"}),
        ("Mallilan jäähalli", {"ice-hall"}),
        ("Badstranden", {"beach"}),
        ("Nordea Areena", set()),
        ("Pallokentät", {"ball-field"}),
    ],
)
def test_what_a_place_is_is_read_from_the_word_that_its_name_ends_with(
    name: str, kinds: set[str]
) -> None:
    assert kinds_in(name) == kinds


def test_a_wider_kind_is_kindred_and_another_is_not() -> None:
    assert agreement({"hall"}, {"ice-hall"}) == agreement({"ice-hall"}, {"hall"}) == 0.7
    assert agreement({"ice-hall"}, {"swimming-hall"}) == 0.0
    assert agreement({"ice-hall"}, set()) is None


@given(st.text(max_size=60))
def test_folding_never_fails_and_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_and_does_not_know_left_from_right(one: str, other: str) -> None:
    value = alike(one, other)

    assert 0.0 <= value <= 1.0
    assert value == alike(other, one)
