"""What makes two events one, and how surely."""

import pytest

from hytedata.links.events import MERGED
from hytedata.models.event import Event
from tests.links.events.made import (
    DAY,
    at,
    event,
    groups,
    matched,
    place,
    possible,
    weekly,
)


def test_a_record_that_is_given_twice_counts_once() -> None:
    matching = matched(event("a", "1"), event("a", "1"))

    assert (matching.groups, matching.possible) == ((), ())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, {"origin_ids": ("esim:e100",)}),
        ({"origin_ids": ("site.example?id=7",)}, {"origin_ids": ("www.Site.example?id=7", "x")}),
        ({"origin_ids": ("u-1@feed.example",)}, {"origin_ids": ("u-1@feed.example",)}),
    ],
    ids=["replaced by, or mirrored", "lineage", "the UID of a feed"],
)
def test_a_shared_id_makes_two_one_wherever_and_whenever_they_are(
    left: dict[str, object], right: dict[str, object]
) -> None:
    origin = event("a", "esim:e100", **left)  # type: ignore[arg-type]
    mirror = event("b", "9", start=at("2026-12-01T12:30"), where=place(9_000), **right)  # type: ignore[arg-type]

    (group,) = matched(origin, mirror).groups

    assert (group.tier, group.score) == (2, 0.99)
    assert "both are known as" in group.joins[0].evidence[0]


def test_one_page_by_whatever_link_makes_two_one_that_begin_together() -> None:
    one = event("a", "1", page_url="http://www.kunta.example/jumppa/?utm_source=x&fbclid=y")
    other = event("b", "2", where=None, page_url="https://kunta.example/jumppa")

    (group,) = matched(one, other).groups

    assert group.tier == 2
    assert group.joins[0].evidence == (
        "both are told of at https://kunta.example/jumppa",
        "both begin on 2026-12-01 at 10:00 EET",
    )


def test_name_start_and_place_make_two_one_and_it_is_told_how() -> None:
    one = event("a", "1", "Tuolijumppa &#8211; ikäihmisille")
    other = event("b", "2", "TUOLIJUMPPA ikäihmisille!", where=place(140))

    (group,) = matched(one, other).groups

    assert (group.tier, group.score) == (3, MERGED)
    assert group.joins[0].evidence == (
        "both are called «tuolijumppa ikäihmisille»",
        "both begin on 2026-12-01 at 10:00 EET",
        "140 m apart",
    )


def test_a_street_address_is_a_place_also_with_stairs_and_floors() -> None:
    one = event("a", "1", where=place(None, street="Esimerkkikatu 1 A 3"))
    other = event("b", "2", where=place(None, street="esimerkkikatu 1, 2. krs"))

    (group,) = matched(one, other).groups

    assert group.joins[0].evidence[2] == "at the same address (esimerkkikatu 1)"


def test_a_place_of_one_calendar_is_known_by_its_id() -> None:
    hall = place(None, place_id="esim:halli")

    matching = matched(event("a", "esim:1", where=hall), event("a", "mirror:1", where=hall))

    assert groups(matching) == [["esim:1", "mirror:1"]]


def test_a_day_matches_a_time_of_that_day() -> None:
    matching = matched(event("a", "1", start=DAY), event("b", "2"))

    assert groups(matching) == [["1", "2"]]


def test_a_cancelled_copy_is_still_the_same_event() -> None:
    running = event("a", "1", "Tuolijumppa")
    cancelled = event("b", "2", "PERUTTU: Tuolijumppa", status="cancelled")

    assert groups(matched(running, cancelled)) == [["1", "2"]]


