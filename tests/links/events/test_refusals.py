"""What keeps two events apart, however much they share."""

import pytest

from hytedata.errors import InputError
from hytedata.links.events import match_events, thing_of
from tests.links.events.made import (
    DAY,
    at,
    event,
    groups,
    joined,
    matched,
    place,
    possible,
    weekly,
)


@pytest.mark.parametrize("role", ["series", "umbrella"])
def test_what_takes_place_at_no_time_of_its_own_is_not_compared(role: str) -> None:
    with pytest.raises(InputError, match=role):
        thing_of(event("a", "1", series_role=role))


def test_events_under_one_umbrella_are_events_of_their_own() -> None:
    one = event("a", "esim:1", "Avajaiset", series_id="esim:viikko")
    other = event("a", "esim:2", "Konsertti", series_id="esim:viikko")
    elsewhere = event("b", "3", "Runoviikko", origin_ids=("esim:viikko",))

    assert matched(one, other, elsewhere).groups == ()


def test_the_same_name_at_another_time_of_the_day_is_another_event() -> None:
    matching = matched(event("a", "1"), event("b", "2", start=at("2026-12-01T18:00")))

    assert (groups(matching), possible(matching)) == ([], [("1", "2")])


def test_the_hour_that_autumn_has_twice_is_two_hours() -> None:
    first = at("2026-10-25T03:30")
    second = first.replace(fold=1)

    assert groups(matched(event("a", "1", start=first), event("b", "2", start=second))) == []
    assert groups(matched(event("a", "1", start=second), event("b", "2", start=second))) != []


def test_the_same_at_the_same_time_two_kilometres_away_is_another_event() -> None:
    matching = matched(event("a", "1"), event("b", "2", where=place(2_000)))

    assert matching.groups == ()


def test_a_street_of_that_name_in_another_town_is_another_street() -> None:
    kajaani = event("a", "1", where=place(None, street="Koulutie 1", postal_code="87100"))
    oulu = event("b", "2", where=place(None, street="Koulutie 1", postal_code="90100"))

    assert match_events([thing_of(kajaani), thing_of(oulu)]).groups == ()


def test_a_whole_town_is_no_place_to_meet() -> None:
    town = place(place_id="kunta:kajaani", street="Keskuskatu 1")
    pair = [event("a", "esim:1", where=town), event("b", "2", where=town)]

    matching = match_events(thing_of(one, municipality="205", whole_town=True) for one in pair)

    assert (groups(matching), possible(matching)) == ([], [("esim:1", "2")])


def test_two_halls_of_one_house_are_two_events_in_the_calendar_that_names_them() -> None:
    one = event("a", "esim:1", where=place(place_id="esim:sali-a"))
    other = event("a", "esim:2", where=place(place_id="esim:sali-b"))

    assert matched(one, other).groups == ()


def test_two_meetings_online_with_two_links_are_two() -> None:
    one = event("a", "1", where=None, online=True, online_url="https://zoom.us/j/1")
    other = event("b", "2", where=None, online=True, online_url="https://zoom.us/j/2")

    assert matched(one, other).groups == ()


def test_what_is_online_and_what_is_in_a_hall_are_two() -> None:
    assert matched(event("a", "1", where=None, online=True), event("b", "2")).groups == ()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("17", "17"),
        ("10000-1796112000-1796115600@site.example", "10000-1796112000-1796115600@site.example"),
        ("https://kunta.example/", "https://kunta.example"),
    ],
    ids=["a bare number", "a UID that changes with its event", "the front page of a site"],
)
def test_what_may_be_of_any_event_is_no_id(ours: str, theirs: str) -> None:
    one = event("a", "1", "Jumppa", where=None, origin_ids=(ours,))
    other = event("b", "2", "Jumppa", where=None, origin_ids=(theirs,))

    assert matched(one, other, municipality=None).groups == ()


def test_a_page_of_many_events_joins_those_of_one_name_only() -> None:
    page = "https://opisto.example/kurssit"
    ours = [event("a", it, name, page_url=page) for it, name in (("1", "Maalaus"), ("2", "Veisto"))]
    theirs = [event("b", "3", "Veisto", where=place(None), page_url=page)]
    lone = [event("c", "4", "Kansantanssi", where=place(None), page_url=page)]

    matching = matched(*ours, *theirs, *lone)

    assert groups(matching) == [["2", "3"]]
    assert possible(matching) == []


def test_one_page_of_two_events_that_are_not_alike_is_for_a_person() -> None:
    page = "https://kirjasto.example/sotkamo"
    one = event("a", "1", "Satutunti", page_url=page)
    other = event("b", "2", "Kansantanssi", page_url=page)

    matching = matched(one, other)

    assert (groups(matching), possible(matching)) == ([], [("1", "2")])


def test_one_page_of_the_same_thing_in_two_towns_joins_nothing() -> None:
    page = "https://liitto.example/veteraanipaiva"
    here = thing_of(event("a", "1", where=None, page_url=page), municipality="205")
    there = thing_of(event("b", "2", where=None, page_url=page), municipality="564")

    assert match_events([here, there]).groups == ()


