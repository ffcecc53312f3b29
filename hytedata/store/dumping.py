"""PostgreSQL's own programs: its dump, made and put back in one transaction."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from hytedata.errors import StoreError
from hytedata.store.keeping import ENGINE_SCHEMA, Standing, table_names

_VERSION: Final = re.compile(r"\(PostgreSQL\) (\d+)")
_LOCALE: Final = {"LC_ALL": "C", "PGCONNECT_TIMEOUT": "15"}
_FUNCTIONS: Final = ("hytedata_refuse", "hytedata_keep_young")


def why_not(standing: Standing, environ: Mapping[str, str]) -> str | None:
    """Return why no backup of a store on PostgreSQL can be made here; None where it can."""
    program = _program("pg_dump", environ)
    if program is None:
        return (
            "pg_dump is not installed; install PostgreSQL's client programs "
            f"(apt install postgresql-client), of version {standing.server} or newer"
        )
    version = _version(program, environ)
    if version < standing.server:
        return (
            f"pg_dump is of version {version} and the server of {standing.server}, which it cannot "
            f"dump; install postgresql-client-{standing.server}"
        )
    return None


def dump(url: str, file: Path, environ: Mapping[str, str]) -> None:
    """Write the store at *url* into *file*, in PostgreSQL's custom format, as of one moment.

    Raises:
        StoreError: `pg_dump` failed; says what it said.
    """
    arguments = ["--format=custom", "--no-owner", "--no-privileges", "--no-password"]
    excluded = f"--exclude-schema={ENGINE_SCHEMA}"
    _run("pg_dump", [*arguments, excluded, f"--file={file}", f"--dbname={url}"], environ)


def load(url: str, file: Path, work: Path, environ: Mapping[str, str]) -> None:
    """Put a dump in the place of the store at *url*: all of it, or nothing is changed.

    Args:
        url: The database; what it holds of ours is dropped.
        file: The dump.
        work: A private folder with room for the dump as text.
        environ: The environment, for passwords.

    Raises:
        StoreError: A program is missing or failed; the store is as it was.
    """
    script = work / "store.sql"
    # Into a file first: half a script that ends well would be taken for a whole one.
    _run("pg_restore", ["--no-owner", "--no-privileges", f"--file={script}", str(file)], environ)
    arguments = ["--no-psqlrc", "--quiet", "--no-password", "--single-transaction"]
    drop = f"--command={_drop()}"
    settings = ["--set=ON_ERROR_STOP=1", f"--dbname={url}", drop, f"--file={script}"]
    _run("psql", [*arguments, *settings], environ)


def _drop() -> str:
    # The engine's own tables go with them: their work is of another time.
    tables = "; ".join(f'DROP TABLE IF EXISTS "{name}" CASCADE' for name in table_names())
    functions = "; ".join(f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in _FUNCTIONS)
    # Whoever reads the store still is waited for, but not for ever.
    quiet = "SET client_min_messages = warning; SET lock_timeout = '30s'"
    return f"{quiet}; {tables}; {functions}; DROP SCHEMA IF EXISTS {ENGINE_SCHEMA} CASCADE"


def _program(name: str, environ: Mapping[str, str]) -> str | None:
    return shutil.which(name, path=environ.get("PATH", os.defpath))


def _version(program: str, environ: Mapping[str, str]) -> int:
    done = subprocess.run(
        [program, "--version"], capture_output=True, text=True, timeout=30, env={**environ}
    )
    found = _VERSION.search(done.stdout)
    return int(found[1]) if found else 0


def _run(name: str, arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    program = _program(name, environ)
    if program is None:
        raise StoreError(
            f"{name} is not installed; install PostgreSQL's client programs "
            "(apt install postgresql-client)"
        )
    done = subprocess.run(
        [program, *arguments], capture_output=True, text=True, env={**environ, **_LOCALE}
    )
    if done.returncode:
        raise StoreError(f"{name} failed: {_complaint(done.stderr)}; the store is as it was")


def _complaint(said: str) -> str:
    lines = said.strip().splitlines() or ["it said nothing"]
    # Below it they repeat the statement and point at a place in it.
    return next((line for line in lines if "error:" in line.lower()), lines[-1])
