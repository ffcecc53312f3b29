import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.errors import InputError
from hytedata.links import Match, StreetAddress, Thing, match
from hytedata.links.matching import scored_pairs
from tests.links.made import thing

NAMES = ("Lukkarilan kenttä", "Jäähalli", "Kirkonkylän sali", "Kirkonkylän kenttä", "Uimaranta")


@st.composite
def lists(draw: st.DrawFn) -> list[Thing]:
    size = draw(st.integers(0, 8))
    return [
        thing(
            f"{number}",
            draw(st.sampled_from(NAMES)),
            at=draw(st.none() | st.tuples(st.integers(0, 900), st.integers(0, 900))),
            street=draw(st.sampled_from(["", "Koulutie"])),
            number="3",
        )
        for number in range(size)
    ]


@given(lists(), lists(), st.randoms())
def test_the_order_of_the_lists_changes_nothing(
    left: list[Thing], right: list[Thing], chance: random.Random
) -> None:
    straight = match(left, right)
    shuffled_left, shuffled_right = list(left), list(right)
    chance.shuffle(shuffled_left)
    chance.shuffle(shuffled_right)

    assert match(shuffled_left, shuffled_right) == straight


@given(lists(), lists())
def test_swapping_the_sides_gives_the_same_pairs(left: list[Thing], right: list[Thing]) -> None:
    there = {(one.left, one.right): one.score for one in match(left, right).matches}
    back = {(one.right, one.left): one.score for one in match(right, left).matches}

    assert there == back


@given(lists(), lists())
def test_pairs_without_their_evidence_are_the_same_pairs(
    left: list[Thing], right: list[Thing]
) -> None:
    told = [(one.score, one.left, one.right) for one in match(left, right).matches]

    assert scored_pairs(left, right) == told


@given(lists())
def test_everything_finds_itself_with_the_top_score(things: list[Thing]) -> None:
    found = match(things, things).of_left()

    assert all(
        any(one.right == it.id and one.score == 1.0 for one in found[it.id]) for it in things
    )


def test_two_sites_on_one_channel_are_told_and_neither_is_assigned() -> None:
    sites = [thing("s1", "Lukkarilan kenttä"), thing("s2", "Lukkarilan kenttä", at=(150, 0))]

    found = match(sites, [thing("c1", "Lukkarilan kenttä")])

    assert [(one.left, one.right) for one in found.matches] == [("s1", "c1"), ("s2", "c1")]
    first, second = (conflicts_of(one) for one in found.matches)
    assert first == {"several-left": ("s2",), "same-name-left": ("s2",)}
    assert second == {"several-left": ("s1",), "same-name-left": ("s1",)}


def test_one_site_on_two_channels_is_told() -> None:
    channels = [thing("c1", "Lukkarilan kenttä"), thing("c2", "Lukkarila", at=(30, 0))]

    found = match([thing("s1", "Lukkarilan kenttä")], channels)

    assert [one.right for one in found.matches] == ["c1", "c2"]
    assert conflicts_of(found.matches[0]) == {"several-right": ("c2",)}


def conflicts_of(one: Match) -> dict[str, tuple[str, ...]]:
    return {conflict.kind: conflict.others for conflict in one.conflicts}


def test_strength_follows_the_score_and_the_evidence_is_in_words() -> None:
    sites = [thing("s1", "Keskuskoulun kenttä", street="Koulutie", number="3")]
    channels = [thing("c1", "Keskuskoulun sali", street="Koulutie", number="3")]

    (found,) = match(sites, channels).matches

    assert found.strength == "possible"
    assert "OTHER kinds (field and gym-hall)" in [one.detail for one in found.evidence]
    assert found.distance_m == 0.0


def test_an_id_that_comes_twice_is_refused() -> None:
    with pytest.raises(InputError, match="the left list has the id a twice"):
        match([thing("a", "Kenttä"), thing("a", "Sali")], [])


def test_a_thousand_places_of_one_name_at_one_spot_are_not_all_compared_and_that_is_told() -> None:
    here = [thing(f"{number}", "Pallokenttä") for number in range(300)]

    found = match(here, here)

    assert found.compared == 0
    assert found.crowded > 0


def test_a_crowded_spot_does_not_hide_what_has_a_name_of_its_own() -> None:
    crowd = [thing(f"{number:03}", "Pallokenttä") for number in range(300)]

    found = match([*crowd, thing("site", "Lukkarila")], [*crowd, thing("channel", "Lukkarila")])

    assert ("site", "channel") in {(one.left, one.right) for one in found.matches}
    assert found.compared < 1_000


def test_things_without_any_name_match_nothing() -> None:
    assert match([Thing("a", {})], [Thing("b", {})]).matches == ()


def test_real_sites_of_lipas_find_themselves_among_each_other(shared: Path) -> None:
    file = shared / "data/real/lipas-v1-sports-places.json"
    sites = [_real(site) for site in json.loads(file.read_bytes())]

    found = match(sites, sites)

    best = {it: some[0] for it, some in found.of_left().items()}
    strays = {
        (one.left, one.right)
        for one in found.matches
        if one.strength == "strong" and one.left != one.right
    }
    assert all(best[site.id].score == 1.0 for site in sites)
    assert len(strays) <= 4, strays


def _real(site: dict[str, object]) -> Thing:
    location = site["location"]
    assert isinstance(location, dict)
    return Thing(
        str(site["sportsPlaceId"]),
        {"fi": str(site["name"])},
        address=StreetAddress((str(location["address"]),), "", str(location["postalCode"])),
        municipality=str(location["city"]["cityCode"]).zfill(3),
    )
