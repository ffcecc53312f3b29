"""The mark of a store that was moved: two living copies of one would both write to PTV.

It stands in place of the schema's version, so that also older versions of hytedata refuse such a
store.
"""

from typing import Final

from sqlalchemy import Connection, insert, inspect, select, update

from hytedata.errors import StoreError
from hytedata.store import schema
from hytedata.store.database import Clock, Database

_MARK: Final = "moved-"
_WHO: Final = "hytedata store"
_EVERYBODY: Final = ""


def refuse_moved(found: str, where: str) -> None:
    """Refuse a store of schema *found* if that is the mark.

    Raises:
        StoreError: It was moved.
    """
    if found.startswith(_MARK):
        raise StoreError(
            f"the store {where} was moved to another place by `hytedata store copy`; name that "
            "place as `store` in the configuration. Only if nothing uses the copy, or it never "
            "came to be: hytedata store reopen --confirm"
        )


def without_mark(found: str) -> str:
    """Return the schema's version of what stands in its place."""
    return found.removeprefix(_MARK)


def still_here(connection: Connection, where: str) -> None:
    """Refuse to go on in a store that was moved since it was opened.

    Raises:
        StoreError: It was moved.
    """
    refuse_moved(version_of(connection), where)


def version_of(connection: Connection) -> str:
    """Return the schema's version, or the mark."""
    found: str = connection.execute(select(schema.version.c.version_num)).scalar_one()
    return found


def mark_moved(connection: Connection, database: Database, to: str) -> None:
    """Set the mark; *to* is the new place, without secrets, for those who read the journal."""
    found = version_of(connection)
    connection.execute(update(schema.version).values(version_num=f"{_MARK}{found}"))
    note(connection, database, "store-moved", {"to": to})


def note(connection: Connection, database: Database, what: str, detail: dict[str, str]) -> None:
    """Add to the audit journal what was done with the store as a whole."""
    row = {
        "at": database.now(),
        "who": _WHO,
        "what": what,
        "organisation": _EVERYBODY,
        "detail": detail,
    }
    connection.execute(insert(schema.audit), row)


def reopen(url: str, *, now: Clock) -> bool:
    """Take the mark off again; returns whether there was one.

    Whoever does this must see to it that the copy is used no more: both would write to PTV.

    Raises:
        StoreError: There is no store, or it cannot be written.
    """
    database = Database.at(url, now=now, create=False)
    try:
        with database.writing() as connection:
            if not inspect(connection).has_table(schema.VERSION_TABLE):
                raise StoreError(f"the store {database.where} is empty; there is nothing to reopen")
            found = version_of(connection)
            if not found.startswith(_MARK):
                return False
            number = without_mark(found)
            connection.execute(update(schema.version).values(version_num=number))
            note(connection, database, "store-reopened", {})
        return True
    finally:
        database.close()
