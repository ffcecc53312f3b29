"""A person's word goes before every rule, and is remembered."""

from datetime import UTC, datetime

import pytest

from hytedata.errors import InputError
from tests.links.events.made import (
    DAY,
    at,
    decision,
    event,
    groups,
    matched,
    place,
    possible,
    weekly,
)

MONDAYS = [at(f"2027-01-{day:02}T10:00") for day in (4, 11, 18)]
EARLIER, LATER = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)


def test_two_events_that_somebody_called_one_are_one() -> None:
    one = event("a", "1", "Jumppa", where=None)
    other = event("b", "2", "Tuolivoimistelu", start=at("2026-12-01T10:30"))

    (group,) = matched(one, other, decisions=[decision(("a", "1"), ("b", "2"), "same")]).groups

    assert (group.tier, group.joins[0].evidence) == (0, ("Aino said that they are one",))


def test_series_that_somebody_called_one_are_one_week_by_week() -> None:
    ours = weekly("a", "u@x", *MONDAYS, names={"fi": "Jumppa"}, places=())
    theirs = weekly("b", "v@x", *MONDAYS[1:], at("2027-01-25T10:00"), places=())

    matching = matched(*ours, *theirs, decisions=[decision(("b", "v@x"), ("a", "u@x"), "same")])

    assert groups(matching) == [["u@x|1", "v@x|0"], ["u@x|2", "v@x|1"]]


def test_a_series_of_days_meets_one_of_times() -> None:
    ours = weekly("a", "u@x", DAY, names={"fi": "Jumppa"}, places=())
    theirs = weekly("b", "v@x", at("2026-12-01T10:00"), places=())
    theirs += weekly("b", "w@x", at("2026-12-01T18:00"), places=())

    matching = matched(*ours, *theirs, decisions=[decision(("a", "u@x"), ("b", "v@x"), "same")])

    assert groups(matching) == [["u@x|0", "v@x|0"]]


@pytest.mark.parametrize("shared", [{}, {"origin_ids": ("esim:e1",)}], ids=["rule", "id"])
def test_what_somebody_called_two_stays_two_whatever_it_shares(shared: dict[str, object]) -> None:
    one, other = event("a", "esim:e1"), event("b", "2", **shared)  # type: ignore[arg-type]

    matching = matched(one, other, decisions=[decision(("a", "esim:e1"), ("b", "2"), "different")])

    assert (matching.groups, matching.possible) == ((), ())


def test_what_was_called_two_is_not_made_one_by_a_third() -> None:
    pair = [event("a", "1"), event("b", "2")]
    third = event("c", "3")

    matching = matched(*pair, third, decisions=[decision(("a", "1"), ("b", "2"), "different")])

    assert groups(matching) == [["1", "3"]]
    assert matching.possible == ()


def test_a_decision_holds_for_occurrences_that_are_read_later() -> None:
    said = decision(("a", "u@x"), ("b", "v@x"), "different")
    ours, theirs = weekly("a", "u@x", *MONDAYS), weekly("b", "v@x", *MONDAYS)

    assert groups(matched(*ours, *theirs)) != []
    assert groups(matched(*ours, *theirs, decisions=[said])) == []


def test_the_latest_word_counts() -> None:
    two = decision(("a", "1"), ("b", "2"), "different", EARLIER)
    one = decision(("b", "2"), ("a", "1"), "same", LATER)
    pair = event("a", "1"), event("b", "2", "Voimistelu")

    assert groups(matched(*pair, decisions=[one, two])) == [["1", "2"]]
    assert groups(matched(*pair, decisions=[two, one])) == [["1", "2"]]


def test_a_word_about_one_occurrence_goes_before_that_about_its_series() -> None:
    ours, theirs = weekly("a", "u@x", *MONDAYS), weekly("b", "v@x", *MONDAYS)
    said = [
        decision(("a", "u@x"), ("b", "v@x"), "same", LATER),
        decision(("a", "u@x|1"), ("b", "v@x|1"), "different", EARLIER),
    ]

    assert groups(matched(*ours, *theirs, decisions=said)) == [
        ["u@x|0", "v@x|0"],
        ["u@x|2", "v@x|2"],
    ]


def test_a_decision_about_what_is_gone_is_passed_over_and_counted() -> None:
    said = decision(("a", "1"), ("b", "gone"), "same")

    matching = matched(event("a", "1"), event("b", "2", where=place(90)), decisions=[said])

    assert groups(matching) == [["1", "2"]]
    assert matching.idle_decisions == 1


def test_one_pair_stands_for_all_weeks_that_one_decision_would_settle() -> None:
    ours = weekly("a", "u@x", *MONDAYS, places=())
    theirs = weekly("b", "v@x", *MONDAYS, places=())

    (pair,) = matched(*ours, *theirs).possible

    assert (pair.left_decided_by.id, pair.right_decided_by.id) == ("u@x", "v@x")
    assert (pair.times, pair.left.id) == (3, "u@x|0")
    said = decision(("a", "u@x"), ("b", "v@x"), "same")
    assert possible(matched(*ours, *theirs, decisions=[said])) == []


def test_a_decision_needs_two_sides_and_a_time_with_its_zone() -> None:
    with pytest.raises(InputError, match="two events"):
        decision(("a", "1"), ("a", "1"), "same")
    with pytest.raises(InputError, match="zone"):
        decision(("a", "1"), ("b", "2"), "same", datetime(2026, 1, 1))  # noqa: DTZ001 - on purpose
