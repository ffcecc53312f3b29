"""A store seen from outside, of whatever schema: what it is, whether it can be written, a copy."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from sqlalchemy import Connection, select, text, update

from hytedata.errors import StoreError
from hytedata.store import schema, versions
from hytedata.store.columns import metadata
from hytedata.store.database import Clock, Database
from hytedata.store.faults import faults_of
from hytedata.store.moved import without_mark
from hytedata.store.users import users_of

Kind: TypeAlias = Literal["sqlite", "postgresql"]

ENGINE_SCHEMA: Final = "dbos"
"""The engine's tables in PostgreSQL: due work is due again without them."""

ENGINE_FILE: Final = "hytedata-engine.db"
"""The same of a store in SQLite: a file beside it."""


@dataclass(frozen=True)
class Standing:
    """What a store is.

    Attributes:
        where: Its address for messages.
        kind: Its database.
        path: Its file, with SQLite.
        schema: Its schema's version; None where there is no store.
        id: Its identity; "" where there is no store.
        moved: Whether it was moved, and refuses to be used.
        users: Who uses it now, a phrase each.
        size_bytes: Of the file, or of the database.
        server: Version of the PostgreSQL server, its first number; 0 with SQLite.
        may_create_schema: Whether the engine's schema is there, or can be made.
    """

    where: str
    kind: Kind
    path: Path | None = None
    schema: str | None = None
    id: str = ""
    moved: bool = False
    users: tuple[str, ...] = ()
    size_bytes: int = 0
    server: int = 0
    may_create_schema: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is no store yet."""
        return self.schema is None

    @property
    def is_older(self) -> bool:
        """Whether it has to be upgraded before this version can use it."""
        return self.schema in schema.REVISIONS[:-1]


def look_at(url: str, *, now: Clock) -> Standing:
    """Look at the store at *url* without changing it; an older or newer one, too.

    Raises:
        StoreError: It cannot be reached, is damaged, or holds something else.
    """
    path = Database.path_of(url)
    if path is not None and (not path.exists() or path.stat().st_size == 0):
        return Standing(str(path), "sqlite", path)
    database = Database.at(url, now=now, create=False)
    try:
        with database.reading() as connection:
            return _standing(database, connection)
    finally:
        database.close()


def copy_file(url: str, to: Path, *, now: Clock) -> None:
    """Copy a store in a SQLite file as last committed, also while it is in use.

    Raises:
        StoreError: The copy could not be written; nothing is left of it.
    """
    database = Database.at(url, now=now, create=False)
    try:
        database.copy_to(to)
    finally:
        database.close()


def check_file(file: Path) -> None:
    """Read a SQLite file whole.

    Raises:
        StoreError: It is damaged.
    """
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            told = opened.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as exc:
        raise StoreError(f"{file} is damaged ({exc}); take another backup") from exc
    if told != ("ok",):
        raise StoreError(f"{file} is damaged ({told[0]}); take another backup")


def try_writing(url: str, *, now: Clock, wait_s: float) -> None:
    """Begin a change of the store and take it back.

    Args:
        url: The store.
        now: Gives the time, aware.
        wait_s: How long to wait for others who write.

    Raises:
        StoreError: It cannot be written: locked, read only, full.
    """
    database = Database.at(url, now=now, create=False)
    try:
        # First a reading one: a writing one of SQLite begins to wait before it can be told how
        # long.
        with database.reading() as connection:
            if database.path is not None:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(wait_s * 1000)}")
            else:
                connection.execute(text(f"SET LOCAL lock_timeout = {int(wait_s * 1000)}"))
            connection.execute(update(schema.meta).values(id=schema.meta.c.id))
            connection.rollback()
    finally:
        database.close()


def table_names() -> tuple[str, ...]:
    """Return the names of all tables of ours, in an order in which they can be dropped."""
    names = [table.name for table in reversed(metadata.sorted_tables)]
    return (*names, schema.VERSION_TABLE)


def _standing(database: Database, connection: Connection) -> Standing:
    kind: Kind = "sqlite" if database.path is not None else "postgresql"
    with faults_of(database.where):
        found = versions.version_in(connection, database.where)
        return Standing(
            where=database.where,
            kind=kind,
            path=database.path,
            schema=without_mark(found) if found is not None else None,
            id="" if found is None else _id(connection),
            moved=found is not None and found != without_mark(found),
            users=users_of(connection, database.now()),
            size_bytes=_size(connection),
            server=0 if kind == "sqlite" else _server(connection),
            may_create_schema=kind == "sqlite" or _may_create_schema(connection),
        )


def _size(connection: Connection) -> int:
    if connection.dialect.name == "sqlite":
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        return int(pages) * int(size)
    query = text("SELECT pg_database_size(current_database())")
    return int(connection.execute(query).scalar_one())


def _server(connection: Connection) -> int:
    return int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000


def _id(connection: Connection) -> str:
    return str(connection.execute(select(schema.meta.c.id)).scalar() or "")


def _may_create_schema(connection: Connection) -> bool:
    query = text(
        "SELECT has_database_privilege(current_database(), 'CREATE') "
        f"OR EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = '{ENGINE_SCHEMA}')"
    )
    return bool(connection.execute(query).scalar_one())
