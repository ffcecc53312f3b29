import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from hytedata.errors import StoreError
from hytedata.store import Store
from hytedata.store.faults import faults_of
from tests.store.conftest import Clock, refusal


def test_a_store_keeps_its_identity(url: str, clock: Clock) -> None:
    with Store.open(url, now=clock) as made:
        first = made.id

    with Store.open(url, now=clock, create=False) as again:
        assert again.id == first


def test_two_stores_are_not_the_same(tmp_path: Path, clock: Clock) -> None:
    with (
        Store.open(f"sqlite:///{tmp_path}/a.db", now=clock) as one,
        Store.open(f"sqlite:///{tmp_path}/b.db", now=clock) as other,
    ):
        assert one.id != other.id


def test_a_store_in_memory_works_until_it_is_closed(clock: Clock) -> None:
    with Store.open("sqlite://", now=clock) as store:
        store.save_plan("p", "org", b"x")

        assert store.plan("p") == b"x"


def test_a_store_that_should_be_there_is_not_made(tmp_path: Path, clock: Clock) -> None:
    told = refusal(f"sqlite:///{tmp_path}/none.db", clock, create=False)

    assert f"no store {tmp_path}/none.db" in told
    assert not (tmp_path / "none.db").exists()


def test_an_empty_database_is_no_store_unless_one_may_be_made(
    postgresql_url: str, clock: Clock
) -> None:
    told = refusal(postgresql_url, clock, create=False)

    assert "is empty" in told


def test_a_database_of_something_else_is_left_alone(sqlite_url: str, clock: Clock) -> None:
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customers (id INTEGER)"))
    engine.dispose()

    told = refusal(sqlite_url, clock)

    assert "holds other tables (customers)" in told


# --- addresses and files that cannot be used --------------------------------------------------


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("hytedata.db", "cannot be read; write sqlite:///"),
        ("mysql://h/d", "cannot be kept in mysql"),
        ("sqlite:////nowhere/at/all/s.db", "the folder /nowhere/at/all does not exist"),
    ],
)
def test_a_wrong_address_is_told(clock: Clock, url: str, told: str) -> None:
    assert told in refusal(url, clock)


def test_a_file_of_another_kind_is_told(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "s.db").write_text("Dear diary, " * 100)

    told = refusal(f"sqlite:///{tmp_path}/s.db", clock)

    assert f"{tmp_path}/s.db" in told
    assert "no SQLite database" in told


def test_a_folder_is_no_store(tmp_path: Path, clock: Clock) -> None:
    assert "cannot be opened" in refusal(f"sqlite:///{tmp_path}", clock)


def test_a_damaged_store_is_told(tmp_path: Path, sqlite_url: str, clock: Clock) -> None:
    with Store.open(sqlite_url, now=clock) as store:
        store.save_plan("p", "org", b"x" * 100_000)
    file = tmp_path / "hytedata.db"
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)

    assert "damaged" in refusal(sqlite_url, clock)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


READ_ONLY = """
import os, sys
from datetime import UTC, datetime
from hytedata.errors import StoreError
from hytedata.store import Store
import hytedata.store.versions, alembic.command, sqlalchemy.dialects.sqlite, sqlite3, encodings.idna
clock = lambda: datetime(2026, 3, 1, tzinfo=UTC)
if os.geteuid() == 0:
    os.setuid(65534)
try:
    with Store.open(sys.argv[1], now=clock) as store:
        store.save_plan("p", "org", b"x")
except StoreError as exc:
    sys.stdout.write(str(exc))
"""


def as_a_user_without_rights(url: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, url],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def test_a_folder_that_takes_no_files_is_told(open_folder: Path) -> None:
    open_folder.chmod(0o555)

    told = as_a_user_without_rights(f"sqlite:///{open_folder}/s.db")

    assert f"the store {open_folder}/s.db cannot be used" in told
    assert "may write there" in told


