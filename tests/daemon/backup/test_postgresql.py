import os
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from hytedata.errors import StoreError
from hytedata.store import Store
from hytedata.store.schema import NEWEST
from hytedata_daemon.backup import make_backup, restore, upgrade_with_copy
from tests.daemon.backup.conftest import Clock, Make, MakeOlder

pytestmark = pytest.mark.slow

Environ = Mapping[str, str]


@pytest.fixture(autouse=True)
def _programs() -> None:
    if shutil.which("pg_dump") is None:
        pytest.skip("PostgreSQL's client programs are not installed")


@pytest.fixture
def old_programs(tmp_path: Path) -> Environ:
    """An environment whose pg_dump says that it is older than any server."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6'\n", encoding="ascii")
    program.chmod(0o755)
    return {"PATH": f"{folder}:{os.defpath}"}


def test_a_backup_of_postgresql_takes_the_place_of_what_is_there(
    make: Make, postgresql_url: str, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    settings = make(postgresql_url)
    with Store.open(postgresql_url, now=clock) as store:
        identity = store.id
        store.start_run("plan", "org")
    backup = make_backup(settings, tmp_path / "b", environ, now=clock)
    with Store.open(postgresql_url, now=clock) as store:
        store.start_run("plan", "org")

    restore(settings, backup.folder, environ, replace=True, now=clock)

    with Store.open(postgresql_url, now=clock) as store:
        assert store.id == identity
        assert [run.id for run in store.last_runs("org")] == [1]
        assert store.start_run("plan", "org") == 2
    assert stat.S_IMODE((backup.folder / "store.pgdump").stat().st_mode) == 0o600


def test_journals_stay_append_only_after_a_restore(
    make: Make, postgresql_url: str, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    import psycopg

    Store.open(postgresql_url, now=clock).close()
    settings = make(postgresql_url)
    backup = make_backup(settings, tmp_path / "b", environ, now=clock)

    restore(settings, backup.folder, environ, replace=True, now=clock)

    with psycopg.connect(postgresql_url) as connection, pytest.raises(psycopg.Error, match="only"):
        connection.execute("DELETE FROM audit")


def test_a_restore_that_fails_midway_leaves_the_store_as_it_was(
    make: Make, postgresql_url: str, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    settings = make(postgresql_url)
    with Store.open(postgresql_url, now=clock) as store:
        store.start_run("plan", "org")
    backup = make_backup(settings, tmp_path / "b", environ, now=clock)
    folder = tmp_path / "bin"
    folder.mkdir()
    # Half a script, then an end that looks good: what a killed pg_restore could leave.
    real = shutil.which("pg_restore")
    (folder / "pg_restore").write_text(
        f'#!/bin/sh\n{real} "$@"\nfor one; do case $one in --file=*) '
        "printf 'SELECT no_such_thing;' >> ${one#--file=};; esac; done\n",
        encoding="ascii",
    )
    (folder / "pg_restore").chmod(0o755)
    meddled = {**environ, "PATH": f"{folder}:{environ['PATH']}"}

    with pytest.raises(StoreError, match=r"psql failed: .*no_such_thing.*is as it was"):
        restore(settings, backup.folder, meddled, replace=True, now=clock)

    with Store.open(postgresql_url, now=clock) as store:
        assert len(store.last_runs("org")) == 1


def test_an_older_store_is_upgraded_after_a_dump_and_the_dump_can_be_put_back(
    make: Make,
    make_older: MakeOlder,
    postgresql_url: str,
    tmp_path: Path,
    environ: Environ,
    clock: Clock,
) -> None:
    make_older(postgresql_url, "0013")
    settings = make(postgresql_url)

    done = upgrade_with_copy(settings, tmp_path / "b", environ, now=clock)

    assert (done.before, done.after) == ("0013", NEWEST)
    assert done.backup is not None
    restored = restore(settings, done.backup.folder, environ, replace=True, now=clock)
    assert restored.manifest.store_schema == "0013"
    assert any("older schema" in sentence for sentence in restored.advice)
    assert upgrade_with_copy(settings, tmp_path / "b", environ, now=clock).after == NEWEST


def test_an_upgrade_that_fails_leaves_the_older_version_its_store(
    make: Make,
    make_older: MakeOlder,
    postgresql_url: str,
    tmp_path: Path,
    environ: Environ,
    clock: Clock,
) -> None:
    import psycopg

    make_older(postgresql_url, "0013")
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("CREATE TABLE upstream (in_the_way text)")

    with pytest.raises(StoreError, match=r"is as it was.*backup of it is in"):
        upgrade_with_copy(make(postgresql_url), tmp_path / "b", environ, now=clock)

    with psycopg.connect(postgresql_url) as connection:
        version = connection.execute("SELECT version_num FROM hytedata_version").fetchone()
        notices = connection.execute("SELECT to_regclass('notice')").fetchone()
    assert (version, notices) == (("0013",), (None,))


@pytest.mark.parametrize("programs", ["none", "old"])
def test_where_no_dump_can_be_made_nothing_is_upgraded_unless_backups_are_made_elsewhere(
    make: Make,
    make_older: MakeOlder,
    postgresql_url: str,
    old_programs: Environ,
    tmp_path: Path,
    clock: Clock,
    programs: str,
) -> None:
    make_older(postgresql_url, "0013")
    environ = old_programs if programs == "old" else {"PATH": str(tmp_path)}
    told = {"old": r"version 9 and the server of \d+", "none": "apt install postgresql-client"}

    with pytest.raises(StoreError, match=told[programs]) as caught:
        upgrade_with_copy(make(postgresql_url), tmp_path / "b", environ, now=clock)
    elsewhere = make(postgresql_url, "[daemon.backup]\nupgrade_without = true\n")
    done = upgrade_with_copy(elsewhere, tmp_path / "b", environ, now=clock)

    assert "upgrade_without = true" in str(caught.value)
    assert (done.after, done.backup) == (NEWEST, None)
