"""What may be forgotten goes, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import JSON, Column, Table, create_engine, insert, select

from hytedata.store import Store
from hytedata.store.columns import Utc
from hytedata.store.daemon_tables import upstream_slot
from hytedata.store.quality_tables import finding

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LONG_AGO, LATELY = NOW - timedelta(days=800), NOW - timedelta(days=3)


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


def test_slots_that_ran_out_go(store: Store, rows: Rows) -> None:
    rows.put(upstream_slot, slot=0, until=LATELY)
    rows.put(upstream_slot, slot=1, until=NOW + timedelta(minutes=1))

    assert store.old_rows.forget_slots(NOW) == 1
    assert rows.left(upstream_slot, "slot") == {1}