def test_a_file_that_takes_no_writes_is_told(open_folder: Path, clock: Clock) -> None:
    url = f"sqlite:///{open_folder}/s.db"
    Store.open(url, now=clock).close()
    (open_folder / "s.db").chmod(0o444)
    open_folder.chmod(0o555)

    told = as_a_user_without_rights(url)

    assert f"the store {open_folder}/s.db cannot be used" in told
    assert "right to write" in told or "may write there" in told


FULL = """
import resource, sys
from datetime import UTC, datetime
from hytedata.errors import StoreError
from hytedata.store import Store
with Store.open(sys.argv[1], now=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as store:
    store.save_plan("before", "org", b"x")
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    try:
        store.save_plan("too long", "org", b"x" * 4_000_000)
    except StoreError as exc:
        sys.stdout.write(str(exc))
"""


def test_a_disk_that_takes_no_more_is_told_and_loses_nothing(
    tmp_path: Path, sqlite_url: str, clock: Clock
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, sqlite_url],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert f"the store {tmp_path}/hytedata.db cannot be used" in done.stdout
    assert "disk" in done.stdout
    with Store.open(sqlite_url, now=clock) as store:
        assert store.plan("before") == b"x"


def insert_through_sqlalchemy(connection: sqlite3.Connection) -> None:
    with faults_of("here"):
        try:
            connection.execute("INSERT INTO t VALUES (?)", (b"x" * 100_000,))
        except sqlite3.OperationalError as exc:
            raise OperationalError("INSERT", {}, exc) from exc


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "small.db")
    connection.execute("PRAGMA max_page_count = 2")
    connection.execute("CREATE TABLE t (x)")

    with pytest.raises(StoreError, match="no room left on its disk") as caught:
        insert_through_sqlalchemy(connection)

    connection.close()
    assert isinstance(caught.value.__cause__, OperationalError)
    assert not caught.value.passes


def test_a_locked_store_is_told(
    tmp_path: Path, sqlite_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hytedata.store.database.BUSY_TIMEOUT_MS", 10)
    with Store.open(sqlite_url, now=clock) as store:
        other = sqlite3.connect(tmp_path / "hytedata.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreError, match="another process keeps it locked") as caught:
            store.save_plan("p", "org", b"x")

        other.close()
    assert caught.value.passes


def test_a_reader_is_not_kept_waiting_by_a_writer(
    tmp_path: Path, sqlite_url: str, clock: Clock
) -> None:
    with Store.open(sqlite_url, now=clock) as store:
        store.save_plan("p", "org", b"x")
        other = sqlite3.connect(tmp_path / "hytedata.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM plan")

        assert store.plan("p") == b"x"

        other.close()


def test_a_server_that_is_not_there_is_told_without_its_password(clock: Clock) -> None:
    pytest.importorskip("psycopg")

    told = refusal("postgresql://u:s3cret@/d?host=/nowhere/at/all", clock)

    assert "cannot be reached" in told
    assert "s3cret" not in told


def test_a_server_that_is_not_there_may_come_by_itself(clock: Clock) -> None:
    pytest.importorskip("psycopg")

    with pytest.raises(StoreError) as caught:
        Store.open("postgresql://u@/d?host=/nowhere/at/all", now=clock)

    assert caught.value.passes


def test_a_database_that_is_not_there_is_told(postgresql_server: str, clock: Clock) -> None:
    told = refusal(f"postgresql://tester@/nowhere?host={postgresql_server}", clock)

    assert "there is no such database" in told


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_processes_that_make_one_store_at_once_make_one(url: str) -> None:
    script = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from hytedata.store import Store\n"
        "import alembic.command\n"
        "sys.stdout.write('ready\\n'); sys.stdout.flush(); sys.stdin.readline()\n"
        "with Store.open(sys.argv[1], now=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as store:\n"
        "    sys.stdout.write(store.id)\n"
    )
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", script, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for maker in makers:
        assert maker.stdout is not None
        maker.stdout.readline()

    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("go\n")
        maker.stdin.flush()
    identities = {maker.communicate(timeout=60)[0] for maker in makers}

    assert len(identities) == 1
    assert [maker.returncode for maker in makers] == [0, 0, 0]
