"""What is checked on this machine: files, rights, versions, clock, store, port."""

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from hytedata.store import Store
from hytedata.store.daemon_tables import daemon
from hytedata.store.database import Database
from hytedata.store.schema import VERSION_TABLE
from hytedata_daemon.checks import Check
from hytedata_daemon.checks.files import (
    backups,
    configuration_file,
    store_folder,
    who_checks,
)
from hytedata_daemon.checks.machine import credentials, machine
from hytedata_daemon.checks.pages import pages, sign_in
from hytedata_daemon.checks.store import store
from hytedata_daemon.checks.upstreams import trusted
from tests.daemon.checks.conftest import Make, Write
from tests.daemon.checks.servers import ANSWER, serving

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ID = "00000000-0000-4000-8000-000000000889"
WAITING = (
    f'[[organisation]]\nid = "{ID}"\nname = "Mallila"\nmunicipalities = ["889"]\n'
    'approval = "always"\n'
)


def now() -> datetime:
    return NOW


def plenty(_: Path) -> int:
    return 2**40


def states(checks: Iterator[Check]) -> dict[str, str]:
    return {one.name: one.state for one in checks}


def the(checks: Iterator[Check], state: str) -> Check:
    """The one check that ended so."""
    (check,) = (one for one in checks if one.state == state)
    return check


@pytest.fixture
def folder(tmp_path: Path, made_store: Path) -> Path:
    """A folder with a store of this version."""
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    (tmp_path / "hytedata.db").chmod(0o600)
    return tmp_path


def test_a_configuration_that_anybody_may_change_is_told_with_the_command_that_mends_it(
    write: Write,
) -> None:
    file = write()
    file.chmod(0o646)

    check = the(configuration_file(file), "fail")

    assert check.do == f"run: chmod o-w {file}"


def test_a_folder_in_which_others_may_exchange_the_configuration_is_told(
    write: Write, tmp_path: Path
) -> None:
    tmp_path.chmod(0o777)

    check = the(configuration_file(write()), "fail")

    assert check.do == f"run: chmod o-w {tmp_path}"


def test_a_store_is_told_with_its_schema_and_its_room(make: Make, folder: Path) -> None:
    settings = make()

    found = [*store_folder(settings, plenty), *store(settings, {}, now)]

    assert {one.state for one in found} == {"ok"}
    assert any("opens, schema" in one.seen for one in found)


@pytest.mark.parametrize(("free", "state"), [(10 * 2**20, "fail"), (500 * 2**20, "warn")])
def test_a_disk_that_is_nearly_full_is_told(
    make: Make, folder: Path, free: int, state: str
) -> None:
    check = the(store_folder(make(), lambda _: free), state)

    assert check.do.startswith("free some")


def test_a_store_that_everybody_can_read_is_told(make: Make, folder: Path) -> None:
    (folder / "hytedata.db").chmod(0o644)

    check = the(store_folder(make(), plenty), "warn")

    assert check.do == f"run: chmod 600 {folder / 'hytedata.db'}"


def test_backups_need_a_folder_with_room_that_is_closed_to_others(make: Make, folder: Path) -> None:
    settings = make('[daemon.backup]\nfolder = "kopiot"\n')
    (fine,) = backups(settings, plenty)
    crowded = the(backups(settings, lambda _: 2**20), "warn")
    (folder / "kopiot").mkdir(mode=0o755)
    open_to_all = the(backups(settings, plenty), "warn")
    (folder / "kopiot").rmdir()
    (folder / "kopiot").touch()
    file = the(backups(settings, plenty), "fail")

    assert fine.state == "ok"
    assert "keep fewer" in crowded.do
    assert open_to_all.do == f"run: chmod 700 {folder / 'kopiot'}"
    assert "set daemon.backup.folder" in file.do


def test_root_is_told_to_check_by_the_administrators_command_where_there_is_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    admin = folder / "hytedata-admin"
    without = the(who_checks(admin), "warn")
    admin.touch()

    assert without.do.endswith(": sudo -u hytedata hytedata-daemon check")
    assert the(who_checks(admin), "warn").do.endswith(": hytedata-admin check")


def test_a_folder_that_is_not_there_keeps_the_daemon_from_starting(make: Make) -> None:
    check = the(store_folder(make('store = "sqlite:///none/hytedata.db"'), plenty), "fail")

    assert check.blocks
    assert check.do.startswith("make it: mkdir -p")


def test_where_no_store_is_the_first_run_makes_it(make: Make) -> None:
    check, engine = store(make(), {}, now)

    assert (check.state, "the first run makes it" in check.seen) == ("ok", True)
    assert engine.state == "ok"


def test_a_damaged_file_of_the_engine_is_to_be_removed(make: Make, folder: Path) -> None:
    (folder / "hytedata-engine.db").write_bytes(b"nothing of the kind" * 400)

    check = the(store(make(), {}, now), "fail")

    assert check.do == f"remove it: rm {folder}/hytedata-engine.db*; work that was due is due again"


