import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from hytedata.errors import StoreError
from hytedata.store import Store
from hytedata.store.schema import NEWEST, VERSION_TABLE
from hytedata_daemon.backup import upgrade_with_copy, verify
from hytedata_daemon.backup.upgrading import Upgraded
from hytedata_daemon.settings import Settings
from tests.daemon.backup.conftest import Clock, Make, MakeOlder

Environ = Mapping[str, str]


def schema_of(file: Path) -> str:
    opened = sqlite3.connect(file)
    found: str = opened.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()[0]
    opened.close()
    return found


@pytest.fixture
def older(make: Make, make_older: MakeOlder, tmp_path: Path) -> Settings:
    """Settings with a store of an older schema."""
    make_older(f"sqlite:///{tmp_path}/hytedata.db", "0013")
    return make()


def test_an_older_store_is_backed_up_and_upgraded(
    older: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    done = upgrade_with_copy(older, tmp_path / "backups", environ, now=clock)

    assert (done.before, done.after) == ("0013", NEWEST)
    assert done.backup is not None
    assert verify(done.backup.folder).reason == "upgrade"
    assert schema_of(done.backup.folder / "store.db") == "0013"
    with Store.open(older.config.store, now=clock) as store:
        assert store.id == "old"


def test_a_store_of_this_version_and_none_at_all_are_left_alone(
    make: Make, settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    current = upgrade_with_copy(settings, tmp_path / "backups", environ, now=clock)
    none = upgrade_with_copy(make("sqlite:///none.db"), tmp_path / "backups", environ, now=clock)

    assert (current, none) == (Upgraded(NEWEST, NEWEST), Upgraded(None, None))
    assert not (tmp_path / "backups").exists()
    assert not (tmp_path / "none.db").exists()


def test_a_newer_store_is_refused_with_what_to_do(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    raw = sqlite3.connect(tmp_path / "hytedata.db")
    raw.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0999'")
    raw.commit()
    raw.close()

    with pytest.raises(StoreError, match=r"schema 0999.*pip install --upgrade"):
        upgrade_with_copy(settings, tmp_path / "backups", environ, now=clock)


@pytest.mark.slow
def test_an_upgrade_that_fails_leaves_the_older_version_its_store_and_names_the_backup(
    older: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    raw = sqlite3.connect(tmp_path / "hytedata.db")
    raw.execute("CREATE TABLE upstream (in_the_way TEXT)")
    raw.commit()
    raw.close()

    with pytest.raises(StoreError, match=r"is as it was.*backup of it is in .*hytedata-2026"):
        upgrade_with_copy(older, tmp_path / "backups", environ, now=clock)

    assert schema_of(tmp_path / "hytedata.db") == "0013"
    raw = sqlite3.connect(tmp_path / "hytedata.db")
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
    raw.close()
    assert "notice" not in tables


@pytest.mark.slow
def test_without_room_for_a_backup_nothing_is_upgraded(
    older: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    with pytest.raises(StoreError, match="free some"):
        upgrade_with_copy(older, tmp_path / "backups", environ, now=clock, free=lambda _: 0)

    assert schema_of(tmp_path / "hytedata.db") == "0013"
