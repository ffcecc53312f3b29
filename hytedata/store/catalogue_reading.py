"""One read of one scope of a register, on its way into the catalogue."""

import hashlib
import zlib
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Final, NamedTuple, Self

from sqlalchemy import Connection, delete, insert, select, update

from hytedata.models.common import Completeness, Rejection
from hytedata.models.window import Window
from hytedata.store import occurrences, rejections, schema
from hytedata.store.catalogue_models import EVENT
from hytedata.store.catalogue_query import AREA, PLACE
from hytedata.store.catalogue_values import Entry, Missing, ReadCounts, ReadMode
from hytedata.store.database import Database
from hytedata.store.part import Row, put
from hytedata.store.read_scopes import ReadScope, batches

_AT_ONCE: Final = 500  # records per transaction; databases bound the parameters of a statement
_LEVEL: Final = 1  # of zlib: twice as quick as the usual, and a tenth larger


class _Stored(NamedTuple):
    """What is known of a record before it is put."""

    hash: str
    digest: str
    first_seen: datetime
    changed_at: datetime
    absent_since: datetime | None


_Known = Mapping[str, _Stored]


class Reading:
    """Takes what a read gives, batch by batch; each batch is one transaction.

    Where the read is killed, the batches before stand, and nothing becomes absent. Putting the
    same record twice is as putting it once.
    """

    def __init__(
        self,
        database: Database,
        source: str,
        kind: str,
        scope: str,
        *,
        run_id: int,
        mode: ReadMode = "full",
    ) -> None:
        self._database, self._run_id, self._mode = database, run_id, mode
        self._source, self._kind = source, kind
        self._scope = ReadScope(source, kind, scope)
        self._started_at = database.now()
        self._batch: dict[str, Entry] = {}
        self._new = self._changed = self._returned = self._unchanged = self._gone = 0
        self._rejected: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None:
            self._flush()

    @property
    def counts(self) -> ReadCounts:
        """What it has done so far; a batch counts when it is written."""
        return ReadCounts(
            new=self._new,
            changed=self._changed,
            returned=self._returned,
            unchanged=self._unchanged,
            absent=self._gone,
            rejected=len(self._rejected),
        )

    def put(self, entry: Entry) -> None:
        """Note a record as it is now.

        Raises:
            ValueError: It is of another source or kind.
            StoreError: The store cannot be written.
        """
        if (entry.ref.source, entry.ref.kind) != (self._source, self._kind):
            raise ValueError(f"{entry.ref} is no {self._source} {self._kind}")
        self._batch[entry.ref.id] = entry
        if len(self._batch) == _AT_ONCE:
            self._flush()

    def reject(self, rejected: Iterable[Rejection | str]) -> None:
        """Note records that are there but could not be used: what is known of them stays.

        Args:
            rejected: With the reason, which is kept for the rules; or ids alone.
        """
        told = list(rejected)
        self.explain(one for one in told if isinstance(one, Rejection))
        seen = {one if isinstance(one, str) else one.ref.id for one in told} - self._rejected
        self._rejected |= seen
        with self._database.writing() as connection:
            for some in batches(sorted(seen)):
                known = self._known(connection, some)
                self._touch(connection, sorted(known))
                self._scope.note(connection, sorted(known), self._started_at)

    def explain(self, rejected: Iterable[Rejection]) -> None:
        """Keep why records cannot be used, where it is not known whether they are of this scope."""
        with self._database.writing() as connection:
            rejections.note_rejections(connection, self._scope.name, rejected, self._started_at)

    def gone(self, ids: Iterable[str]) -> None:
        """Mark records that the register says it has archived; unknown ones are passed over.

        Put what it gives after this, so that a record that was restored is there.
        """
        self._flush()
        with self._database.writing() as connection:
            for some in batches(sorted(set(ids))):
                self._gone += self._mark_absent(connection, some)

    def missing(self, covered: tuple[datetime, datetime]) -> Missing:
        """Tell what `finish` would make absent of the events of this span, all else being well.

        A calendar that empties overnight is known by that, before anything is lost.

        Args:
            covered: [start, end), aware; narrower than what was read where only a part matters,
                as what is still to come.
        """
        self._flush()
        window = Window.of(*covered, longest=None)
        with self._database.reading() as connection:
            known = self._scope.present(connection, window)
            gone = 0
            for missed in self._scope.missed(connection, self._started_at, window):
                lost = self._scope.not_elsewhere(connection, missed)
                gone += len(self._not_absent(connection, lost))
        return Missing(gone, known)

    def finish(
        self,
        completeness: Completeness,
        covered: tuple[datetime, datetime] | None = None,
        *,
        untimed: bool = False,
    ) -> ReadCounts:
        """End the read; returns what it did.

        After a complete full read, records of the scope that it did not give are absent, unless
        another scope has given them since this one last did: then they have left this scope.
        After an incomplete one, and after one of changes only, nothing becomes absent.

        A calendar is read for a span of time: of events only what takes place in it can be
        missed. All else stays: what is past, what is further on, and what has no time, unless
        the calendar gives all of that.

        Args:
            completeness: Whether everything was seen that was asked for.
            covered: Of events, [start, end), aware: the span that was read to the end. None marks
                none of them. It is of no meaning for other kinds.
            untimed: With *covered*: what has no time is given as well, and can be missed.
        """
        self._flush()
        window = Window.of(*covered, longest=None) if covered is not None else None
        marks = completeness.complete and self._mode == "full"
        with self._database.writing() as connection:
            if marks and (self._kind != EVENT or window is not None):
                self._gone += self._mark_missing(connection, window, untimed=untimed)
            if marks:
                rejections.forget_unseen(
                    connection, self._source, self._kind, self._scope.name, self._started_at
                )
            row = {
                "run_id": self._run_id,
                "source": self._source,
                "kind": self._kind,
                "scope": self._scope.name,
                "complete": completeness.complete,
                "items": completeness.items,
                "reasons": list(completeness.reasons),
                "taken_at": self._database.now(),
                "mode": self._mode,
                "started_at": self._started_at,
                "counts": self.counts.model_dump(),
            }
            connection.execute(insert(schema.snapshot), row)
        return self.counts

    def _flush(self) -> None:
        batch, self._batch = self._batch, {}
        if not batch:
            return
        with self._database.writing() as connection:
            known = self._known(connection, list(batch))
            if rejections.any_of(connection, self._source, self._kind):
                rejections.take_back(connection, self._source, self._kind, list(batch))
            written: list[Entry] = []
            same: list[str] = []
            rows: list[Row] = []
            for key, entry in batch.items():
                row, is_same = self._row(entry, known)
                if is_same:
                    same.append(key)
                else:
                    rows.append(row)
                    written.append(entry)
            put(connection, schema.record, rows)
            put(connection, schema.record_document, [_documents(one) for one in written])
            self._note_areas(connection, written, known)
            self._note_spans(connection, written)
            self._touch(connection, same)
            self._scope.note(connection, list(batch), self._started_at)

    def _known(self, connection: Connection, ids: Collection[str]) -> _Known:
        table = schema.record.c
        query = select(
            table.id,
            table.hash,
            table.digest,
            table.first_seen,
            table.changed_at,
            table.absent_since,
        ).where(table.source == self._source, table.kind == self._kind, table.id.in_(ids))
        return {key: _Stored(*rest) for key, *rest in connection.execute(query)}

    def _row(self, entry: Entry, known: _Known) -> tuple[Row, bool]:
        """Return the record's row, and whether it is there as it should be; count it."""
        now, before = self._started_at, known.get(entry.ref.id)
        digest = _digest(entry)
        first_seen = changed_at = now
        is_same = False
        if before is None:
            self._new += 1
        else:
            first_seen, is_same = before.first_seen, before.digest == digest
            if before.hash != entry.hash:
                self._changed += 1
            elif before.absent_since is not None:
                self._returned += 1
                is_same = False
            else:
                self._unchanged += 1
                changed_at = before.changed_at
        position = entry.position
        row = {
            "source": self._source,
            "kind": self._kind,
            "id": entry.ref.id,
            "owner": entry.owner,
            "hash": entry.hash,
            "first_seen": first_seen,
            "last_seen": now,
            "absent_since": None,
            "names": dict(entry.names),
            "status": entry.status,
            "east": position.east if position else None,
            "north": position.north if position else None,
            "nationwide": entry.is_nationwide,
            "modified_at": entry.modified_at,
            "changed_at": changed_at,
            "digest": digest,
            **_box(entry),
        }
        return row, is_same

    def _note_areas(self, connection: Connection, entries: list[Entry], known: _Known) -> None:
        """Write what records state of their place; one that moved has left its other scopes."""
        table = schema.record_area.c
        old = [entry.ref.id for entry in entries if entry.ref.id in known]
        stated: dict[str, set[tuple[str, str]]] = {}
        query = select(table.id, table.role, table.code).where(
            table.source == self._source, table.kind == self._kind, table.id.in_(old)
        )
        for key, role, code in connection.execute(query) if old else ():
            stated.setdefault(key, set()).add((role, code))
        now = {entry.ref.id: _areas(entry) for entry in entries}
        moved = [key for key in old if stated.get(key, set()) != now[key]]
        for side in (schema.record_area, schema.record_scope) if moved else ():
            connection.execute(
                delete(side).where(
                    side.c.source == self._source, side.c.kind == self._kind, side.c.id.in_(moved)
                )
            )
        fresh = {*moved, *(now.keys() - known.keys())}
        rows = [
            {"source": self._source, "kind": self._kind, "id": key, "role": role, "code": code}
            for key in now
            if key in fresh
            for role, code in sorted(now[key])
        ]
        put(connection, schema.record_area, rows, update=False)

    def _note_spans(self, connection: Connection, entries: list[Entry]) -> None:
        if self._kind == EVENT:
            spans = {entry.ref.id: entry.when for entry in entries}
            occurrences.write_spans(connection, self._source, spans)

    def _touch(self, connection: Connection, ids: list[str]) -> None:
        table = schema.record.c
        if ids:
            connection.execute(
                update(schema.record)
                .where(table.source == self._source, table.kind == self._kind, table.id.in_(ids))
                .values(last_seen=self._started_at, absent_since=None)
            )

    def _mark_missing(self, connection: Connection, window: Window | None, *, untimed: bool) -> int:
        """Mark what the scope no longer gives; by ids, which no database plans badly."""
        marked, since = 0, self._started_at
        for missed in self._scope.missed(connection, since, window, untimed=untimed):
            lost = self._scope.not_elsewhere(connection, missed)
            marked += self._mark_absent(connection, lost)
            self._scope.leave(connection, missed)
        return marked

    def _not_absent(self, connection: Connection, ids: Collection[str]) -> list[str]:
        table = schema.record.c
        query = select(table.id).where(
            table.source == self._source,
            table.kind == self._kind,
            table.id.in_(ids),
            table.absent_since.is_(None),
        )
        return list(connection.execute(query).scalars())

    def _mark_absent(self, connection: Connection, ids: Collection[str]) -> int:
        table = schema.record.c
        marked = connection.execute(
            update(schema.record)
            .where(
                table.source == self._source,
                table.kind == self._kind,
                table.id.in_(ids),
                table.absent_since.is_(None),
            )
            .values(absent_since=self._started_at)
        )
        return marked.rowcount


