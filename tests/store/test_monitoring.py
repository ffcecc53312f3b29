"""What monitoring reads of the store, on both databases."""

from datetime import date

from sqlalchemy import insert

from hytedata.models.common import Completeness
from hytedata.store import Store, schema
from hytedata.store.daemon_tables import due
from hytedata.store.database import Database
from hytedata.store.monitoring import OpenIntents
from tests.store.conftest import Clock
from tests.store.test_findings import found, put


def test_all_of_it_can_be_asked_of_an_empty_store(store: Store) -> None:
    asked = store.monitoring

    assert asked.is_newest()
    assert (asked.works(), asked.open_intents(), asked.breakers(), asked.heartbeats()) == ((),) * 4
    assert (asked.complete_reads(), asked.plans_made(()), asked.checked()) == ({}, {}, 0)
    assert asked.findings() == {"error": 0, "warning": 0, "info": 0}
    assert asked.size_bytes() > 10_000


def test_a_read_that_was_not_whole_does_not_count(store: Store, clock: Clock) -> None:
    run, whole = store.start_run("read lipas"), clock()
    store.note_snapshot(run, "lipas", "sports-site", "889", Completeness(complete=True, items=3))
    clock.advance(days=1)
    broken = Completeness(complete=False, items=1, reasons=("the connection broke",))
    store.note_snapshot(run, "lipas", "sports-site", "889", broken)

    assert store.monitoring.complete_reads() == {("lipas", "sports-site"): whole}


def test_findings_are_counted_by_severity(store: Store) -> None:
    put(store, found("A-A-001", "1"), found("A-A-001", "2"), found("B-A-001", "3", "warning"))

    assert store.monitoring.findings() == {"error": 2, "warning": 1, "info": 0}


def test_a_run_of_the_rules_counts_once_it_ended(store: Store) -> None:
    run = store.catalogue.check_runs.begin(date(2026, 3, 1))

    before = store.monitoring.checked()
    store.catalogue.check_runs.end(run, 0, (), ())

    assert (before, store.monitoring.checked()) == (0, run.id)


def test_works_and_open_writes_are_given_as_they_stand(
    store: Store, clock: Clock, url: str
) -> None:
    database = Database.at(url, now=clock, create=False)
    now, outcome = clock(), {"state": "waiting", "code": "plan-waits"}
    work = {"organisation": "o", "job": "apply", "full": False, "known_at": now}
    write = {"plan_id": "p", "change_id": "c", "organisation": "o", "login": "l", "change": {}}
    with database.writing() as connection:
        connection.execute(insert(due), {**work, "outcome": outcome})
        opened = {**write, "state": "open", "opened_at": now, "detail": ""}
        connection.execute(insert(schema.intent), opened)
    database.close()

    (state,) = store.monitoring.works()
    assert (state.job, state.full, state.failures, state.outcome) == ("apply", False, 0, outcome)
    assert store.monitoring.open_intents() == (OpenIntents("o", 1, now),)


def test_only_a_file_has_room_of_its_own(store: Store, url: str) -> None:
    assert (store.monitoring.free_bytes() is None) == url.startswith("postgresql")
