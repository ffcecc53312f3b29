"""Applying a plan."""

import pytest

from hytedata.errors import (
    LeaseHeld,
    LoginRefused,
    NotFound,
    PermanentError,
    SourceUnavailable,
    StalePlan,
    WriteRefused,
)
from hytedata.models.outcome import ApplyResult, ChangeOutcome
from hytedata.models.plan import Plan
from hytedata.models.publication import DesiredItem, Fields, ItemKind, TargetItem
from hytedata.sync.apply import FAILURES_IN_A_ROW, apply_plan
from hytedata.sync.pauses import STOP_ASKED
from hytedata.sync.refusals import mender
from tests.sync.fakes import FakeTarget, channel, desired, plan, service, site
from tests.sync.memory_store import MemoryStore


@pytest.fixture
def target() -> FakeTarget:
    return FakeTarget()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def run(wanted: Plan, target: FakeTarget, store: MemoryStore) -> ApplyResult:
    return apply_plan(wanted, target, store, holder="test")


def states(result: ApplyResult) -> dict[str, str]:
    return {outcome.change_id: outcome.state for outcome in result.outcomes}


class Once:
    """A fault that strikes the first write of one operation."""

    def __init__(self, op: str, fault: str) -> None:
        self.op, self.fault, self.fired = op, fault, False

    def __call__(self, op: str) -> str:
        if op != self.op or self.fired:
            return ""
        self.fired = True
        return self.fault


def test_everything_is_written_and_remembered(target: FakeTarget, store: MemoryStore) -> None:
    wanted = desired(service(), channel(1), channel(2))

    result = run(plan(wanted, target, store), target, store)

    assert result.complete
    assert target.writes == ["create", "create", "create", "connect"]
    assert len(target.connections) == 2
    assert {link.source.id for link in store.link_of.values()} == {
        "subcategory:1100",
        "site:1",
        "site:2",
    }


def test_an_intent_is_open_before_each_write_and_closed_after_it(
    target: FakeTarget, store: MemoryStore
) -> None:
    seen: list[int] = []

    def look(op: str) -> str:
        seen.append(len(store.open_intents("", "")))
        return ""

    target.faults = look

    run(plan(desired(service(), channel(1)), target, store), target, store)

    assert seen == [1, 1, 1]
    assert [intent.state for intent in store.intents] == ["done"] * 3


def test_the_second_run_of_a_plan_writes_nothing(target: FakeTarget, store: MemoryStore) -> None:
    made = plan(desired(service(), channel(1)), target, store)
    run(made, target, store)
    target.writes.clear()

    result = run(made, target, store)

    assert target.writes == []
    assert result.complete


