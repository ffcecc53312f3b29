"""Plans of one organisation as a list, and what people decided on them."""

from hytedata.store import Store
from tests.store.conftest import Clock


def test_plans_are_listed_with_their_numbers_the_latest_first(store: Store, clock: Clock) -> None:
    store.save_plan("old", "org", b"{}", {"changes": 1})
    clock.advance(seconds=60)
    store.save_plan("new", "org", b"{}", {"changes": 2})
    store.save_plan("others", "org-2", b"{}")

    heads = store.plan_heads("org")

    assert [one.id for one in heads] == ["new", "old"]
    assert heads[0].summary == {"changes": 2}
    assert store.plan_heads("org", limit=1) == heads[:1]


def test_a_plan_that_is_made_again_is_the_latest(store: Store, clock: Clock) -> None:
    store.save_plan("first", "org", b"{}", {"changes": 1})
    clock.advance(seconds=60)
    store.save_plan("second", "org", b"{}")
    clock.advance(seconds=60)

    store.save_plan("first", "org", b"other", {"changes": 9})

    latest = store.plan_heads("org")[0]
    assert (latest.id, latest.summary) == ("first", {"changes": 1})
    assert (latest.last_made_at - latest.saved_at).total_seconds() == 120


def test_the_last_decision_of_people_is_told_last(store: Store) -> None:
    store.record_approval("p", "maija")
    store.record_approval("p", "matti", decision="reject", reason="the pool is closed")

    told = store.decisions_on("p")

    assert [(one.who, one.decision, one.reason) for one in told] == [
        ("maija", "approve", ""),
        ("matti", "reject", "the pool is closed"),
    ]
    assert store.approvers("p") == ("maija",)
    assert [one.who for one in store.approvals(["p"])] == ["maija"]
