"""What is derived of records and noted beside them: which records wait, and that they were done."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, or_, update
from sqlalchemy.sql.schema import Column

from hytedata.store import schema
from hytedata.store.catalogue_rows import heads, records_of
from hytedata.store.catalogue_values import CatalogueRecord
from hytedata.store.database import Database

AT_ONCE: Final = 500
"""Records in memory, and per transaction."""


class Derived:
    """One thing that is derived: two columns of `record` say of what, and by which rules."""

    def __init__(self, of: Column[str], by: Column[str], *tables: Table) -> None:
        self._of, self._by, self._tables = of, by, tables

    def waiting(
        self, database: Database, by: str, kinds: Sequence[tuple[str, str]]
    ) -> Iterator[Sequence[CatalogueRecord]]:
        """Yield, some hundreds at a time, the records of which it is not known or is of old.

        Args:
            database: The store's.
            by: Names the rules; under another name all is to be derived anew.
            kinds: Pairs of source and kind.
        """
        table = schema.record.c
        old = or_(self._of.is_(None), self._of != table.digest, self._by.is_(None), self._by != by)
        for source, kind in kinds:
            query = heads().where(table.source == source, table.kind == kind, old)
            query, last = query.order_by(table.id).limit(AT_ONCE), ""
            while True:
                with database.reading() as connection:
                    found = records_of(connection, source, kind, query.where(table.id > last))
                if found:
                    yield found
                    last = found[-1].id
                if len(found) < AT_ONCE:
                    break

    def renew(self, connection: Connection, by: str, records: Sequence[CatalogueRecord]) -> None:
        """Take away what was derived of *records*, and note that it is derived anew.

        A record that was read anew in between stays waiting.
        """
        keys = [_key(one) for one in records]
        noted = [{**_key(one), "d": one.digest} for one in records]
        for table in self._tables:
            connection.execute(delete(table).where(*_is_key(table)), keys)
        record = schema.record
        connection.execute(
            update(record)
            .where(*_is_key(record))
            .values({self._of.name: bindparam("d"), self._by.name: by}),
            noted,
        )


def _key(record: CatalogueRecord) -> Mapping[str, str]:
    return {"s": record.source, "k": record.kind, "i": record.id}


def _is_key(table: Table) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.source == bindparam("s"),
        table.c.kind == bindparam("k"),
        table.c.id == bindparam("i"),
    )