def _documents(entry: Entry) -> Row:
    return {
        "source": entry.ref.source,
        "kind": entry.ref.kind,
        "id": entry.ref.id,
        "model": zlib.compress(entry.model, _LEVEL),
        "raw": zlib.compress(entry.raw, _LEVEL) if entry.raw is not None else None,
    }


def _box(entry: Entry) -> Row:
    names = ("min_east", "min_north", "max_east", "max_north")
    return dict(zip(names, entry.bounds or (None,) * 4, strict=True))


def _areas(entry: Entry) -> set[tuple[str, str]]:
    places = {(PLACE, code) for code in entry.municipalities}
    return places | {(f"{AREA}{one.kind}", one.code) for one in entry.area}


def _digest(entry: Entry) -> str:
    """Hash all that would be written, but the raw document, whose content the model holds."""
    head = repr(
        (
            sorted(entry.names.items()),
            entry.owner,
            entry.status,
            sorted(_areas(entry)),
            entry.is_nationwide,
            entry.position and (entry.position.east, entry.position.north),
            entry.modified_at and entry.modified_at.timestamp(),
            *(entry.bounds or ()),
            # Last, and only where it is: what has none keeps the digest that it has always had.
            *((entry.when,) if entry.when is not None else ()),
        )
    )
    return hashlib.blake2b(entry.model + head.encode(), digest_size=16).hexdigest()
