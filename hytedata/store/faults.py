"""Turn what a database refuses into a `StoreError` that names the store and the way on."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from hytedata.errors import StoreError

_FREE_SPACE: Final = (
    "there is no room left on its disk; free some, then start again: nothing was half written"
)
_LOCKED: Final = "another process keeps it locked; wait for that to end, then start again"
_READ_ONLY: Final = (
    "it cannot be written; give the user who runs hytedata the right to write both the file and "
    "its folder"
)

# Primary result codes: https://www.sqlite.org/rescode.html
_SQLITE: Final[Mapping[int, str]] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_IOERR: (
        "its disk failed to read or write; check that the disk is whole, mounted and not full"
    ),
    sqlite3.SQLITE_CORRUPT: "it is damaged; put back the newest backup copy",
    sqlite3.SQLITE_FULL: _FREE_SPACE,
    sqlite3.SQLITE_CANTOPEN: (
        "it cannot be opened; check that its folder exists, that it is a file, and that the user "
        "who runs hytedata may write there"
    ),
    sqlite3.SQLITE_NOTADB: "it is no SQLite database; name another file as the store",
}

# The longest prefix counts: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL: Final[Mapping[str, str]] = {
    "08": "the connection to it broke; check that the server runs, then start again",
    "25006": "the server takes no writes (a standby, or read only); name the primary server",
    "28": "it refused the login; check the user and password in the store's URL",
    "3D000": "there is no such database; make it (createdb), then start again",
    "42501": "the user lacks a right on it; grant the user all rights on the database",
    "53100": _FREE_SPACE,
    "53300": "the server has no connection left; raise max_connections or stop other clients",
    "55P03": _LOCKED,
    "57P": "the server is shutting down or starting; wait, then start again",
}
_UNREACHABLE: Final = "it cannot be reached; check that the server runs, and its host and port"

_PASSING: Final = frozenset(
    {_LOCKED, _UNREACHABLE, *(_POSTGRESQL[code] for code in ("08", "53300", "57P"))}
)
"""What may be over without anybody's help."""


@contextmanager
def faults_of(where: str) -> Iterator[None]:
    """Raise `StoreError` for a database error inside; *where* names the store, without secrets."""
    try:
        yield
    except DBAPIError as exc:
        remedy = _remedy(exc)
        told = f"the store {where} cannot be used: {remedy}"
        raise StoreError(told, passes=remedy in _PASSING) from exc


def busy(exc: DBAPIError) -> bool:
    """Whether SQLite refused because another connection is at work."""
    return _sqlite_code(exc) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _remedy(exc: DBAPIError) -> str:
    code = _sqlite_code(exc)
    if code is not None and code in _SQLITE:
        return _SQLITE[code]
    sqlstate = getattr(exc.orig, "sqlstate", None)
    if isinstance(sqlstate, str):
        for length in (5, 3, 2):
            if sqlstate[:length] in _POSTGRESQL:
                return _POSTGRESQL[sqlstate[:length]]
    elif code is None and not exc.statement:
        # Nothing was asked yet: psycopg gives no state for a server that does not answer, nor
        # for one that refuses the login before a session exists.
        return _connection_remedy(str(exc.orig))
    return f"the database refused a statement ({type(exc.orig).__name__}: {exc.orig})"


def _connection_remedy(told: str) -> str:
    if "authentication failed" in told or "no password supplied" in told:
        return _POSTGRESQL["28"]
    if 'database "' in told and "does not exist" in told:
        return _POSTGRESQL["3D000"]
    return _UNREACHABLE


def _sqlite_code(exc: DBAPIError) -> int | None:
    code = getattr(exc.orig, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None
