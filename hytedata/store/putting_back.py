"""Put a copy of a store in its place, and take out of it what is true no more."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import delete, inspect

from hytedata.errors import StoreError
from hytedata.store import schema
from hytedata.store.daemon_tables import daemon, session, upstream_slot
from hytedata.store.database import Clock, Database, make_private
from hytedata.store.moved import note

_OF_THE_MOMENT: Final = (daemon, session, upstream_slot, schema.lease)


def put_back(url: str, file: Path) -> None:
    """Make a store in a SQLite file what *file* holds, in one transaction.

    Raises:
        StoreError: It could not be written; it is as it was.
    """
    path = Database.path_of(url)
    if path is None:
        raise ValueError("only a SQLite file can be put back")
    is_new = not path.exists()
    make_private(path)
    if is_new:
        _to_owner_of_folder(path)
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
    except sqlite3.Error as exc:
        raise StoreError(
            f"the store {path} could not be written ({exc}), and is as it was; check its folder, "
            "its rights and its disk, then restore again"
        ) from exc


def settle(url: str, *, now: Clock, backup: str) -> None:
    """Take out of a store that was put back what was true only at the time of the backup.

    Sessions end, so that nobody is signed in again who had signed out; who ran then runs no more.

    Args:
        url: The store.
        now: Gives the time, aware.
        backup: Which backup it was, for the audit journal.

    Raises:
        StoreError: It cannot be written.
    """
    database = Database.at(url, now=now, create=False)
    try:
        with database.writing() as connection:
            there = set(inspect(connection).get_table_names())
            for table in _OF_THE_MOMENT:
                if table.name in there:
                    connection.execute(delete(table))
            note(connection, database, "store-restored", {"backup": backup})
        database.keep_write_ahead_log()
    finally:
        database.close()


def set_aside(url: str, *, now: Clock) -> Path:
    """Rename a SQLite file that cannot be read, with its journals; returns its new name.

    Raises:
        StoreError: It cannot be renamed.
    """
    path = Database.path_of(url)
    if path is None:
        raise ValueError("only a SQLite file can be set aside")
    aside = path.with_name(f"{path.name}.damaged-{now():%Y%m%dT%H%M%SZ}")
    try:
        path.rename(aside)
        for ending in ("-wal", "-shm", "-journal"):
            journal = path.with_name(path.name + ending)
            if journal.exists():
                journal.rename(aside.with_name(aside.name + ending))
    except OSError as exc:
        raise StoreError(f"the store {path} cannot be renamed: {exc.strerror}") from exc
    return aside


def _to_owner_of_folder(file: Path) -> None:
    """Give a file that root made to the one whose folder it is in: the service's user."""
    if os.name != "posix" or os.geteuid() != 0 or not file.exists():
        return
    folder = file.parent.stat()
    os.chown(file, folder.st_uid, folder.st_gid)
