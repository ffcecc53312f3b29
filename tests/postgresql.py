"""A PostgreSQL of our own, started from the server's programs, and an empty database in it."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
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
