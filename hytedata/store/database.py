"""One database behind the store: its address, its pragmas, its transactions."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, Self

import msgspec
from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from hytedata.errors import StoreError
from hytedata.store.faults import busy, faults_of

BUSY_TIMEOUT_MS: Final = 30_000
"""How long a statement waits for another process's transaction, in milliseconds."""

Clock = Callable[[], datetime]


class Database:
    """An engine with its two kinds of transaction.

    Attributes:
        where: The database's address for messages: a path, or a URL without its password.
        path: The file of a SQLite database; None for others.
        now: Gives the time, aware.
    """

    def __init__(self, url: URL, *, now: Clock) -> None:
        self.path = _path(url)
        self.where = str(self.path) if self.path else url.render_as_string(hide_password=True)
        self.now = now
        self._engine = _engine(url)
        self._writer = self._engine.execution_options(hytedata_write=True)

    @classmethod
    def at(cls, url: str, *, now: Clock, create: bool) -> Self:
        """Name the database at *url*; it is not opened yet, but a new file is laid down.

        Raises:
            StoreError: The URL is not one of ours, a driver is missing, or the file or its folder
                is not there.
        """
        parsed = _parse(url)
        path = _path(parsed)
        if path is not None and not path.parent.is_dir():
            raise StoreError(
                f"the store {path} cannot be made: the folder {path.parent} does not exist; make it"
            )
        if path is not None and not create and not path.exists():
            raise StoreError(f"there is no store {path}; check the path that `store` names")
        if path is not None and create:
            make_private(path)
        return cls(parsed, now=now)

    @staticmethod
    def path_of(url: str) -> Path | None:
        """Return the file of a SQLite database's URL; None for others.

        Raises:
            StoreError: The URL is not one of ours.
        """
        return _path(_parse(url))

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees one state of the store."""
        with faults_of(self.where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes all or nothing; SQLite lets one in at a time."""
        with faults_of(self.where), self._writer.begin() as connection:
            yield connection

    def keep_write_ahead_log(self) -> None:
        """Let a SQLite file be read while it is written; the file remembers it."""
        if self.path is None:
            return
        with faults_of(self.where):
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as exc:
                # Two processes that make a store at once: the other one sets it.
                if not busy(DBAPIError("PRAGMA journal_mode", {}, exc)):
                    raise DBAPIError("PRAGMA journal_mode", {}, exc) from exc
            finally:
                raw.close()

    def copy_to(self, copy: Path) -> None:
        """Copy a SQLite file as last committed, also while it is in use.

        Raises:
            StoreError: The copy could not be written; what there was of it is removed.
        """
        if copy.exists():
            raise StoreError(f"the backup copy {copy} exists already; move it away")
        source = sqlite3.connect(f"{_uri(self.path)}?mode=ro", uri=True)
        make_private(copy)
        target = sqlite3.connect(copy)
        try:
            source.backup(target)
        except sqlite3.Error as exc:
            target.close()
            copy.unlink(missing_ok=True)
            raise StoreError(
                f"the backup copy {copy} could not be written ({exc}); the store is as it was"
            ) from exc
        finally:
            target.close()
            source.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def make_private(path: Path) -> None:
    """Lay down an empty file that only its owner may read; one that is there stays as it is.

    Intents and plans hold what was in the register before a write. SQLite would give a new file
    the rights that the user's mask leaves; its journals (`-wal`, `-shm`) take those of the file.
    """
    # Already there, or else SQLite is refused too, and its error is told.
    with suppress(OSError):
        # Exclusively: to open and close a database in use would drop SQLite's locks on it.
        os.close(os.open(path.resolve(), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _uri(path: Path | None) -> str:
    if path is None:
        raise ValueError("only a SQLite file can be copied")
    return path.resolve().as_uri()


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as exc:
        # The text may hold a password, so it is not repeated.
        raise StoreError(
            "the store's URL cannot be read; write sqlite:///file.db or postgresql://user@host/name"
        ) from exc
    backend = parsed.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return _with_psycopg(parsed)
    if backend != "sqlite":
        raise StoreError(
            f"the store cannot be kept in {backend}; write sqlite:///file.db or postgresql://…"
        )
    return parsed


def _with_psycopg(url: URL) -> URL:
    try:
        import psycopg as _  # noqa: F401  (only whether it is there)
    except ImportError as exc:
        raise StoreError(
            "a store on PostgreSQL needs psycopg, which is not installed; "
            "install it with: pip install 'hytedata[postgres]'"
        ) from exc
    return url.set(drivername="postgresql+psycopg")


def _path(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    return Path(str(url.database))


def _decode_json(text: str) -> object:
    return msgspec.json.decode(text)


def _encode_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _engine(url: URL) -> Engine:
    # Writes are few and must outlive a power cut; hence the safest settings everywhere.
    if url.get_backend_name() == "postgresql":
        return create_engine(
            url,
            pool_pre_ping=True,
            json_serializer=_encode_json,
            json_deserializer=_decode_json,
        )
    if _path(url) is None:
        engine = create_engine(
            url,
            json_serializer=_encode_json,
            json_deserializer=_decode_json,
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
        )
    else:
        engine = create_engine(
            url,
            json_serializer=_encode_json,
            json_deserializer=_decode_json,
            connect_args={"timeout": BUSY_TIMEOUT_MS / 1000},
        )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Python's sqlite3 would begin transactions on its own, late and not for table changes.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    # A writer takes its turn at the start: a read that turns into a write could only fail.
    write = connection.get_execution_options().get("hytedata_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
