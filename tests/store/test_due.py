from datetime import timedelta

from hytedata.store import Store
from hytedata.store.due import WorkKey
from tests.store.conftest import Clock

PLAN = WorkKey("org", "plan")
READ, READ_ALL = WorkKey("", "read-ptv"), WorkKey("", "read-ptv", full=True)
DONE = {"state": "done"}


def test_a_work_is_known_since_it_was_first_heard_of(store: Store, clock: Clock) -> None:
    store.due.know([PLAN])
    first = clock.time
    clock.advance(days=1)

    store.due.know([PLAN, READ])

    assert [(row.key, row.known_at) for row in store.due.all()] == [
        (READ, clock.time),
        (PLAN, first),
    ]


def test_a_run_is_open_until_it_ends(store: Store, clock: Clock) -> None:
    began = store.due.begin(PLAN)
    open_row = store.due.find(PLAN)
    clock.advance(seconds=5)

    assert store.due.end(PLAN, began, DONE)

    row = store.due.find(PLAN)
    assert open_row is not None
    assert open_row.is_open
    assert row is not None
    assert not row.is_open
    assert (row.began_at, row.ended_at) == (began, clock.time)
    assert row.outcome == DONE


def test_a_run_that_another_daemon_began_again_is_not_ended_by_the_first(
    store: Store, clock: Clock
) -> None:
    late = store.due.begin(PLAN)
    clock.advance(seconds=90)
    store.due.begin(PLAN)

    noted = store.due.end(PLAN, late, DONE)

    row = store.due.find(PLAN)
    assert not noted
    assert row is not None
    assert row.is_open
    assert row.outcome is None


def test_what_a_person_asks_for_is_done_once_it_begins(store: Store, clock: Clock) -> None:
    store.due.ask("org", "plan", who="Maija")
    asked = store.due.find(PLAN)
    store.due.begin(PLAN)

    row = store.due.find(PLAN)

    assert asked is not None
    assert (asked.asked_at, asked.asked_by) == (clock.time, "Maija")
    assert row is not None
    assert (row.asked_at, row.asked_by) == (None, None)


def test_what_is_asked_for_while_it_runs_is_asked_for_still(store: Store) -> None:
    began = store.due.begin(PLAN)
    store.due.ask("org", "plan", who="Maija")

    store.due.end(PLAN, began, DONE)

    row = store.due.find(PLAN)
    assert row is not None
    assert row.asked_by == "Maija"


def test_failures_and_rest_are_kept(store: Store, clock: Clock) -> None:
    began = store.due.begin(PLAN)
    until = clock.time + timedelta(minutes=10)

    store.due.end(PLAN, began, {"state": "failed"}, failures=2, not_before=until)

    row = store.due.find(PLAN)
    assert row is not None
    assert (row.failures, row.not_before) == (2, until)


def test_a_read_of_everything_counts_for_the_read_of_changes_as_well(store: Store) -> None:
    store.due.know([READ])
    began = store.due.begin(READ_ALL)

    store.due.end(READ_ALL, began, DONE, covers=READ)

    row = store.due.find(READ)
    assert row is not None
    assert row.began_at == began
    assert not row.is_open


def test_a_read_of_changes_that_a_person_asked_for_is_not_passed_over(store: Store) -> None:
    began = store.due.begin(READ_ALL)
    store.due.ask("", "read-ptv", who="Maija")

    store.due.end(READ_ALL, began, DONE, covers=READ)

    row = store.due.find(READ)
    assert row is not None
    assert row.began_at is None


def test_works_are_found_by_organisation(store: Store) -> None:
    store.due.know([PLAN, WorkKey("org", "apply"), READ, WorkKey("other", "plan")])

    found = store.due.of("org")

    assert [row.key.job for row in found] == ["apply", "plan"]
    assert store.due.find(WorkKey("nobody", "plan")) is None
