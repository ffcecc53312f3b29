"""A clock, and an empty store on each of the two databases."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hytedata.store import Store


class Clock:
    """A time that moves when told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, *, seconds: float = 0, days: float = 0) -> None:
        self.time += timedelta(seconds=seconds, days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _server_program(name: str) -> str | None:
    found = shutil.which(name)
    if found is not None:
        return found
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(versions[-1]) if versions else None


def _server_user() -> str | None:
    """PostgreSQL does not run as root: lend it another user's rights."""
    if os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), "")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Start a PostgreSQL of our own on a socket; gives the socket's folder."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    initdb, pg_ctl = _server_program("initdb"), _server_program("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("no PostgreSQL server binaries (initdb, pg_ctl) were found")
    user = _server_user()
    if user == "":
        pytest.skip("PostgreSQL does not run as root, and there is no user to run it as")
    # A socket's path must be short; pytest's folders are neither short nor open to other users.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if user is not None:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, stdout=subprocess.DEVNULL, cwd=folder, timeout=110
        )

    data = str(folder / "data")
    run(initdb, "-D", data, "-U", "tester", "-A", "trust", "--no-sync", "-E", "UTF8")
    settings = f"-c listen_addresses='' -c fsync=off -k {folder}"
    run(pg_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
    yield str(folder)
    run(pg_ctl, "-D", data, "-w", "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """An empty database of its own for one test."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(
        host=postgresql_server, user="tester", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://tester@/{name}?host={postgresql_server}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/hytedata.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, each kind in turn."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
def store(url: str, clock: Clock, made_store: Path) -> Iterator[Store]:
    if url.startswith("sqlite:///"):
        shutil.copy(made_store, url.removeprefix("sqlite:///"))
    with Store.open(url, now=clock) as opened:
        yield opened
