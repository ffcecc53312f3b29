"""What may be forgotten goes, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import JSON, Column, Table, create_engine, insert, select

from hytedata.store import Store
from hytedata.store.columns import Utc
from hytedata.store.daemon_tables import daemon, notice, session, sign_in_attempt, upstream_slot
from hytedata.store.quality_tables import finding

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LONG_AGO, LATELY = NOW - timedelta(days=800), NOW - timedelta(days=3)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, each kind in turn."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


class Rows:
    """Rows of a table, made by what matters of them."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))

    def put(self, table: Table, **values: object) -> None:
        row: dict[str, object] = {}
        for column in table.columns:
            if column.name in values or column.nullable or column.name == "id":
                continue
            row[column.name] = _any(column)
        with self.engine.begin() as connection:
            connection.execute(insert(table), {**row, **values})

    def left(self, table: Table, name: str) -> set[object]:
        with self.engine.begin() as connection:
            return set(connection.scalars(select(table.c[name])))


def _any(column: Column[object]) -> object:
    if isinstance(column.type, Utc):
        return NOW
    return {} if isinstance(column.type, JSON) else column.type.python_type()


@pytest.fixture
def rows(store: Store, url: str) -> Iterator[Rows]:
    made = Rows(url)
    yield made
    made.engine.dispose()


def test_findings_that_were_fixed_long_ago_go(store: Store, rows: Rows) -> None:
    for name, state, seen in (
        ("old", "fixed", LONG_AGO),
        ("lost", "gone", LONG_AGO),
        ("new", "fixed", LATELY),
        ("there", "open", None),
        ("waived", "waived", None),
        ("unchecked", "unchecked", LONG_AGO),
    ):
        rows.put(finding, id=name, state=state, last_seen=seen)

    gone = store.old_rows.forget_findings(NOW - timedelta(days=730))

    assert gone == 2
    assert rows.left(finding, "id") == {"new", "there", "waived", "unchecked"}


def test_sessions_that_ended_go(store: Store, rows: Rows) -> None:
    rows.put(session, key="over", until=LATELY)
    rows.put(session, key="on", until=NOW + timedelta(hours=1))

    assert store.old_rows.forget_sessions(NOW) == 1
    assert rows.left(session, "key") == {"on"}


def test_failed_sign_ins_go_unless_somebody_still_waits(store: Store, rows: Rows) -> None:
    rows.put(sign_in_attempt, subject="old", last_at=LONG_AGO)
    rows.put(sign_in_attempt, subject="waits", last_at=LONG_AGO, rests_until=NOW)
    rows.put(sign_in_attempt, subject="new", last_at=LATELY)

    assert store.old_rows.forget_sign_ins(NOW - timedelta(days=30)) == 1
    assert rows.left(sign_in_attempt, "subject") == {"waits", "new"}


def test_notices_that_were_sent_go_and_those_that_wait_stay(store: Store, rows: Rows) -> None:
    for subject, sent in (("sent", LONG_AGO), ("lately", LATELY), ("waits", None)):
        rows.put(notice, subject=subject, made_at=LONG_AGO, sent_at=sent)

    assert store.old_rows.forget_notices(NOW - timedelta(days=90)) == 1
    assert rows.left(notice, "subject") == {"lately", "waits"}


def test_daemons_that_ended_go_and_those_that_run_stay(store: Store, rows: Rows) -> None:
    rows.put(daemon, id="stopped", stopped_at=LONG_AGO)
    rows.put(daemon, id="claimed", claimed_at=LONG_AGO)
    rows.put(daemon, id="lately", stopped_at=LATELY)
    rows.put(daemon, id="runs", started_at=LONG_AGO)

    assert store.old_rows.forget_daemons(NOW - timedelta(days=30)) == 2
    assert rows.left(daemon, "id") == {"lately", "runs"}


def test_slots_that_ran_out_go(store: Store, rows: Rows) -> None:
    rows.put(upstream_slot, slot=0, until=LATELY)
    rows.put(upstream_slot, slot=1, until=NOW + timedelta(minutes=1))

    assert store.old_rows.forget_slots(NOW) == 1
    assert rows.left(upstream_slot, "slot") == {1}
