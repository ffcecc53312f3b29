"""Stores of other versions: refused with a way on, and brought up to date."""

import sqlite3
import stat
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, insert, select, text

import hytedata.store
from hytedata.errors import StoreError
from hytedata.store import Store, Upgraded
from hytedata.store.schema import NEWEST, VERSION_TABLE, metadata, version
from tests.store.conftest import Clock, refusal


def set_version(url: str, number: str) -> None:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{number}'"))
    engine.dispose()


LATER = frozenset({"summary", "last_made_at"})
"""Columns that the first version did not have."""


def make_older(url: str) -> None:
    """Take a store back to what the first version made, with its identity and its plans."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    settings = Config()
    folder = Path(hytedata.store.__file__).parent / "migrations"
    settings.set_main_option("script_location", str(folder))
    settings.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        kept = {
            table: connection.execute(select(table)).mappings().all()
            for table in (metadata.tables["meta"], metadata.tables["plan"])
        }
        if connection.dialect.name == "postgresql":
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        else:
            for table in (*reversed(metadata.sorted_tables), version):
                connection.execute(text(f"DROP TABLE {table.name}"))
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
        for table, rows in kept.items():
            for row in rows:
                connection.execute(insert(table), {k: row[k] for k in row if k not in LATER})
    engine.dispose()


def test_an_older_store_is_refused_and_the_way_on_is_told(url: str, clock: Clock) -> None:
    Store.open(url, now=clock).close()
    make_older(url)

    told = refusal(url, clock)

    assert f"is of schema 0001, this hytedata needs {NEWEST}" in told
    assert "hytedata store upgrade" in told


def test_a_newer_store_is_refused_and_the_way_on_is_told(url: str, clock: Clock) -> None:
    Store.open(url, now=clock).close()
    set_version(url, "9999")

    told = refusal(url, clock)

    assert "is of schema 9999" in told
    assert "pip install --upgrade" in told


def test_an_upgrade_keeps_everything(url: str, clock: Clock) -> None:
    with Store.open(url, now=clock) as store:
        identity = store.id
        store.save_plan("p", "org", b"x")
    make_older(url)

    upgraded = Store.upgrade(url, now=clock)

    assert (upgraded.before, upgraded.after) == ("0001", NEWEST)
    with Store.open(url, now=clock) as store:
        assert store.id == identity
        assert store.plan("p") == b"x"
        store.codes_put("languages", ["fi"])


def test_an_upgrade_copies_a_file_first(tmp_path: Path, sqlite_url: str, clock: Clock) -> None:
    with Store.open(sqlite_url, now=clock) as store:
        store.save_plan("p", "org", b"x")
    make_older(sqlite_url)

    backup = Store.upgrade(sqlite_url, now=clock).backup

    assert backup == tmp_path / "hytedata.db.schema-0001-20260301T120000Z.bak"
    with sqlite3.connect(backup) as copy:
        assert copy.execute("SELECT id FROM plan").fetchall() == [("p",)]
        assert copy.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall() == [("0001",)]
    copy.close()


def test_the_copy_that_an_upgrade_makes_is_for_its_owner_only(
    tmp_path: Path, sqlite_url: str, clock: Clock
) -> None:
    Store.open(sqlite_url, now=clock).close()
    make_older(sqlite_url)
    (tmp_path / "hytedata.db").chmod(0o644)

    backup = Store.upgrade(sqlite_url, now=clock).backup

    assert backup is not None
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_an_upgrade_does_not_overwrite_a_copy(sqlite_url: str, clock: Clock) -> None:
    Store.open(sqlite_url, now=clock).close()
    make_older(sqlite_url)
    Store.upgrade(sqlite_url, now=clock)
    make_older(sqlite_url)

    with pytest.raises(StoreError, match="exists already"):
        Store.upgrade(sqlite_url, now=clock)

    assert "is of schema 0001" in refusal(sqlite_url, clock)


def test_a_store_that_is_up_to_date_is_left_alone(
    tmp_path: Path, sqlite_url: str, clock: Clock
) -> None:
    Store.open(sqlite_url, now=clock).close()

    upgraded = Store.upgrade(sqlite_url, now=clock)

    assert upgraded == Upgraded(NEWEST, NEWEST, None)
    assert list(tmp_path.glob("*.bak")) == []


def test_a_newer_store_is_not_upgraded(url: str, clock: Clock) -> None:
    Store.open(url, now=clock).close()
    set_version(url, "9999")

    with pytest.raises(StoreError, match="schema 9999"):
        Store.upgrade(url, now=clock)


def test_there_is_nothing_to_upgrade_where_no_store_is(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(StoreError, match="no store"):
        Store.upgrade(f"sqlite:///{tmp_path}/none.db", now=clock)
