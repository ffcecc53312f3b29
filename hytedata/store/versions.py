"""Make a store, check its schema version, and bring an older one up to date."""

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, text

from hytedata.errors import StoreError
from hytedata.store.database import Database
from hytedata.store.moved import refuse_moved
from hytedata.store.schema import NEWEST, REVISIONS, VERSION_TABLE, meta, version

MIGRATIONS: Final = Path(__file__).parent / "migrations"

# Any number, but always this one: PostgreSQL lets one process at a time change the schema.
_SCHEMA_LOCK: Final = 718_271_002


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade did.

    Attributes:
        before: Schema version found.
        after: Schema version now; equal to `before` where there was nothing to do.
        backup: Copy of the store as it was; None where none was needed or made.
    """

    before: str
    after: str
    backup: Path | None


def make_or_check(database: Database, *, create: bool) -> None:
    """Make the store where the database is empty; refuse one of another version.

    Raises:
        StoreError: It holds something else, is older or newer, or is empty and *create* is False.
    """
    with database.reading() as connection:
        found = version_in(connection, database.where)
    if found is None:
        if not create:
            raise StoreError(
                f"the store {database.where} is empty; check the address that `store` names"
            )
        _make(database)
        database.keep_write_ahead_log()
    elif found != NEWEST:
        _refuse_unknown(found, database.where)
        raise StoreError(
            f"the store {database.where} is of schema {found}, this hytedata needs {NEWEST}; "
            "stop what uses it, then run: hytedata store upgrade"
        )


def make_empty(connection: Connection, where: str) -> None:
    """Make the newest schema in an empty database, without a row in it.

    Raises:
        StoreError: The database is not empty.
    """
    _one_at_a_time(connection)
    found = version_in(connection, where)
    if found is not None:
        raise StoreError(
            f"{where} holds a store already; name an empty database, or a file that does not exist"
        )
    _migrate(connection)


def upgrade(database: Database, *, copy_first: bool = True) -> Upgraded:
    """Bring a store to the newest schema; a SQLite file is copied first.

    PostgreSQL is backed up by its own means. Either all steps are taken or none.

    Args:
        database: The store.
        copy_first: Whether a SQLite file is copied beside itself; False where the caller has
            made a backup.

    Raises:
        StoreError: There is no store, it is newer than this package, or the copy failed.
    """
    with database.writing() as connection:
        _one_at_a_time(connection)
        found = version_in(connection, database.where)
        if found is None:
            raise StoreError(f"the store {database.where} is empty; there is nothing to upgrade")
        _refuse_unknown(found, database.where)
        if found == NEWEST:
            return Upgraded(found, found, None)
        backup = _back_up(database, found) if copy_first else None
        _migrate(connection)
    return Upgraded(found, NEWEST, backup)


def version_in(connection: Connection, where: str) -> str | None:
    """Return the schema version, or None for an empty database."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        number: str = connection.execute(select(version.c.version_num)).scalar_one()
        return number
    if tables:
        shown = ", ".join(sorted(tables)[:3])
        raise StoreError(
            f"{where} is no store of hytedata: it holds other tables ({shown}); "
            "give hytedata a database of its own"
        )
    return None


def _refuse_unknown(found: str, where: str) -> None:
    refuse_moved(found, where)
    if found not in REVISIONS:
        raise StoreError(
            f"the store {where} is of schema {found}, which this hytedata does not know (its "
            f"newest is {NEWEST}); upgrade hytedata: pip install --upgrade 'hytedata[store]'"
        )


def _make(database: Database) -> None:
    with database.writing() as connection:
        _one_at_a_time(connection)
        if version_in(connection, database.where) is not None:
            return  # another process made it between our look and our turn
        _migrate(connection)
        connection.execute(insert(meta).values(id=str(uuid.uuid4()), made_at=database.now()))


def _one_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SCHEMA_LOCK})


def _back_up(database: Database, found: str) -> Path | None:
    if database.path is None:
        return None
    stamp = database.now().strftime("%Y%m%dT%H%M%SZ")
    backup = database.path.with_name(f"{database.path.name}.schema-{found}-{stamp}.bak")
    database.copy_to(backup)
    return backup


def _migrate(connection: Connection, to: str = NEWEST) -> None:
    # Loaded here: opening a store that is up to date does not need Alembic.
    from alembic import command
    from alembic.config import Config

    settings = Config()
    # The file format behind these settings takes a single % for its own.
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)
