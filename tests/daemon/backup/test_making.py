import json
import os
import sqlite3
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from hytedata.errors import InputError, StoreError
from hytedata.store import Store
from hytedata_daemon.backup import make_backup, told_backup, verify
from hytedata_daemon.settings import Settings
from tests.daemon.backup.conftest import Clock, Make
from tests.daemon.conftest import Load

Environ = Mapping[str, str]


def test_a_backup_holds_the_store_and_the_configuration_and_says_what_they_are(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    made = make_backup(settings, tmp_path / "backups", environ, now=clock)

    manifest = verify(made.folder)
    with Store.open(settings.config.store, now=clock) as store:
        assert manifest.store_id == store.id
    assert [(file.name, file.role) for file in manifest.files] == [
        ("store.db", "store"),
        ("hytedata.toml", "configuration"),
    ]
    assert manifest.reason == "asked"
    assert (made.folder / "hytedata.toml").read_bytes() == (tmp_path / "hytedata.toml").read_bytes()


def test_nobody_else_on_the_machine_can_read_a_backup(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    made = make_backup(settings, tmp_path / "backups", environ, now=clock)

    folders = (made.folder.parent, made.folder)
    assert {stat.S_IMODE(one.stat().st_mode) for one in folders} == {0o700}
    assert {stat.S_IMODE(one.stat().st_mode) for one in made.folder.iterdir()} == {0o600}


def test_a_backup_of_a_store_that_is_being_written_holds_what_was_committed(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    with Store.open(settings.config.store, now=clock) as store:
        store.start_run("plan", "org")
        writer = sqlite3.connect(tmp_path / "hytedata.db", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO run (kind, organisation, started_at) VALUES ('x', 'y', 'z')")
        made = make_backup(settings, tmp_path / "backups", environ, now=clock)
        writer.execute("ROLLBACK")
        writer.close()

    copy = sqlite3.connect(made.folder / "store.db")
    kinds = copy.execute("SELECT kind FROM run").fetchall()
    copy.close()
    assert kinds == [("plan",)]


def test_texts_that_the_configuration_names_are_in_the_backup(
    make: Make, tmp_path: Path, made_store: Path, environ: Environ, clock: Clock
) -> None:
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    (tmp_path / "omat.toml").write_text('"site:1".summary.fi = "Oma."\n', encoding="utf-8")
    settings = make(
        more=(
            '[[organisation]]\nid = "00000000-0000-4000-8000-000000000889"\n'
            'name = "Mallila"\nmunicipalities = ["889"]\ntexts_file = "omat.toml"\n'
        )
    )

    made = make_backup(settings, tmp_path / "backups", environ, now=clock)

    assert (made.folder / "texts-1-omat.toml").read_text(encoding="utf-8").startswith('"site:1')


def test_the_oldest_backups_of_this_store_go_and_all_others_stay(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    folder = tmp_path / "backups"
    first, second = (make_backup(settings, folder, environ, now=clock) for _ in range(2))
    strangers = make_backup(settings, folder, environ, now=clock)
    text = (strangers.folder / "manifest.json").read_text(encoding="utf-8")
    other = json.dumps({**json.loads(text), "store_id": "other"})
    (strangers.folder / "manifest.json").write_text(other, encoding="utf-8")
    (folder / "hytedata-notes").mkdir()

    third = make_backup(settings, folder, environ, keep=2, now=clock)

    assert third.removed == (first.folder,)
    assert f"Removed older ones: {first.folder.name}." in told_backup(third)
    left = {one.name for one in folder.iterdir()}
    kept = (second, third, strangers)
    assert left == {"hytedata-notes", *(one.folder.name for one in kept)}


def test_a_full_disk_is_told_before_anything_is_written(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    with pytest.raises(StoreError, match=r"has 1 MiB free and a backup needs up to \d+"):
        make_backup(settings, tmp_path / "b", environ, now=clock, free=lambda _: 2**20)

    assert list((tmp_path / "b").iterdir()) == []


def test_a_backup_that_fails_leaves_nothing(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    (tmp_path / "hytedata.toml").unlink()

    with pytest.raises(StoreError, match="could not be written"):
        make_backup(settings, tmp_path / "b", environ, now=clock)

    assert list((tmp_path / "b").iterdir()) == []


def test_what_a_killed_backup_left_is_removed_after_a_day(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    old, young = (tmp_path / "b" / f".hytedata-{age}.7.partial" for age in ("old", "young"))
    for left, age_s in ((old, 100_000), (young, 60)):
        left.mkdir(parents=True)
        moment = clock.time.timestamp() - age_s
        os.utime(left, (moment, moment))

    make_backup(settings, tmp_path / "b", environ, now=clock)

    assert (old.exists(), young.exists()) == (False, True)


def test_where_no_store_is_there_is_nothing_to_back_up(
    make: Make, tmp_path: Path, environ: Environ, clock: Clock
) -> None:
    with pytest.raises(StoreError, match="nothing to back up"):
        make_backup(make(), tmp_path / "b", environ, now=clock)

    assert not (tmp_path / "hytedata.db").exists()


def test_backups_go_beside_a_store_in_sqlite_unless_the_configuration_says_otherwise(
    load: Load, tmp_path: Path
) -> None:
    beside = load('store = "sqlite:///data/hytedata.db"\n')
    server = load('store = "postgresql://hytedata@db.kunta.example/hytedata"\n')
    named = load('[daemon]\nreports = "raportit"\n[daemon.backup]\nfolder = "kopiot"\n')

    assert beside.backup_folder == tmp_path / "data" / "backups"
    assert beside.reports_folder == tmp_path / "data" / "reports"
    assert server.backup_folder == tmp_path / "backups"
    assert (named.backup_folder, named.reports_folder) == (
        tmp_path / "kopiot",
        tmp_path / "raportit",
    )


@pytest.mark.parametrize("harm", ["changed", "missing", "no-manifest", "newer"])
def test_a_backup_that_is_not_as_it_was_written_is_refused(
    settings: Settings, tmp_path: Path, environ: Environ, clock: Clock, harm: str
) -> None:
    made = make_backup(settings, tmp_path / "b", environ, now=clock)
    store, manifest = made.folder / "store.db", made.folder / "manifest.json"
    if harm == "changed":
        store.write_bytes(store.read_bytes()[:-1] + b"x")
    elif harm == "missing":
        store.unlink()
    elif harm == "no-manifest":
        manifest.unlink()
    else:
        told = {**json.loads(manifest.read_text("utf-8")), "store_schema": "0999"}
        manifest.write_text(json.dumps(told), encoding="utf-8")

    expected = {
        "changed": "store.db is not what was written there",
        "missing": "store.db is missing",
        "no-manifest": "holds no backup",
        "newer": "install hytedata",
    }
    with pytest.raises(InputError, match=expected[harm]):
        verify(made.folder)
