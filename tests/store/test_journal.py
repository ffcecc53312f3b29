import pytest

from hytedata.errors import StoreError
from hytedata.models.sync_state import AuditEntry, Run
from hytedata.store import Store
from tests.store.conftest import Clock


def test_a_run_is_known_from_its_start(store: Store, clock: Clock) -> None:
    number = store.start_run("apply", "org")

    assert store.last_runs("org") == (Run(number, "apply", "org", clock()),)


def test_a_run_ends_with_a_verdict_and_counts(store: Store, clock: Clock) -> None:
    began = clock()
    number = store.start_run("apply", "org")
    clock.advance(seconds=60)

    store.end_run(number, "done", {"create_channel": 3})

    assert store.last_runs("org") == (
        Run(number, "apply", "org", began, clock(), "done", {"create_channel": 3}),
    )


def test_the_latest_runs_come_first(store: Store) -> None:
    numbers = [store.start_run("plan", "org") for _ in range(4)]
    store.start_run("plan", "other")

    assert [one.id for one in store.last_runs("org", limit=3)] == numbers[:0:-1]


def test_a_run_ends_once(store: Store) -> None:
    number = store.start_run("apply", "org")
    store.end_run(number, "done", {})

    with pytest.raises(StoreError, match="ended before"):
        store.end_run(number, "failed", {})

    assert store.last_runs("org")[0].verdict == "done"


def test_the_audit_trail_tells_who_did_what(store: Store, clock: Clock) -> None:
    store.audit("relinked", who="maija", organisation="org", detail={"login": "mallila"})
    store.audit("upgraded", who="matti")

    assert store.audit_trail("org") == (
        AuditEntry(clock(), "maija", "relinked", "org", {"login": "mallila"}),
    )
    assert [entry.what for entry in store.audit_trail()] == ["upgraded"]


# --- cached answers --------------------------------------------------------------------------


def test_a_list_is_given_back_while_it_is_young(store: Store, clock: Clock) -> None:
    store.codes_put("ptv-postal-codes", ["00100", "91600"])
    clock.advance(days=7)

    assert store.codes_get("ptv-postal-codes", 7) == ["00100", "91600"]
    assert store.codes_get("ptv-postal-codes", 6) is None
    assert store.codes_get("never-read", 7) is None


def test_a_newer_list_takes_the_place_of_an_older_one(store: Store, clock: Clock) -> None:
    store.codes_put("languages", ["fi"])
    clock.advance(days=30)

    store.codes_put("languages", ["fi", "sv"])

    assert store.codes_get("languages", 0) == ["fi", "sv"]


def test_looks_at_lipas_are_remembered(store: Store) -> None:
    store.note_publishes_to_ptv(1, True)
    store.note_publishes_to_ptv(2, False)
    store.note_publishes_to_ptv(3, True)
    store.note_publishes_to_ptv(3, False)

    assert store.publishes_to_ptv([1, 2, 3, 4]) == {1: True, 2: False, 3: False}
    assert store.publishes_to_ptv([]) == {}


def test_an_old_look_at_lipas_does_not_count(store: Store, clock: Clock) -> None:
    store.note_publishes_to_ptv(1, False)
    clock.advance(days=31)

    assert store.publishes_to_ptv([1]) == {}


def test_any_number_of_sites_can_be_asked_for(store: Store) -> None:
    store.note_publishes_to_ptv(40_000, True)

    assert store.publishes_to_ptv(range(100_000)) == {40_000: True}
