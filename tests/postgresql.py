"""A PostgreSQL of our own, started from the server's programs, and an empty database in it."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest


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


class PostgresqlServer:
    """A server of our own on a socket, that can be killed and started again.

    Attributes:
        folder: Of the socket, and of all its files.
    """

    def __init__(self) -> None:
        pytest.importorskip("psycopg", reason="psycopg is not installed")
        initdb, pg_ctl = _server_program("initdb"), _server_program("pg_ctl")
        if initdb is None or pg_ctl is None:
            pytest.skip("no PostgreSQL server binaries (initdb, pg_ctl) were found")
        self._user, self._pg_ctl = _server_user(), pg_ctl
        if self._user == "":
            pytest.skip("PostgreSQL does not run as root, and there is no user to run it as")
        # A socket's path must be short; pytest's folders are neither short nor open to others.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        if self._user is not None:
            shutil.chown(self.folder, self._user)
        self._data = str(self.folder / "data")
        self._run(
            initdb, "-D", self._data, "-U", "tester", "-A", "trust", "--no-sync", "-E", "UTF8"
        )

    def start(self) -> None:
        """Start it; where it was killed it recovers first."""
        settings = f"-c listen_addresses='' -c fsync=off -k {self.folder}"
        log = str(self.folder / "log")
        self._run(self._pg_ctl, "-D", self._data, "-w", "-l", log, "-o", settings, "start")

    def kill(self) -> None:
        """End it and all its processes at once, as a power cut would."""
        lock = self.folder / "data" / "postmaster.pid"
        pid = int(lock.read_text().split()[0])
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
        for process in (pid, *map(int, children.stdout.split())):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        # Where nobody collects what is left of the process, the next start takes it for alive.
        for left in (lock, *self.folder.glob(".s.PGSQL.*.lock")):
            left.unlink()

    def cut_connections(self) -> None:
        """End every connection that somebody has, as a proxy or a firewall between may."""
        import psycopg

        with psycopg.connect(
            host=str(self.folder), user="tester", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )

    def remove(self) -> None:
        """End it and delete its files."""
        self._run(self._pg_ctl, "-D", self._data, "-w", "-m", "immediate", "stop")
        # Hundreds of databases are gigabytes of small files: nobody need wait for the last of them.
        subprocess.run(
            ["sh", "-c", f"rm -rf {shlex.quote(str(self.folder))} >/dev/null 2>&1 &"], check=True
        )

    def database(self, copy_of: str = "template1") -> str:
        """Make a database, empty or as the one at the URL *copy_of*; returns its URL."""
        import psycopg

        name = f"t{uuid.uuid4().hex}"
        template = copy_of.removeprefix("postgresql://tester@/").partition("?")[0]
        with psycopg.connect(
            host=str(self.folder), user="tester", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return f"postgresql://tester@/{name}?host={self.folder}"

    def _run(self, *command: str) -> None:
        subprocess.run(
            command,
            check=True,
            user=self._user,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            timeout=110,
        )


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """One server for all tests."""
    server = PostgresqlServer()
    server.start()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def postgresql_server(postgresql: PostgresqlServer) -> str:
    """The folder of the socket of the server for all tests."""
    return str(postgresql.folder)


@pytest.fixture(scope="session")
def made_postgresql(postgresql: PostgresqlServer) -> str:
    """An empty store, made once: a copy is there at once, where a new one takes all migrations."""
    # Late: most tests need no database.
    from hytedata.store import Store

    url = postgresql.database()
    Store.open(url, now=lambda: datetime(2026, 1, 1, tzinfo=UTC)).close()
    return url


@pytest.fixture
def postgresql_url(postgresql: PostgresqlServer) -> str:
    """An empty database of its own for one test."""
    return postgresql.database()


@pytest.fixture
def mortal_postgresql() -> Iterator[PostgresqlServer]:
    """A server of its own for a test that kills it; it runs."""
    server = PostgresqlServer()
    server.start()
    yield server
    server.remove()
