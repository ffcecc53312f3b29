"""Labelled pairs, which hold the thresholds, and the laws of the score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.links import POSSIBLE, STRONG, Thing
from hytedata.links.prepared import prepared
from hytedata.links.scoring import evidence, score
from tests.links.made import score_of, thing


def at_school(thing_id: str, name: str) -> Thing:
    return thing(thing_id, name, street="Koulutie", number="3")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (thing("a", "Koulukeskuksen liikuntasali"), thing("b", "Koulukeskuksen liikuntasali")),
        (thing("a", "Jäähalli"), thing("b", "Utajärven jäähalli", at=(0, 50))),
        (thing("a", "Lukkarilan pallokenttä"), thing("b", "Pallokenttä, Lukkarila", at=(150, 0))),
        (thing("a", "Lukkarilan kenttä"), thing("b", "Lukkarilan pallokenttä", at=(200, 0))),
        (at_school("a", "Uimahalli Vesihelmi"), at_school("b", "Vesihelmi")),
        (thing("a", "Niittyvillan kaukalo"), thing("b", "Niittyvillan luistinrata", at=(60, 0))),
        (thing("a", "Lukkarilan kenttä"), thing("b", "Lukkarilan kenttä", at=(400, 0))),
        (thing("a", "Lukkarilan kenttä", at=None), thing("b", "Lukkarilan kenttä")),
        (at_school("a", "Simhall"), thing("b", "Simhallen", street="Koulutie 3")),
        (thing("a", "Lukkarilan kenttä"), thing("b", "Lukarilan kenttä", at=(80, 0))),
    ],
    ids=lambda it: next(iter(it.names.values())),
)
def test_what_people_typed_of_one_place_is_a_strong_pair(one: Thing, other: Thing) -> None:
    assert score_of(one, other) >= STRONG


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at_school("a", "Keskuskoulun kenttä"), at_school("b", "Keskuskoulun sali")),
        (at_school("a", "Kirkonkylän kuntosali"), at_school("b", "Kirkonkylän koulu")),
        (
            at_school("a", "Kirkonkylän pallokenttä"),
            at_school("b", "Kirkonkylän tenniskenttä"),
        ),
        (at_school("a", "Tenniskenttä 1"), at_school("b", "Tenniskenttä 2")),
        (at_school("a", "Urheilukenttä"), at_school("b", "Keskuskenttä")),
        (thing("a", "Kirkonkylän kenttä"), thing("b", "Alakylän kenttä")),
        (thing("a", "Seurantalon sali"), thing("b", "Seurantalon sali", at=(6000, 0))),
        (thing("a", "Kirkonkylän latu"), thing("b", "Kirkonkylän kuntorata")),
    ],
    ids=lambda it: next(iter(it.names.values())),
)
def test_two_places_that_share_much_are_never_strong(one: Thing, other: Thing) -> None:
    assert score_of(one, other) < STRONG


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at_school("a", "Pääkirjasto"), at_school("b", "Keskuskoulun kuntosali")),
        (thing("a", "Kirkonkylän kenttä"), thing("b", "Alakylän kenttä", at=(3000, 0))),
        (
            thing("a", "Seurantalon sali", street="Tervatie"),
            thing("b", "Seurantalon sali", street="Kirkkotie", at=(6000, 0)),
        ),
    ],
    ids=lambda it: next(iter(it.names.values())),
)
def test_what_has_nothing_to_do_with_each_other_is_no_candidate(one: Thing, other: Thing) -> None:
    assert score_of(one, other) < POSSIBLE


NAMES = st.sampled_from(
    ["Lukkarilan kenttä", "Lukkarila", "Jäähalli", "Kirkonkylän sali 2", "Simhallen", "Uimaranta"]
)
SPOTS = st.tuples(st.floats(0, 4000), st.floats(0, 4000))
THINGS = st.builds(
    lambda name, at, street, municipality: thing(
        "x", name, at=at, street=street, number="3" if street else "", municipality=municipality
    ),
    NAMES,
    st.none() | SPOTS,
    st.sampled_from(["", "Koulutie", "Kirkkokatu"]),
    st.sampled_from([None, "889"]),
)


@given(THINGS)
def test_identical_things_have_the_top_score(one: Thing) -> None:
    assert score_of(one, one) == 1.0


@given(THINGS, THINGS)
def test_the_score_is_a_share_and_does_not_know_left_from_right(one: Thing, other: Thing) -> None:
    value = score_of(one, other)

    assert 0.0 <= value <= 1.0
    assert value == score_of(other, one)


@given(THINGS, THINGS, st.floats(0, 1) | st.sampled_from([POSSIBLE, STRONG]))
def test_what_is_asked_for_changes_no_score_that_reaches_it(
    one: Thing, other: Thing, at_least: float
) -> None:
    ours, theirs = prepared(one), prepared(other)

    whole, told = score(ours, theirs), score(ours, theirs, at_least=at_least)

    assert told == (whole if whole is not None and whole >= at_least else None)


@given(NAMES, NAMES, st.floats(0, 20_000), st.floats(1, 5_000))
def test_moving_apart_lowers_the_score(name: str, other: str, metres: float, more: float) -> None:
    here = thing("a", name)

    near = score_of(here, thing("b", other, at=(metres, 0)))
    far = score_of(here, thing("b", other, at=(metres + more, 0)))

    assert far < near


@given(NAMES, NAMES, st.floats(0, 5000))
def test_two_municipalities_are_crossed_only_within_half_a_kilometre_by_the_same_name(
    name: str, other: str, metres: float
) -> None:
    one = prepared(thing("a", name, municipality="889"))
    two = prepared(thing("b", other, at=(metres, 0), municipality="425"))

    value = score(one, two)

    if value is not None:
        assert metres <= 500
        assert next(it.value for it in evidence(one, two) if it.kind == "name") >= 0.9


def test_a_pair_across_a_border_says_so() -> None:
    one = prepared(thing("a", "Rajan laavu", municipality="889"))
    two = prepared(thing("b", "Rajan laavu", at=(100, 0), municipality="425"))

    told = {it.kind: it.detail for it in evidence(one, two)}

    assert told["municipality"] == "in two municipalities (425 and 889)"
    assert told["distance"] == "100 m apart"


def test_without_a_name_nothing_is_one() -> None:
    assert score_of(Thing("a", {}), Thing("b", {})) == 0.0
    assert score_of(thing("a", "!?"), thing("b", "…")) == 0.0