def test_a_copy_and_a_child_of_a_series_in_one_calendar_are_one_by_id_alone() -> None:
    (child,) = weekly("a", "esim:sarja", at("2026-12-01T10:00"))
    copy = event("a", "esim:kopio")
    known = copy.model_copy(update={"origin_ids": (child.id,)})

    by_rule, by_id = matched(child, copy), matched(child, known)

    assert (groups(by_rule), possible(by_rule)) == ([], [("esim:kopio", "esim:sarja|0")])
    assert groups(by_id) == [["esim:kopio", "esim:sarja|0"]]


def test_two_of_one_calendar_are_not_one_because_a_third_is_like_both() -> None:
    one = event("a", "1", where=place(-140))
    other = event("a", "2", where=place(140))
    between = event("b", "3", where=place(-10))

    matching = matched(one, other, between)

    assert groups(matching) == [["1", "3"]]
    assert possible(matching) == [("2", "3")]
    assert "1 of a and 2 of a would be one, and are two in one calendar" in (
        matching.possible[0].evidence
    )


def test_two_that_have_their_match_in_each_others_calendar_are_not_asked_about() -> None:
    ours = [event("a", f"{it}", where=place(it, place_id=f"x:{it}")) for it in range(3)]
    theirs = [event("b", f"{it}", where=place(it, place_id=f"y:{it}")) for it in range(3)]

    matching = matched(*ours, *theirs)

    assert groups(matching) == [["0", "0"], ["1", "1"], ["2", "2"]]
    assert matching.possible == ()


def test_a_chain_whose_ends_begin_at_different_times_breaks_at_its_weakest() -> None:
    origin = event("a", "esim:1", start=at("2026-12-01T11:00"))
    stale = event("b", "2", origin_ids=("esim:1",))
    portal = event("c", "3")

    matching = matched(origin, stale, portal)

    assert groups(matching) == [["esim:1", "2"]]
    assert ("2", "3") in possible(matching)


def test_a_chain_of_near_spots_does_not_reach_further_than_a_kilometre() -> None:
    row = [event(f"c{step}", f"{step}", where=place(step * 140)) for step in range(12)]

    matching = matched(*row)

    assert ("0", "11") not in joined(matching)
    assert matching.possible


def test_a_day_that_could_be_either_of_two_times_is_neither() -> None:
    day = event("a", "päivä", start=DAY)
    morning, evening = event("b", "aamu"), event("b", "ilta", start=at("2026-12-01T18:00"))

    matching = matched(day, morning, evening)

    assert groups(matching) == []
    assert possible(matching) == [("päivä", "aamu"), ("päivä", "ilta")]


def test_groups_for_other_ages_are_other_groups() -> None:
    small = event("a", "1", "Uimakoulu", age_min=3, age_max=5)
    big = event("b", "2", "Uimakoulu", age_min=6, age_max=9)

    matching = matched(small, big)

    assert (groups(matching), possible(matching)) == ([], [("1", "2")])


def test_parallel_groups_of_one_calendar_that_are_signed_up_for_apart_are_two() -> None:
    hall = place(place_id="esim:halli")
    one, other = (
        event(
            "a",
            f"esim:{it}",
            "Uimakoulu",
            where=hall,
            registration={"url": f"https://x.example/{it}"},
        )
        for it in (1, 2)
    )

    matching = matched(one, other)

    assert (groups(matching), possible(matching)) == ([], [("esim:1", "esim:2")])


def test_groups_of_other_numbers_are_not_even_possible() -> None:
    assert matched(event("a", "1", "Uimakoulu 1"), event("b", "2", "Uimakoulu 2")).possible == ()


def test_likeness_in_another_municipality_is_nothing() -> None:
    one = thing_of(event("a", "1", where=None), municipality="205")
    other = thing_of(event("b", "2", where=None), municipality="564")

    assert match_events([one, other]).possible == ()


def test_an_id_that_several_refer_to_is_that_of_a_series() -> None:
    origin = event("a", "esim:festivaali", "Festivaali")
    days = [
        event("b", f"{day}", "Festivaali", at(f"2026-12-0{day}T10:00"), origin_ids=(origin.id,))
        for day in (1, 2, 3)
    ]

    assert groups(matched(origin, *days)) == [["esim:festivaali", "1"]]


def test_an_id_that_two_wholly_different_events_share_is_for_a_person() -> None:
    one = event("a", "system:5", "Vesijumppa")
    other = event("b", "system:5", "Kirkkokonsertti", start=at("2027-05-05T18:00"))

    matching = matched(one, other)

    assert (groups(matching), possible(matching)) == ([], [("system:5", "system:5")])


def test_one_name_all_over_the_country_hides_no_pair_and_is_not_compared_pair_by_pair() -> None:
    ours = [event("a", f"{step:03}", where=place(step * 1_200)) for step in range(150)]
    theirs = [event("b", f"{step:03}", where=place(step * 1_200 + 90)) for step in range(150)]

    matching = matched(*ours, *theirs, municipality=None)

    assert groups(matching) == [[one.id, one.id] for one in ours]
    assert matching.compared < 500
    assert matching.crowded == 0


def test_a_crowd_is_not_compared_pair_by_pair_and_that_is_told() -> None:
    crowd = [event("a", f"{number}") for number in range(300)]

    matching = matched(*crowd)

    assert matching.compared == 0
    assert matching.crowded > 0