def test_a_title_may_repeat_where_it_is() -> None:
    hall = place(name="Esimerkkitalo", locality="Kajaani")
    one = event("a", "1", "Tuolijumppa Esimerkkitalossa, Kajaani", where=hall)
    other = event("b", "2", "Tuolijumppa", where=hall)

    assert groups(matched(one, other)) == [["1", "2"]]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("https://us02web.zoom.us/j/1", "https://us02web.zoom.us/j/1?utm_source=mail"),
        ("https://kunta.example/live/1", "https://kunta.example/live/etusivu"),
        ("https://us02web.zoom.us/j/1", ""),
    ],
    ids=["one link", "one host of their own", "a link on one side"],
)
def test_events_online_are_where_their_link_leads(ours: str, theirs: str) -> None:
    one = event("a", "1", where=None, online=True, online_url=ours)
    other = event("b", "2", where=None, online=True, online_url=theirs)

    assert groups(matched(one, other, municipality=None)) == [["1", "2"]]


@pytest.mark.parametrize("name", ["Клуб «Друзья»", "太極拳", "♥", "Joulukonsertti 🎄"])
def test_names_of_any_script_are_names(name: str) -> None:
    assert groups(matched(event("a", "1", name), event("b", "2", name))) == [["1", "2"]]


def test_a_name_counts_in_whatever_language_it_is_given() -> None:
    one = event("a", "1", {"fi": "Tuolijumppa", "sv": "Stolgymnastik"})
    other = event("b", "2", {"fi": "Stolgymnastik"})

    assert groups(matched(one, other)) == [["1", "2"]]


def test_names_that_are_nearly_alike_are_for_a_person() -> None:
    one = event("a", "1", "Ikäihmisten tuolijumppa")
    other = event("b", "2", "Tuolijumppaa ikäihmisten", start=at("2026-12-01T10:15"))

    matching = matched(one, other)

    (pair,) = matching.possible
    assert matching.groups == ()
    assert pair.score < MERGED
    assert "they begin at different times (2026-12-01 10:00, 2026-12-01 10:15)" in pair.evidence


def test_one_name_within_the_other_at_one_spot_and_time_is_for_a_person() -> None:
    matching = matched(event("a", "1", "Jumppa"), event("b", "2", "Jumppa, kaikille avoin"))

    assert (groups(matching), possible(matching)) == ([], [("1", "2")])


def test_occurrences_of_a_series_meet_single_rows_of_another_calendar_week_by_week() -> None:
    mondays = [at(f"2027-01-{day:02}T10:00") for day in (4, 11, 18)]
    series = weekly("a", "u@feed.example", *mondays)
    rows = [event("b", f"row{number}", start=start) for number, start in enumerate(mondays[1:])]

    matching = matched(*series, *rows)

    assert groups(matching) == [["u@feed.example|1", "row0"], ["u@feed.example|2", "row1"]]


def test_the_id_of_a_series_joins_occurrences_that_begin_together_only() -> None:
    first, second = at("2027-01-04T10:00"), at("2027-01-11T10:00")
    named: dict[str, object] = {"origin_ids": ("u@feed.example",), "places": ()}
    ours = weekly("a", "u@feed.example", first, second, **named)
    theirs = weekly("b", "mirror", first, second, **named)

    matching = matched(*ours, *theirs)

    assert groups(matching) == [
        ["u@feed.example|0", "mirror|0"],
        ["u@feed.example|1", "mirror|1"],
    ]
    assert {group.tier for group in matching.groups} == {2}


def test_what_was_postponed_has_no_start_and_matches_by_id_alone() -> None:
    running = event("a", "esim:e1")
    postponed = event("b", "2", start=None, origin_ids=("esim:e1",), status="postponed")
    without_id = event("c", "3", start=None, status="postponed")

    assert groups(matched(running, postponed, without_id)) == [["esim:e1", "2"]]


def test_a_tombstone_meets_what_took_its_place() -> None:
    gone = event("a", "esim:1", "", None, None, status="deleted", origin_ids=("esim:2",))
    new: Event = event("a", "esim:2")

    assert groups(matched(gone, new)) == [["esim:1", "esim:2"]]
