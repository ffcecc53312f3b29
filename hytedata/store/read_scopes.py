"""What a scope of reads gave before, and what it gives no more."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update

from hytedata.models.window import Window
from hytedata.store import occurrences, schema
from hytedata.store.event_tables import occurrence
from hytedata.store.part import put

AT_ONCE: Final = 500
"""Ids per statement, and records per transaction; databases bound the parameters of both."""

_table: Final = schema.record_scope.c


@dataclass(frozen=True)
class ReadScope:
    """One scope of one kind of a register: later reads of it are compared with earlier ones."""

    source: str
    kind: str
    name: str

    def note(self, connection: Connection, ids: Collection[str], moment: datetime) -> None:
        """Note that the scope gave records at *moment*."""
        if not ids:
            return
        noted = connection.execute(
            update(schema.record_scope)
            .where(*self._of_kind, _table.scope == self.name, _table.id.in_(ids))
            .values(seen_at=moment)
        )
        if noted.rowcount < len(ids):
            head = {"source": self.source, "kind": self.kind, "scope": self.name}
            put(
                connection,
                schema.record_scope,
                [{**head, "id": key, "seen_at": moment} for key in ids],
            )

    def missed(
        self,
        connection: Connection,
        since: datetime,
        window: Window | None,
        *,
        untimed: bool = False,
    ) -> Iterator[Mapping[str, datetime]]:
        """Yield, some hundreds at a time, what was not given *since*, and when it last was.

        Args:
            connection: In a transaction.
            since: The beginning of a read.
            window: Only events that take place in it; None for all, of any kind.
            untimed: With a window: also what has no time.
        """
        rows = connection.execute(
            select(_table.id, _table.seen_at).where(
                *self._of_kind, _table.scope == self.name, _table.seen_at < since
            )
        ).all()
        seen_at: dict[str, datetime] = {row.id: row.seen_at for row in rows}
        for some in batches(sorted(seen_at)):
            held = set(some)
            if window is not None:
                held = occurrences.in_window(connection, self.source, some, window)
                if untimed:
                    held |= occurrences.untimed(connection, self.source, some)
            if held:
                yield {key: seen_at[key] for key in sorted(held)}

    def not_elsewhere(self, connection: Connection, missed: Mapping[str, datetime]) -> list[str]:
        """Return *missed* without what another scope has given since this one last did."""
        others = connection.execute(
            select(_table.id, _table.seen_at).where(
                *self._of_kind, _table.id.in_(missed.keys()), _table.scope != self.name
            )
        )
        elsewhere = {key for key, moment in others if moment >= missed[key]}
        return [key for key in missed if key not in elsewhere]

    def leave(self, connection: Connection, ids: Collection[str]) -> None:
        """Forget that the scope gave these."""
        connection.execute(
            delete(schema.record_scope).where(
                *self._of_kind, _table.scope == self.name, _table.id.in_(ids)
            )
        )

    def present(self, connection: Connection, window: Window) -> int:
        """Count its events that take place in a window and are not absent."""
        record, when = schema.record.c, occurrence.c
        is_same = and_(
            record.source == _table.source, record.kind == _table.kind, record.id == _table.id
        )
        query = (
            select(func.count())
            .select_from(schema.record_scope)
            .join(schema.record, is_same)
            .join(occurrence, and_(when.source == _table.source, when.id == _table.id))
            .where(*self._of_kind, _table.scope == self.name)
            .where(record.absent_since.is_(None), occurrences.overlaps(window))
        )
        number: int = connection.execute(query).scalar_one()
        return number

    @property
    def _of_kind(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return _table.source == self.source, _table.kind == self.kind


def batches(ids: list[str]) -> Iterable[list[str]]:
    """Yield *ids* by some hundreds."""
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