def test_a_store_that_another_process_keeps_locked_is_told_soon(make: Make, folder: Path) -> None:
    raw = sqlite3.connect(folder / "hytedata.db", isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")

    check = the(store(make(), {}, now, wait_s=0.01), "fail")

    raw.close()
    assert "keeps it locked" in check.seen
    assert check.do.startswith("wait for that to end")


def test_a_damaged_store_and_a_newer_one_say_what_to_do(make: Make, folder: Path) -> None:
    settings = make()
    raw = sqlite3.connect(folder / "hytedata.db")
    raw.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0999'")
    raw.commit()
    raw.close()
    newer = the(store(settings, {}, now), "fail")
    (folder / "hytedata.db").write_bytes(b"nothing of the kind" * 400)
    damaged = the(store(settings, {}, now), "fail")

    assert "pip install --upgrade" in newer.do
    assert damaged.do == "name another file as the store"


def test_a_store_of_an_older_version_is_upgraded_by_the_first_start(
    make: Make, folder: Path
) -> None:
    raw = sqlite3.connect(folder / "hytedata.db")
    raw.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0013'")
    raw.commit()
    raw.close()

    check = the(store(make(), {}, now), "warn")

    assert "backs it up and upgrades it" in check.do


def test_a_port_that_another_program_has_keeps_the_daemon_from_starting(make: Make) -> None:
    with serving(ANSWER) as port:
        settings = make(f"[daemon.web]\nport = {port}\n")
        strangers = the(pages(settings, is_running=False), "fail")
        own = states(pages(settings, is_running=True))

    assert strangers.blocks
    assert "choose another daemon.web.port" in strangers.do
    assert own["port"] == "ok"


def test_pages_that_the_network_reaches_are_told(make: Make) -> None:
    more = (
        '[daemon.web]\nhost = "0.0.0.0"\nport = 1\nproxy_addresses = ["10.0.0.5"]\n'
        'public_url = "https://hyte.kunta.example"\n'
    )

    check = the((one for one in pages(make(more), is_running=True)), "warn")

    assert "only the proxy (10.0.0.5/32)" in check.do


def test_pages_that_nobody_can_sign_in_to_are_told_with_the_command_that_mends_it(
    make: Make, folder: Path
) -> None:
    check = the(sign_in(make(), now), "warn")

    assert check.seen == "nobody has an account"
    assert check.do == "hytedata-daemon account add NAME --role approver"


def test_plans_that_nobody_may_approve_are_told(make: Make, folder: Path) -> None:
    settings = make(WAITING)
    with Store.open(settings.config.store, now=now) as store:
        store.accounts.add("katja", "viewer", password="hash")

        only_viewer = the(sign_in(settings, now), "warn")
        store.accounts.add("maija", "approver", password="hash")
        with_approver = the(sign_in(settings, now), "ok")

    assert only_viewer.seen == "nobody may approve the plans that wait for that"
    assert with_approver.seen == "2 account(s), 1 may approve"


def test_a_clock_of_another_decade_is_told_before_anybody_is_asked() -> None:
    check = the(machine({}, datetime(1970, 1, 1, tzinfo=UTC)), "fail")

    assert check.do == "set it: timedatectl set-ntp true"


def test_a_credential_that_nobody_asks_for_is_told(make: Make, tmp_path: Path) -> None:
    organisation = f'[[organisation]]\nid = "{ID}"\nname = "M"\nmunicipalities = ["889"]\n'
    handed = tmp_path / "handed"
    handed.mkdir()
    (handed / f"ptv-password-{ID[:-1]}0").touch()
    environ = {"CREDENTIALS_DIRECTORY": str(handed)}

    check = the(credentials(make(organisation), environ), "warn")

    assert "must be the id of an organisation" in check.do


def test_certificates_that_are_none_keep_the_daemon_from_starting(
    make: Make, tmp_path: Path
) -> None:
    (tmp_path / "ca.pem").write_text("none", encoding="ascii")

    check = the(trusted(make('ca_bundle = "ca.pem"').config), "fail")

    assert check.blocks
    assert "BEGIN CERTIFICATE" in check.do


def test_who_uses_the_store_is_told(make: Make, folder: Path) -> None:
    settings = make()
    seen = {"id": "d1", "machine": "a", "version": "1", "started_at": NOW, "seen_at": NOW}
    database = Database.at(settings.config.store, now=now, create=False)
    with database.writing() as connection:
        connection.execute(insert(daemon), seen)
    database.close()

    found = [one.seen for one in store(settings, {}, now)]

    assert any("in use: the daemon d1 on a" in one for one in found)


@pytest.mark.slow
def test_a_store_on_postgresql_is_told_with_the_engine_and_whether_it_can_be_backed_up(
    make: Make, postgresql_url: str, tmp_path: Path
) -> None:
    settings = make(f'store = "{postgresql_url}"')

    good = states(store(settings, dict(os.environ), now))
    without = the(store(settings, {"PATH": str(tmp_path)}, now), "warn")

    assert good == {"database": "ok", "engine": "ok", "backup": "ok"}
    assert "apt install postgresql-client" in without.do
