import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text, update

from hytedata.errors import StoreError
from hytedata.store import Store
from hytedata.store.columns import metadata
from hytedata.store.copying import copy_store
from hytedata.store.daemon_tables import daemon
from hytedata.store.database import Database
from hytedata.store.moved import reopen
from hytedata.store.numbering import numbered_tables
from hytedata.store.schema import record, run
from tests.store.copying.rows import everything, fill

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def now() -> datetime:
    return NOW


@pytest.fixture
def source(tmp_path: Path, made_store: Path) -> str:
    file = tmp_path / "source.db"
    file.write_bytes(made_store.read_bytes())
    return f"sqlite:///{file}"


@pytest.fixture
def target(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/target.db"


Open = Callable[..., Database]


@pytest.fixture
def database() -> Iterator[Open]:
    """Open a database for a look; it is closed after the test."""
    opened: list[Database] = []

    def open_it(url: str) -> Database:
        opened.append(Database.at(url, now=now, create=False))
        return opened[-1]

    yield open_it
    for one in opened:
        one.close()


def assert_survives(source: str, target: str, database: Open) -> None:
    before = everything(database(source))

    copied = copy_store(source, target, now=now)

    after = everything(database(target))
    audit = after["audit"]
    added = [row for row in audit if row not in before["audit"]]
    assert [row["what"] for row in added] == ["store-copied"]
    assert [row for row in audit if row in before["audit"]] == before["audit"]
    assert {**after, "audit": before["audit"]} == before
    assert copied.rows == sum(len(rows) for rows in before.values())


def test_every_row_of_every_table_survives_a_copy(source: str, target: str, database: Open) -> None:
    fill(database(source), seed=1)

    assert_survives(source, target, database)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_every_row_survives_the_way_to_postgresql_and_back(
    source: str, target: str, postgresql_url: str, database: Open, seed: int
) -> None:
    fill(database(source), seed)
    made = everything(database(source))

    assert_survives(source, postgresql_url, database)
    assert_survives(postgresql_url, target, database)

    back = everything(database(target))
    assert {**back, "audit": made["audit"]} == made


@pytest.mark.slow
def test_the_copy_is_the_same_store_and_numbers_go_on_after_the_last_ever_given(
    source: str, target: str, database: Open
) -> None:
    with Store.open(source, now=now) as store:
        identity = store.id
        store.start_run("plan", "org")
    with database(source).writing() as connection:
        connection.execute(text("UPDATE sqlite_sequence SET seq = 41 WHERE name = 'run'"))

    copy_store(source, target, now=now)

    with Store.open(target, now=now) as copied:
        assert copied.id == identity
        assert copied.start_run("plan", "org") == 42


@pytest.mark.slow
def test_on_postgresql_every_table_goes_on_numbering_after_the_last_number(
    source: str, postgresql_url: str, database: Open
) -> None:
    fill(database(source), seed=1)
    with database(source).writing() as connection:
        connection.execute(text("UPDATE sqlite_sequence SET seq = 99"))

    copy_store(source, postgresql_url, now=now)

    with database(postgresql_url).writing() as connection:
        sequences = [
            connection.execute(
                text(f"SELECT nextval(pg_get_serial_sequence('\"{table.name}\"', 'id'))")
            ).scalar_one()
            for table in numbered_tables()
            if table.name != "audit"
        ]
    assert set(sequences) == {100}


def test_a_store_that_was_moved_refuses_to_be_used_and_says_what_to_do(
    source: str, target: str
) -> None:
    copy_store(source, target, now=now)

    with pytest.raises(StoreError, match=r"moved to another place.*store reopen --confirm"):
        Store.open(source, now=now)
    with pytest.raises(StoreError, match="moved to another place"):
        Store.upgrade(source, now=now)


@pytest.mark.slow
def test_a_run_that_began_before_the_move_gets_no_lease_after_it(source: str, target: str) -> None:
    with Store.open(source, now=now) as store:
        copy_store(source, target, now=now)

        with (
            pytest.raises(StoreError, match="moved to another place"),
            store.lease("org", "late", seconds=60),
        ):
            pass


@pytest.mark.slow
def test_a_moved_store_can_be_opened_again_and_the_journal_tells(source: str, target: str) -> None:
    copy_store(source, target, now=now)

    assert reopen(source, now=now)

    with Store.open(source, now=now) as store:
        assert [entry.what for entry in store.audit_trail("")] == ["store-reopened", "store-moved"]
    assert not reopen(source, now=now)


def test_a_target_that_holds_anything_is_refused_and_left_alone(
    source: str, target: str, database: Open
) -> None:
    Store.open(target, now=now).close()
    there = everything(database(target))

    with pytest.raises(StoreError, match="holds a store already; name an empty database"):
        copy_store(source, target, now=now)

    assert everything(database(target)) == there
    Store.open(source, now=now).close()


def test_a_store_in_use_is_not_moved_unless_that_is_asked_for(
    source: str, target: str, database: Open
) -> None:
    seen = {"id": "d1", "machine": "palvelin", "version": "1", "started_at": NOW, "seen_at": NOW}
    with database(source).writing() as connection:
        connection.execute(insert(daemon), seen)

    with pytest.raises(StoreError, match=r"in use: the daemon d1 on palvelin.*systemctl stop"):
        copy_store(source, target, now=now)

    copy_store(source, target, now=now, while_used=True)


@pytest.mark.slow
def test_a_held_lease_keeps_a_store_from_being_moved(source: str, target: str) -> None:
    with (
        Store.open(source, now=now) as store,
        store.lease("org", "sync apply", seconds=60),
        pytest.raises(StoreError, match=r"a run \(sync apply\) works on org"),
    ):
        copy_store(source, target, now=now)


@pytest.mark.slow
def test_a_daemon_that_ended_or_fell_silent_keeps_nobody(
    source: str, target: str, database: Open
) -> None:
    old = NOW - timedelta(minutes=5)
    silent = {"id": "d1", "machine": "a", "version": "1", "started_at": old, "seen_at": old}
    ended = {**silent, "id": "d2", "seen_at": NOW, "stopped_at": NOW}
    with database(source).writing() as connection:
        connection.execute(insert(daemon), silent)
        connection.execute(insert(daemon), ended)

    copy_store(source, target, now=now)

    Store.open(target, now=now).close()


@pytest.mark.slow
def test_a_copy_that_is_broken_off_is_never_there_and_the_store_stays_usable(
    source: str, target: str, database: Open, tmp_path: Path
) -> None:
    fill(database(source), seed=2)

    def meddle(table: str, done: int, total: int) -> None:
        if table == "snapshot" and done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_store(source, target, now=now, tell=meddle)

    assert not (tmp_path / "target.db").exists()
    Store.open(source, now=now).close()


@pytest.mark.slow
def test_a_copy_is_closed_to_other_users_of_the_machine(
    source: str, target: str, tmp_path: Path
) -> None:
    copy_store(source, target, now=now)

    assert stat.S_IMODE((tmp_path / "target.db").stat().st_mode) == 0o600


def test_what_has_no_store_is_told(target: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        copy_store(f"sqlite:///{tmp_path}/none.db", target, now=now)

    assert not (tmp_path / "target.db").exists()


@pytest.mark.slow
def test_what_postgresql_cannot_hold_is_told_by_its_table_and_nothing_is_copied(
    source: str, postgresql_url: str, database: Open
) -> None:
    fill(database(source), seed=1)
    with database(source).writing() as connection:
        connection.execute(update(record).values(hash="nul \0 here"))

    with pytest.raises(StoreError, match=r"the table record could not be copied.*NUL"):
        copy_store(source, postgresql_url, now=now)

    Store.open(postgresql_url, now=now).close()
    Store.open(source, now=now).close()


@pytest.mark.slow
def test_a_copy_that_would_differ_is_refused_with_the_table_and_never_there(
    source: str, target: str, postgresql_url: str, database: Open, tmp_path: Path
) -> None:
    fill(database(source), seed=1)
    copy_store(source, postgresql_url, now=now)
    # PostgreSQL keeps a number that is none, SQLite makes it NULL.
    with database(postgresql_url).writing() as connection:
        connection.execute(update(record).values(east=float("nan")))

    with pytest.raises(StoreError, match="differs from the store in record, so nothing was copied"):
        copy_store(postgresql_url, target, now=now)

    assert not (tmp_path / "target.db").exists()
    Store.open(postgresql_url, now=now).close()


@pytest.mark.slow
def test_nobody_writes_to_a_store_on_postgresql_while_it_is_copied(
    source: str, target: str, postgresql_url: str, database: Open
) -> None:
    fill(database(source), seed=1)
    copy_store(source, postgresql_url, now=now)
    other = database(postgresql_url)
    refused: list[str] = []

    def write_meanwhile(table: str, done: int, total: int) -> None:
        if table == "run" and done == 0:
            with pytest.raises(StoreError) as caught:
                write_a_run(other)
            refused.append(str(caught.value))

    copy_store(postgresql_url, target, now=now, tell=write_meanwhile)

    assert "another process keeps it locked" in refused[0]
    assert len(everything(database(target))["run"]) == 5


def write_a_run(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '10ms'"))
        row = {"kind": "plan", "organisation": "org", "started_at": NOW}
        connection.execute(insert(run), row)


def test_every_table_is_copied() -> None:
    assert len(metadata.sorted_tables) == len(metadata.tables)
