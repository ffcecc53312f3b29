"""Copy a whole store into an empty database of the same or the other kind, without loss."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy import Connection, Table, insert, text

from hytedata.errors import StoreError
from hytedata.store import versions
from hytedata.store.columns import metadata
from hytedata.store.database import Clock, Database
from hytedata.store.faults import faults_of
from hytedata.store.moved import mark_moved, note, reopen
from hytedata.store.numbering import last_number, numbered_tables, set_last_number
from hytedata.store.row_counting import TableSum, Values, batches, count_of, sum_of
from hytedata.store.users import users_of

Told: TypeAlias = Callable[[str, int, int], None]
"""Is called with a table's name, how many of its rows are copied, and how many there are."""

_LONGEST_WAIT: Final = "SET LOCAL lock_timeout = '30s'"


@dataclass(frozen=True)
class StoreCopy:
    """What was copied; every table was read again from the copy, and was the same.

    Attributes:
        source: Where it came from, without secrets.
        target: Where it is now, without secrets.
        tables: Rows of each table.
    """

    source: str
    target: str
    tables: dict[str, int]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(self.tables.values())


def copy_store(
    source: str,
    target: str,
    *,
    now: Clock,
    while_used: bool = False,
    tell: Told = lambda table, done, total: None,
) -> StoreCopy:
    """Move a store: copy all of it, compare, and mark the source so that it is used no more.

    Nobody can write to the source meanwhile. The copy appears as a whole or not at all. It is the
    same store: it keeps its id, its journals and the numbers of their rows.

    Args:
        source: URL of a store of this version's schema.
        target: URL of a database without tables, or of a file that does not exist.
        now: Gives the time, aware.
        while_used: Copy although a daemon or run uses the source, which then loses its store.
        tell: Is told of progress.

    Raises:
        StoreError: One of the two cannot be used, the source is in use, the target is not empty,
            or what was read back differs. The target is as empty as before, and the source as
            usable, unless the error says otherwise.
    """
    of = Database.at(source, now=now, create=False)
    try:
        versions.make_or_check(of, create=False)
        is_new = _is_new_file(target)
        to = Database.at(target, now=now, create=True)
        try:
            done = _Copying(of, to, tell, while_used=while_used).run(source)
            to.keep_write_ahead_log()
            return done
        except BaseException:
            to.close()
            _remove(to.path if is_new else None)
            raise
        finally:
            to.close()
    finally:
        of.close()


@dataclass
class _Copying:
    source: Database
    target: Database
    tell: Told
    while_used: bool
    marked: bool = False

    def run(self, source_url: str) -> StoreCopy:
        try:
            with self.target.writing() as write:
                versions.make_empty(write, self.target.where)
                tables = self._copy_frozen(write)
                # The source is marked and on disk before the copy is: there is never a moment
                # with two stores that both can be used.
                note(write, self.target, "store-copied", {"from": self.source.where})
        except BaseException as error:
            if self.marked:
                self._take_back(source_url, error)
            raise
        return StoreCopy(self.source.where, self.target.where, tables)

    def _copy_frozen(self, write: Connection) -> dict[str, int]:
        with self.source.writing() as read:
            _freeze(read)
            self._refuse_users(read)
            copied = {table: self._copy(read, write, table) for table in metadata.sorted_tables}
            with faults_of(self.target.where):
                for table in numbered_tables():
                    set_last_number(write, table, last_number(read, table))
                self._compare(write, copied)
            mark_moved(read, self.source, self.target.where)
        self.marked = True
        return {table.name: total.rows for table, total in copied.items()}

    def _refuse_users(self, read: Connection) -> None:
        users = users_of(read, self.source.now())
        if users and not self.while_used:
            raise StoreError(f"the store {self.source.where} is in use: {'; '.join(users)}")

    def _copy(self, read: Connection, write: Connection, table: Table) -> TableSum:
        total, rows = TableSum(), count_of(read, table)
        self.tell(table.name, 0, rows)
        for some in batches(read, table):
            self._put(write, table, some)
            total = total.with_rows(some)
            self.tell(table.name, total.rows, rows)
        return total

    def _put(self, write: Connection, table: Table, some: Sequence[Values]) -> None:
        try:
            with faults_of(self.target.where):
                write.execute(insert(table), some)
        except StoreError as error:
            raise StoreError(
                f"the table {table.name} could not be copied, so nothing was: {error}"
            ) from error

    def _compare(self, write: Connection, copied: dict[Table, TableSum]) -> None:
        wrong = [table.name for table, total in copied.items() if sum_of(write, table) != total]
        if wrong:
            raise StoreError(
                f"the copy differs from the store in {', '.join(wrong)}, so nothing was copied; "
                "use the store as before, and send this message to the developers"
            )

    def _take_back(self, source_url: str, error: BaseException) -> None:
        try:
            reopen(source_url, now=self.source.now)
        except StoreError as second:
            raise StoreError(
                f"the copy failed ({error}), and the store {self.source.where} is still marked as "
                "moved; run: hytedata store reopen --confirm"
            ) from second


def _freeze(connection: Connection) -> None:
    """Keep everybody from writing until the end of the transaction; SQLite does so anyway."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    connection.execute(text(_LONGEST_WAIT))
    quote = connection.dialect.identifier_preparer.format_table
    names = ", ".join(quote(table) for table in metadata.sorted_tables)
    connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def _is_new_file(url: str) -> bool:
    path = Database.path_of(url)
    return path is not None and not path.exists()


def _remove(path: Path | None) -> None:
    if path is not None:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
            with suppress(OSError):
                path.with_name(name).unlink(missing_ok=True)
