"""The latest of each organisation and source, found whatever lies behind it."""

import pytest

from hytedata.errors import NotFound
from hytedata.models.common import Completeness
from hytedata.store import Store
from tests.store.conftest import Clock

WHOLE = Completeness(complete=True, items=3)
PARTLY = Completeness(complete=False, items=1, reasons=("page 2 did not come",))


def test_the_latest_run_of_each_organisation_and_kind_is_told(store: Store, clock: Clock) -> None:
    for organisation in ("a", "b"):
        for kind in ("plan", "plan", "apply", "adopt"):
            _run(store, kind, organisation)
            clock.advance(days=1)
    newest = _run(store, "plan", "a")

    runs = store.overview.latest_runs({"plan", "apply"})

    assert sorted(runs) == [("a", "apply"), ("a", "plan"), ("b", "apply"), ("b", "plan")]
    assert runs["a", "plan"].id == newest


def test_an_empty_store_has_nothing_to_tell(store: Store) -> None:
    overview = store.overview

    told = (overview.latest_runs({"plan"}), overview.latest_plans(), overview.reads())

    assert told == ({}, {}, ())


def test_the_latest_run_that_read_everything_may_lie_further_back(
    store: Store, clock: Clock
) -> None:
    _run(store, "plan", "a")
    began = clock()
    clock.advance(days=1)
    _run(store, "plan", "a", "incomplete")

    assert store.overview.latest_complete("plan") == {"a": began}


def test_the_plan_that_was_made_last_counts_though_it_was_made_first(
    store: Store, clock: Clock
) -> None:
    store.save_plan("old", "a", b"{}", {"changes": 1})
    clock.advance(days=1)
    store.save_plan("new", "a", b"{}", {"changes": 2})
    clock.advance(days=1)
    store.save_plan("old", "a", b"{}", {"changes": 1})
    store.save_plan("other", "b", b"{}", {"changes": 0})

    plans = store.overview.latest_plans()

    assert {key: head.id for key, head in plans.items()} == {"a": "old", "b": "other"}
    assert plans["a"].last_made_at == clock()


def test_a_plan_that_undoes_a_run_is_not_the_one_that_stands(store: Store, clock: Clock) -> None:
    store.save_plan("publishes", "a", b"{}", {"changes": 1})
    clock.advance(days=1)
    store.save_plan("undoes", "a", b"{}")

    assert store.overview.latest_plans("a")["a"].id == "publishes"


def test_what_one_organisation_asks_for_tells_of_no_other(store: Store) -> None:
    for organisation in ("a", "b"):
        _run(store, "plan", organisation)
        store.save_plan(organisation, organisation, b"{}", {"changes": 1})
    overview = store.overview

    told = (overview.latest_runs({"plan"}, "a"), overview.latest_complete("plan", "a"))

    assert (list(told[0]), list(told[1])) == ([("a", "plan")], ["a"])
    assert list(overview.latest_plans("a")) == ["a"]


def test_the_last_decision_on_a_plan_counts(store: Store) -> None:
    store.save_plan("p", "a", b"{}")
    store.record_approval("p", "Aino")
    store.record_approval("p", "Eero", decision="reject", reason="wrong address")

    decisions = store.overview.last_decisions(["p", "none"])

    assert {key: (one.who, one.decision) for key, one in decisions.items()} == {
        "p": ("Eero", "reject")
    }


def test_a_source_is_as_fresh_as_the_oldest_complete_read_of_its_parts(
    store: Store, clock: Clock
) -> None:
    _read(store, "lipas", "municipality:091", WHOLE)
    oldest = clock()
    clock.advance(days=1)
    _read(store, "lipas", "municipality:049", WHOLE)
    _read(store, "lipas", "municipality:091", PARTLY)

    (reads,) = store.overview.reads()

    assert (reads.source, reads.scopes, reads.incomplete) == ("lipas", 2, 1)
    assert (reads.complete_at, reads.read_at) == (oldest, clock())


def test_a_part_that_was_never_read_completely_leaves_its_source_unknown(store: Store) -> None:
    _read(store, "lipas", "municipality:091", WHOLE)
    _read(store, "lipas", "municipality:049", PARTLY)

    (reads,) = store.overview.reads()

    assert reads.complete_at is None


def test_a_part_that_is_asked_for_no_more_does_not_make_its_source_old(
    store: Store, clock: Clock
) -> None:
    _read(store, "lipas", "municipality:091", WHOLE)
    clock.advance(days=30)
    _read(store, "lipas", "municipality:049", WHOLE)

    (reads,) = store.overview.reads()

    assert (reads.scopes, reads.complete_at) == (1, clock())


def test_pages_of_runs_follow_each_other(store: Store) -> None:
    ids = [_run(store, "plan", name) for name in ("a", "b", "a", "c")]
    pages = store.journal_pages

    first = pages.runs(organisations={"a", "b"}, limit=2)
    then = pages.runs(organisations={"a", "b"}, limit=2, before=first[-1].id)

    assert [run.id for run in (*first, *then)] == [ids[2], ids[1], ids[0]]


def test_a_run_that_there_never_was_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.journal_pages.run(7)


def test_the_trail_of_some_organisations_holds_no_others(store: Store) -> None:
    for organisation in ("", "a", "b"):
        store.audit("approve", who="Aino", organisation=organisation)

    found = store.journal_pages.audit(organisations={"", "b"})

    assert [one.entry.organisation for one in found] == ["b", ""]


def _run(store: Store, kind: str, organisation: str, verdict: str = "complete") -> int:
    run = store.start_run(kind, organisation)
    store.end_run(run, verdict, {"changes": 1})
    return run


def _read(store: Store, source: str, scope: str, verdict: Completeness) -> None:
    run = store.start_run(f"read {source}")
    store.note_snapshot(run, source, "sports-site", scope, verdict)
