import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import insert

from hytedata.errors import StoreError
from hytedata.store import Store
from hytedata.store.daemon_tables import daemon, session
from hytedata.store.database import Database
from hytedata_daemon.backup import make_backup, restore, told_restore
from hytedata_daemon.backup.making import Backup
from hytedata_daemon.settings import Settings
from tests.daemon.backup.conftest import Clock, Make

Environ = Mapping[str, str]


@pytest.fixture
def backup(settings: Settings, tmp_path: Path, environ: Environ, clock: Clock) -> Backup:
    """A backup of a store with one run."""
    with Store.open(settings.config.store, now=clock) as store:
        store.start_run("plan", "before")
    return make_backup(settings, tmp_path / "backups", environ, now=clock)


def runs(settings: Settings, clock: Clock) -> list[str]:
    with Store.open(settings.config.store, now=clock, create=False) as store:
        return sorted(
            run.organisation for name in ("before", "after") for run in store.last_runs(name)
        )


def test_a_backup_takes_the_place_of_a_store_that_is_gone(
    settings: Settings, backup: Backup, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    for file in tmp_path.glob("hytedata.db*"):
        file.unlink()

    restored = restore(settings, backup.folder, environ, now=clock)

    assert runs(settings, clock) == ["before"]
    assert restored.before is None
    assert any("relink" in sentence for sentence in restored.advice)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to others")
def test_what_root_restores_belongs_to_the_services_user(
    settings: Settings, backup: Backup, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    for file in tmp_path.glob("hytedata.db*"):
        file.unlink()
    os.chown(tmp_path, 65_534, 65_534)

    restore(settings, backup.folder, environ, now=clock)

    assert {file.stat().st_uid for file in tmp_path.glob("hytedata.db*")} == {65_534}


def test_a_store_that_is_there_is_replaced_only_when_asked_and_is_backed_up_first(
    settings: Settings, backup: Backup, environ: Environ, clock: Clock
) -> None:
    with Store.open(settings.config.store, now=clock) as store:
        store.start_run("plan", "after")
    with pytest.raises(StoreError, match="holds a store already; with --replace"):
        restore(settings, backup.folder, environ, now=clock)

    restored = restore(settings, backup.folder, environ, replace=True, now=clock)

    assert runs(settings, clock) == ["before"]
    assert restored.before is not None
    restore(settings, restored.before.folder, environ, replace=True, now=clock)
    assert runs(settings, clock) == ["after", "before"]


def test_who_restores_is_told_where_everything_is_and_what_to_know(
    settings: Settings, backup: Backup, environ: Environ, clock: Clock
) -> None:
    restored = restore(settings, backup.folder, environ, replace=True, now=clock)

    told = list(told_restore(restored))

    assert told[0].endswith("hytedata.db is the store of 2026-03-01 02:00 UTC again.")
    assert restored.before is not None
    assert told[1] == f"What was there before is in {restored.before.folder}."
    assert "hytedata sync relink" in told[2]


def test_a_damaged_store_is_renamed_and_replaced(
    settings: Settings, backup: Backup, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    for file in tmp_path.glob("hytedata.db-*"):
        file.unlink()
    (tmp_path / "hytedata.db").write_bytes(b"this is no database at all" * 200)
    with pytest.raises(StoreError, match="what is there is renamed first"):
        restore(settings, backup.folder, environ, now=clock)

    restored = restore(settings, backup.folder, environ, replace=True, now=clock)

    assert restored.aside is not None
    assert restored.aside.read_bytes().startswith(b"this is no database")
    assert runs(settings, clock) == ["before"]


def test_a_store_whose_daemon_runs_is_not_replaced(
    settings: Settings, backup: Backup, environ: Environ, clock: Clock
) -> None:
    seen = {"id": "d1", "machine": "a", "version": "1"}
    database = Database.at(settings.config.store, now=clock, create=False)
    with database.writing() as connection:
        connection.execute(insert(daemon), {**seen, "started_at": clock(), "seen_at": clock()})
    database.close()

    with pytest.raises(StoreError, match=r"in use: the daemon d1.*systemctl stop"):
        restore(settings, backup.folder, environ, replace=True, now=clock)


@pytest.mark.slow
def test_who_had_signed_out_since_is_not_signed_in_again(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    key = {"key": "hash", "account": "anna", "content": {}}
    times = {name: clock() for name in ("made_at", "seen_at", "until")}
    database = Database.at(settings.config.store, now=clock, create=False)
    with database.writing() as connection:
        connection.execute(insert(session), {**key, **times})
    database.close()
    backup = make_backup(settings, tmp_path / "b", environ, now=clock)

    restore(settings, backup.folder, environ, replace=True, now=clock)

    raw = sqlite3.connect(tmp_path / "hytedata.db")
    left = raw.execute("SELECT count(*) FROM session").fetchone()
    raw.close()
    assert left == (0,)


def test_the_journal_tells_of_the_restore_and_the_engine_begins_anew(
    settings: Settings, backup: Backup, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    (tmp_path / "hytedata-engine.db").write_bytes(b"work of another time")

    restore(settings, backup.folder, environ, replace=True, now=clock)

    with Store.open(settings.config.store, now=clock) as store:
        assert [entry.what for entry in store.audit_trail("")] == ["store-restored"]
    assert not (tmp_path / "hytedata-engine.db").exists()


@pytest.mark.slow
def test_a_store_cannot_be_restored_into_another_kind_of_database(
    backup: Backup, make: Make, environ: Environ, clock: Clock, postgresql_url: str
) -> None:
    with pytest.raises(StoreError, match="restore it where it came from, then: hytedata store"):
        restore(make(postgresql_url), backup.folder, environ, now=clock)
