"""Groups and possible pairs are replaced together; decisions stay for ever."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from hytedata.links.events import PossiblePair
from hytedata.models.event_decision import EventDecision
from hytedata.store import Store
from hytedata.store.catalogue import Grouping, GroupMember
from tests.store.conftest import Clock
from tests.store.events.made import ref

PAIR = PossiblePair(
    left=ref("1|2026-04-03"),
    right=ref("9", "pohde"),
    left_decided_by=ref("1"),
    right_decided_by=ref("9", "pohde"),
    score=0.92,
    evidence=("the names are alike",),
    times=4,
)


def decision(left: str, right: str, verdict: str = "different") -> EventDecision:
    return EventDecision(
        left=ref(left),
        right=ref(right, "pohde"),
        decision=verdict,  # type: ignore[arg-type]
        who="Maija Mallilainen",
        note="two halls",
    )


def test_groups_and_pairs_are_given_back_and_replaced_together(store: Store, clock: Clock) -> None:
    links = store.catalogue.event_links
    group = [GroupMember(ref("2"), 3, ("name, start and place",)), GroupMember(ref("1"), 2)]
    assert links.latest() is None

    links.put("rules 1", [group], [PAIR])

    assert links.group_of(ref("1")) == tuple(group)
    assert links.possible() == (PAIR,)
    assert links.latest() == Grouping("rules 1", clock())
    clock.advance(days=1)
    links.put("rules 2", [], [])
    assert (links.group_of(ref("1")), links.possible()) == ((), ())
    assert links.latest() == Grouping("rules 2", clock())


def test_all_groups_are_told_by_their_keys_and_ranks(store: Store) -> None:
    links = store.catalogue.event_links
    first = (GroupMember(ref("2"), 3), GroupMember(ref("9"), 2))
    second = (GroupMember(ref("4"), 2), GroupMember(ref("1"), 2))

    links.put("rules", [second, first], [])

    assert links.groups() == (first, second)


def test_an_event_of_two_groups_is_refused_and_nothing_is_replaced(store: Store) -> None:
    links = store.catalogue.event_links
    links.put("rules 1", [], [PAIR])

    with pytest.raises(ValueError, match="in two groups"):
        links.put("rules 2", [[GroupMember(ref("1"), 2)], [GroupMember(ref("1"), 3)]], [])

    assert links.possible() == (PAIR,)


@pytest.mark.parametrize(("left", "waits"), [("1", False), ("1|2026-04-03", True), ("2", True)])
def test_a_pair_waits_until_a_person_decided_on_its_series(
    store: Store, left: str, waits: bool
) -> None:
    links = store.catalogue.event_links
    links.put("rules", [], [PAIR])

    links.decide([decision(left, "9")])

    assert bool(links.possible()) is waits


def test_decisions_are_told_with_who_and_when_the_oldest_first(store: Store, clock: Clock) -> None:
    links = store.catalogue.event_links
    assert links.decide([decision("1", "9"), decision("2", "9", "same")]) == 2
    clock.advance(days=1)
    links.decide([decision("1", "9", "same")])
    assert links.decide([]) == 0

    told = links.decisions()

    assert [(one.left.id, one.decision) for one in told] == [
        ("1", "different"),
        ("2", "same"),
        ("1", "same"),
    ]
    assert [one.decided_at for one in told[1:]] == [clock() - timedelta(days=1), clock()]
    assert (told[0].who, told[0].note) == ("Maija Mallilainen", "two halls")


@pytest.mark.parametrize(
    "deed", ["UPDATE event_decision SET who = ''", "DELETE FROM event_decision"]
)
def test_a_decision_can_neither_be_changed_nor_deleted(store: Store, url: str, deed: str) -> None:
    store.catalogue.event_links.decide([decision("1", "9")])
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))

    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(deed))

    engine.dispose()
    assert len(store.catalogue.event_links.decisions()) == 1


def test_decisions_outlive_what_they_are_about(store: Store) -> None:
    links = store.catalogue.event_links
    links.put("rules", [], [PAIR])
    links.decide([decision("1", "9")])

    links.put("rules", [], [])
    links.put("rules", [], [PAIR])

    assert links.possible() == ()
