"""What the registers hold, as last seen: one row per record, with when it came and went."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from hytedata.store import schema
from hytedata.store.part import Part, Row, put

_AT_ONCE: Final = 2_000  # rows held in memory per statement


@dataclass(frozen=True)
class StoredRecord:
    """One record of a register.

    Attributes:
        hash: Content hash; what tells a changed record from an unchanged one.
        owner: Who answers for it in the register, or None where unknown.
        raw: The document as read, or None where it is not kept.
    """

    id: str
    hash: str
    owner: str | None = None
    raw: bytes | None = None


class Records(Part):
    """The registers' records, as last seen."""

    def note_records(
        self,
        source: str,
        kind: str,
        scope: str,
        records: Iterable[StoredRecord],
        *,
        complete: bool,
    ) -> None:
        """Keep what one read gave.

        Args:
            source: The register, `lipas` or `ptv`.
            kind: What was read of it, `sports-site`.
            scope: What was asked for, `municipality:889`: the next read of the same scope is
                compared with it.
            records: Each record once; held in memory by thousands.
            complete: Whether all of the scope was read. Only then are records that it did not
                give marked as absent.
        """
        now = self._database.now()
        with self._database.writing() as connection:
            first = _first_seen(connection, source, kind)
            batch: list[Row] = []
            seen: set[str] = set()
            for one in records:
                seen.add(one.id)
                batch.append(_row(source, kind, scope, one, first.get(one.id, now), now))
                if len(batch) == _AT_ONCE:
                    put(connection, schema.record, batch)
                    batch = []
            put(connection, schema.record, batch)
            if complete:
                _mark_absent(connection, source, kind, scope, seen, now)

    def record_hashes(self, source: str, kind: str) -> Mapping[str, str]:
        """Return the content hash of each record that is present, by id."""
        table = schema.record.c
        query = select(table.id, table.hash).where(
            table.source == source, table.kind == kind, table.absent_since.is_(None)
        )
        with self._database.reading() as connection:
            return {row.id: row.hash for row in connection.execute(query)}

    def absent_records(self, source: str, kind: str) -> Mapping[str, datetime]:
        """Return since when each record is absent that the register no longer gives, by id."""
        table = schema.record.c
        query = select(table.id, table.absent_since).where(
            table.source == source, table.kind == kind, table.absent_since.is_not(None)
        )
        with self._database.reading() as connection:
            return {row.id: row.absent_since for row in connection.execute(query)}


def _first_seen(connection: Connection, source: str, kind: str) -> dict[str, datetime]:
    table = schema.record.c
    query = select(table.id, table.first_seen).where(table.source == source, table.kind == kind)
    return {row.id: row.first_seen for row in connection.execute(query)}


def _row(
    source: str, kind: str, scope: str, one: StoredRecord, first: datetime, now: datetime
) -> Row:
    return {
        "source": source,
        "kind": kind,
        "id": one.id,
        "scope": scope,
        "owner": one.owner,
        "hash": one.hash,
        "first_seen": first,
        "last_seen": now,
        "absent_since": None,
        "raw": one.raw,
    }


def _mark_absent(
    connection: Connection, source: str, kind: str, scope: str, seen: Set[str], now: datetime
) -> None:
    table = schema.record.c
    present = select(table.id).where(
        table.source == source,
        table.kind == kind,
        table.scope == scope,
        table.absent_since.is_(None),
    )
    gone = [{"gone": one} for one in connection.execute(present).scalars() if one not in seen]
    if gone:
        mark = (
            update(schema.record)
            .where(table.source == source, table.kind == kind, table.id == bindparam("gone"))
            .values(absent_since=now)
        )
        connection.execute(mark, gone)