@pytest.mark.parametrize("op", ["create", "connect"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_lost_answer_never_writes_twice(
    target: FakeTarget, store: MemoryStore, op: str, moment: str
) -> None:
    target.faults = Once(op, moment)

    result = run(plan(desired(service(), channel(1)), target, store), target, store)
    again = run(plan(desired(service(), channel(1)), target, store), target, store)

    assert len(target.held) == 2
    assert len(target.connections) == 1
    assert result.complete or again.complete
    assert plan(desired(service(), channel(1)), target, store).changes == ()


def test_a_lost_answer_of_an_update_is_looked_up(target: FakeTarget, store: MemoryStore) -> None:
    run(plan(desired(service(), channel(1)), target, store), target, store)
    wanted = desired(service(), channel(1, {"summary.fi": "Uusi."}))
    made = plan(wanted, target, store)
    target.faults = Once("update", "after")
    target.writes.clear()

    result = run(made, target, store)

    assert result.complete
    assert target.writes == ["update"]
    assert plan(wanted, target, store).changes == ()


def test_an_answer_that_can_not_be_looked_up_stays_open_for_the_next_run(
    target: FakeTarget, store: MemoryStore
) -> None:
    made = plan(desired(service(), channel()), target, store)

    def lose(op: str) -> str:
        target.unreachable = True
        return "after"

    target.faults = lose

    result = run(made, target, store)

    assert states(result)["create:service:subcategory:1100"] == "unknown"
    left_open = {intent.change_id for intent in store.open_intents("", "")}
    assert "create:service:subcategory:1100" in left_open


def test_the_next_run_resolves_what_was_left_open(target: FakeTarget, store: MemoryStore) -> None:
    made = plan(desired(service()), target, store)
    target.faults = lambda _: "after"
    target.unreachable = True
    run(made, target, store)
    target.faults, target.unreachable = (lambda _: ""), False
    target.writes.clear()

    result = run(made, target, store)

    assert result.complete
    assert target.writes == []
    assert store.open_intents("", "") == ()


def test_open_intents_that_cannot_be_resolved_stop_the_run_before_any_write(
    target: FakeTarget, store: MemoryStore
) -> None:
    run(plan(desired(service(), channel(1)), target, store), target, store)
    made = plan(desired(service(), channel(1, {"summary.fi": "Uusi."})), target, store)
    target.faults = lambda _: "after"
    target.unreachable = False
    lookups = iter([False, True])
    original = target.look

    def look(kind: ItemKind, ptv_id: str) -> TargetItem | None:
        target.unreachable = next(lookups, True)
        return original(kind, ptv_id)

    target.look = look  # type: ignore[method-assign]
    run(made, target, store)
    target.writes.clear()

    with pytest.raises(SourceUnavailable):
        run(made, target, store)

    assert target.writes == []


def test_a_target_that_moved_since_the_plan_is_refused_and_the_rest_goes_on(
    target: FakeTarget, store: MemoryStore
) -> None:
    run(plan(desired(service(), channel(1), channel(2)), target, store), target, store)
    changed: Fields = {"summary.fi": "Uusi."}
    made = plan(desired(service(), channel(1, changed), channel(2, changed)), target, store)
    target.edit(target.find(channel(1).source_id), {"name.fi": "Käsin muutettu"})

    result = run(made, target, store)

    assert states(result) == {
        "update:channel:site:1": "refused-stale",
        "update:channel:site:2": "done",
    }
    assert target.held[target.find(channel(1).source_id)].fields["summary.fi"] == "Pallokenttä."


def test_unpublished_edits_made_since_the_plan_are_left_to_a_person(
    target: FakeTarget, store: MemoryStore
) -> None:
    run(plan(desired(service(), channel(1)), target, store), target, store)
    made = plan(desired(service(), channel(1, {"summary.fi": "Uusi."})), target, store)
    target.held[target.find(channel(1).source_id)].status = "Modified"

    (outcome,) = run(made, target, store).outcomes

    assert (outcome.state, outcome.mend) == ("refused-stale", "ptv")
    assert "publish or discard" in outcome.detail


def test_a_refused_item_leaves_the_others_to_go_on_and_its_connection_untried(
    target: FakeTarget, store: MemoryStore
) -> None:
    made = plan(desired(service(), channel(1), channel(2)), target, store)
    refusals = iter(["", "refuse"])
    target.faults = lambda op: next(refusals, "") if op == "create" else ""

    result = run(made, target, store)

    assert states(result) == {
        "create:service:subcategory:1100": "done",
        "create:channel:site:1": "failed",
        "create:channel:site:2": "done",
        "connect:subcategory:1100:site:1": "not-tried",
        "connect:subcategory:1100:site:2": "done",
    }


def test_a_plan_of_another_store_is_refused(target: FakeTarget, store: MemoryStore) -> None:
    made = plan(desired(service()), target, store)
    other = MemoryStore()
    other.id = "other"

    with pytest.raises(StalePlan, match="made with store memory"):
        run(made, target, other)

    assert target.writes == []


def test_two_runs_at_once_are_one(target: FakeTarget, store: MemoryStore) -> None:
    made = plan(desired(service()), target, store)

    with store.lease("", "first", seconds=1), pytest.raises(LeaseHeld):
        run(made, target, store)

    assert target.writes == []


def test_a_lost_lease_stops_the_writing(target: FakeTarget, store: MemoryStore) -> None:
    made = plan(desired(service(), channel(1)), target, store)
    clock = iter(range(0, 100_000, 200))
    store.lease_lost = True

    result = apply_plan(made, target, store, holder="test", monotonic=lambda: float(next(clock)))

    assert target.writes == []
    assert {outcome.state for outcome in result.outcomes} == {"not-tried"}
    assert "another" in result.stopped
    assert store.open_intents("", "") == ()


def test_a_lease_that_would_not_outlast_a_write_is_renewed_right_before_it(
    target: FakeTarget, store: MemoryStore
) -> None:
    made = plan(desired(service(), channel(1)), target, store)
    now = 0.0
    renewed: list[float] = []
    store.on_renew = lambda: renewed.append(now)

    def slow(_: str) -> str:
        nonlocal now
        now += 80.0  # each write takes its time
        return ""

    target.faults = slow

    result = apply_plan(made, target, store, holder="test", lease_s=200.0, monotonic=lambda: now)

    # Writes start at 0, 80 and 160: a write may take 100 s, and 10 s are kept for clocks.
    assert result.complete
    assert renewed == [160.0]


def test_a_lease_too_short_for_any_write_is_refused(target: FakeTarget, store: MemoryStore) -> None:
    made = plan(desired(service()), target, store)

    with pytest.raises(ValueError, match="outlast"):
        apply_plan(made, target, store, holder="test", lease_s=60.0)

    assert target.writes == []


def test_requests_beyond_the_budget_wait_for_the_next_run(
    target: FakeTarget, store: MemoryStore
) -> None:
    made = plan(desired(service(), *(channel(n) for n in range(1, 6))), target, store)

    first = apply_plan(made, target, store, holder="test", most_requests=3)
    second = apply_plan(made, target, store, holder="test", most_requests=100)

    assert first.counts == {"done": 3, "not-tried": 8}
    assert "spent" in first.stopped
    assert second.complete
    assert target.writes.count("create") == 6


def test_a_run_that_is_told_to_stop_ends_the_write_in_hand_and_the_next_does_the_rest(
    target: FakeTarget, store: MemoryStore
) -> None:
    made = plan(desired(service(), *(channel(n) for n in range(1, 6))), target, store)

    first = apply_plan(
        made, target, store, holder="test", stop=lambda: target.writes.count("create") == 3
    )
    second = apply_plan(made, target, store, holder="test")

    assert first.counts == {"done": 3, "not-tried": 8}
    assert first.stopped == STOP_ASKED
    assert {outcome.mend for outcome in first.outcomes[3:]} == {"later"}
    assert second.complete
    assert target.writes.count("create") == 6


def test_connections_that_moved_keep_a_place_from_being_archived(
    target: FakeTarget, store: MemoryStore
) -> None:
    wanted = desired(service(), channel(1), channel(2))
    run(plan(wanted, target, store), target, store)
    made = plan(desired(service(), channel(2), retired=[site(1)]), target, store)
    ptv_id = target.find(channel(1).source_id)
    theirs = target.put("service", "Kunnan uimakoulu")
    target.connections.add((theirs, ptv_id))

    (outcome,) = run(made, target, store).outcomes

    assert outcome.state == "refused-stale"
    assert "connected in PTV after" in outcome.detail
    assert (theirs, ptv_id) in target.connections


def test_one_connection_that_is_refused_does_not_hold_the_others_up(
    target: FakeTarget, store: MemoryStore
) -> None:
    wanted = desired(service(), channel(1), channel(2))
    run(plan(wanted, target, store), target, store)
    target.connections.clear()
    made = plan(wanted, target, store)
    target.held[target.find(channel(1).source_id)].status = "Deleted"

    result = run(made, target, store)

    assert sorted(outcome.state for outcome in result.outcomes) == ["done", "failed"]
    assert len(target.connections) == 1
    assert store.open_intents("", "") == ()


def test_a_refused_login_stops_the_run(target: FakeTarget, store: MemoryStore) -> None:
    made = plan(desired(service(), channel(1)), target, store)

    def refuse(organisation: str, item: DesiredItem) -> TargetItem:
        raise LoginRefused("PTV", "writer", status=401)

    target.create = refuse  # type: ignore[method-assign]

    result = run(made, target, store)

    assert [outcome.state for outcome in result.outcomes] == ["failed", "not-tried", "not-tried"]
    assert result.outcomes[0].mend == "configuration"
    assert "writer" in result.stopped


def test_a_target_that_keeps_failing_is_left_in_peace(
    target: FakeTarget, store: MemoryStore
) -> None:
    made = plan(desired(*(channel(n, needs=None) for n in range(1, 20))), target, store)
    tried: list[str] = []

    def fail(organisation: str, item: DesiredItem) -> TargetItem:
        tried.append(item.source_id)
        target.unreachable = True
        raise SourceUnavailable("PTV", "/x", attempts=3, status=503)

    target.create = fail  # type: ignore[method-assign]

    result = run(made, target, store)

    assert len(set(tried)) == FAILURES_IN_A_ROW
    assert result.stopped


def test_archiving_and_restoring_keep_the_same_id(target: FakeTarget, store: MemoryStore) -> None:
    run(plan(desired(service(), channel(1)), target, store), target, store)
    ptv_id = target.find(channel(1).source_id)

    run(plan(desired(service(), retired=[site(1)]), target, store), target, store)
    archived = target.held[ptv_id].status
    run(plan(desired(service(), channel(1)), target, store), target, store)

    assert archived == "Deleted"
    assert target.held[ptv_id].status == "Published"
    assert plan(desired(service(), channel(1)), target, store).changes == ()


def test_each_outcome_is_told_as_it_happens(target: FakeTarget, store: MemoryStore) -> None:
    told: list[tuple[str, int, int]] = []

    def note(outcome: ChangeOutcome, done: int, total: int) -> None:
        told.append((outcome.change_id, done, total))

    made = plan(desired(service(), channel(1)), target, store)
    apply_plan(made, target, store, holder="test", on_outcome=note)

    assert told == [(change.id, n, 3) for n, change in enumerate(made.changes, start=1)]


@pytest.mark.parametrize(
    ("error", "who"),
    [
        (WriteRefused("PTV", "x", status=400, faults={}, situations=["unknown-code"]), "lipas"),
        (WriteRefused("PTV", "x", status=400, faults={}, situations=["name-taken"]), "ptv"),
        (WriteRefused("PTV", "x", status=403, faults={}), "ptv"),
        (NotFound("PTV", "channel 1", detail="no rights to update"), "ptv"),
        (LoginRefused("PTV", "writer", status=401), "configuration"),
    ],
)
def test_a_refusal_is_sorted_by_who_can_mend_it(error: PermanentError, who: str) -> None:
    assert mender(error) == who


def test_a_plan_that_looks_like_an_earlier_one_is_written_all_the_same(
    target: FakeTarget, store: MemoryStore
) -> None:
    there, gone = desired(service(), channel(1)), desired(service(), retired=[site(1)])
    run(plan(there, target, store), target, store)
    first = plan(gone, target, store)
    run(first, target, store)
    run(plan(there, target, store), target, store)

    second = plan(gone, target, store)
    run(second, target, store)

    assert [change.id for change in second.changes] == [change.id for change in first.changes]
    assert target.held[store.link_of["channel", site(1)].ptv_id].status == "Deleted"
