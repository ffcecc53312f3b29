"""Which records have to be judged anew, what was noted of those that were, and who owns them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy import Row as FoundRow

from hytedata.models.common import Position, Rejection
from hytedata.models.window import instant
from hytedata.store import schema
from hytedata.store.catalogue_models import EVENT
from hytedata.store.catalogue_query import PLACE
from hytedata.store.catalogue_rows import heads, records_of, verdict_of
from hytedata.store.catalogue_values import CatalogueRecord, ReadVerdict
from hytedata.store.event_tables import occurrence
from hytedata.store.finding_changes import write_changes
from hytedata.store.finding_rows import Change
from hytedata.store.occurrences import over_before
from hytedata.store.part import Part, put
from hytedata.store.quality_tables import checked, rejection
from hytedata.store.rejections import all_rejections

_AT_ONCE: Final = 500  # records in memory, and per transaction
_KNOWN_AT_ONCE: Final = 2_000

Key = tuple[str, str, str]
"""Source, kind and id of a record."""


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """A record that has to be judged.

    Attributes:
        municipality: By all evidence, the one with the largest share; None: none was found.
        placed: Tells what the municipality was derived of.
    """

    record: CatalogueRecord
    municipality: str | None
    county: str | None
    placed: str


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """What is noted of a record that was judged.

    Attributes:
        until: The day on which it has to be judged anew though it did not change; None: never.
        facts: What rules over all records know of it, as JSON; None: nothing.
    """

    record: WaitingRecord
    until: date | None
    owner: str | None
    municipality: str | None
    county: str | None
    facts: str | None


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """A record that was judged, as rules over all records meet it."""

    source: str
    kind: str
    id: str
    names: Mapping[str, str]
    owner: str | None
    municipality: str | None
    county: str | None
    position: Position | None


class Checks(Part):
    """What was judged by which rules; `Catalogue.checks`."""

    def waiting(
        self, source: str, kind: str, by: str, today: date, *, everything: bool = False
    ) -> Iterator[Sequence[WaitingRecord]]:
        """Yield, some hundreds at a time, the records that have to be judged.

        Those that are gone, that the latest read could not use, and events that are over and that
        their calendar no longer gives are not among them.

        Args:
            source: The register.
            kind: The kind.
            by: Names the rules; what other rules judged waits.
            today: What was judged until then waits.
            everything: Also what need not be judged anew.
        """
        record, own = schema.record.c, checked.c
        judged = exists().where(
            own.source == record.source,
            own.kind == record.kind,
            own.id == record.id,
            own.digest == record.digest,
            own.placed == _placed(),
            own.made_by == by,
            or_(own.until.is_(None), own.until > today),
        )
        rejected = exists().where(
            rejection.c.source == record.source,
            rejection.c.kind == record.kind,
            rejection.c.id == record.id,
        )
        query = heads().where(record.source == source, record.kind == kind, not_(rejected))
        query = (
            query.where(self._is_there(today))
            if everything
            else query.where(self._is_there(today), not_(judged))
        )
        query, last = query.order_by(record.id).limit(_AT_ONCE), ""
        while True:
            with self._database.reading() as connection:
                found = records_of(connection, source, kind, query.where(record.id > last))
                some = _with_places(connection, source, kind, found)
            if some:
                yield some
                last = found[-1].id
            if len(found) < _AT_ONCE:
                break

    def put(
        self, run: int, by: str, records: Sequence[CheckedRecord], changes: Sequence[Change]
    ) -> None:
        """Note some records as judged, and what became of their findings, in one transaction.

        A record that was read anew in between stays waiting.

        Args:
            run: The run.
            by: Names the rules; "" notes no record as judged, only the findings.
            records: Those that were judged.
            changes: Of their findings.
        """
        rows = [
            {
                "source": one.record.record.source,
                "kind": one.record.record.kind,
                "id": one.record.record.id,
                "digest": one.record.record.digest,
                "placed": one.record.placed,
                "made_by": by,
                "until": one.until,
                "owner": one.owner,
                "municipality": one.municipality,
                "county": one.county,
                "facts": one.facts,
            }
            for one in records
        ]
        with self._database.writing() as connection:
            put(connection, checked, rows if by else ())
            write_changes(connection, run, changes)

    def departed(self, today: date) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
        """Return what was judged and is no longer there, and what could not be used since."""
        record, own = schema.record.c, checked.c
        here = exists().where(
            record.source == own.source,
            record.kind == own.kind,
            record.id == own.id,
            self._is_there(today),
        )
        rejected = exists().where(
            rejection.c.source == own.source,
            rejection.c.kind == own.kind,
            rejection.c.id == own.id,
        )
        columns = select(own.source, own.kind, own.id)
        with self._database.reading() as connection:
            gone = [tuple(row) for row in connection.execute(columns.where(not_(here)))]
            lost = [tuple(row) for row in connection.execute(columns.where(rejected))]
        return tuple(gone), tuple(lost)

    def forget(self, connection: Connection, keys: Sequence[Key]) -> None:
        """Note that some records were not judged."""
        for start in range(0, len(keys), _AT_ONCE):
            connection.execute(delete(checked).where(_among(keys[start : start + _AT_ONCE])))

    def facts(self) -> Iterator[tuple[str, str | None]]:
        """Yield what rules over all records know of each that was judged, thousands in memory.

        By source, kind and id: the facts as JSON, and the municipality.
        """
        own, last = checked.c, ("", "", "")
        key = (own.source, own.kind, own.id)
        columns = _known().with_only_columns(*key, own.facts, own.municipality)
        query = columns.where(own.facts.is_not(None)).order_by(*key).limit(_KNOWN_AT_ONCE)
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(query.where(tuple_(*key) > last)).all()
            yield from ((row.facts, row.municipality) for row in rows)
            if len(rows) < _KNOWN_AT_ONCE:
                break
            last = (rows[-1].source, rows[-1].kind, rows[-1].id)

    def known_of(self, keys: Sequence[Key]) -> Mapping[Key, KnownRecord]:
        """Return those of some records that were judged."""
        found: dict[Key, KnownRecord] = {}
        with self._database.reading() as connection:
            for start in range(0, len(keys), _AT_ONCE):
                query = _known().where(_among(keys[start : start + _AT_ONCE]))
                for one in map(_known_of, connection.execute(query)):
                    found[one.source, one.kind, one.id] = one
        return found

    def unjudged(self, keys: Sequence[Key]) -> frozenset[Key]:
        """Return those of some records that were not judged, or are not there."""
        own, found = checked.c, set(keys)
        with self._database.reading() as connection:
            for start in range(0, len(keys), _AT_ONCE):
                query = _known().with_only_columns(own.source, own.kind, own.id)
                query = query.where(_among(keys[start : start + _AT_ONCE]))
                found.difference_update(map(tuple, connection.execute(query)))
        return frozenset(found)

    def owners(self, source: str, kind: str) -> Mapping[str, str]:
        """Return who answers for each record of a kind, by its id, as the register states it."""
        table = schema.record.c
        query = select(table.id, table.owner).where(
            table.source == source, table.kind == kind, table.owner.is_not(None)
        )
        with self._database.reading() as connection:
            return {row.id: row.owner for row in connection.execute(query)}

    def names(self, source: str, kind: str) -> Mapping[str, Mapping[str, str]]:
        """Return the names of all records of a kind, by their ids."""
        table = schema.record.c
        query = select(table.id, table.names).where(table.source == source, table.kind == kind)
        with self._database.reading() as connection:
            return {row.id: row.names for row in connection.execute(query)}

    def stated_municipalities(self, source: str, kind: str) -> Mapping[str, str]:
        """Return the municipality of each record of a kind that states exactly one, by its id."""
        table = schema.record_area.c
        query = (
            select(table.id, func.min(table.code).label("code"))
            .where(table.source == source, table.kind == kind, table.role == PLACE)
            .group_by(table.id)
            .having(func.count() == 1)
        )
        with self._database.reading() as connection:
            return {row.id: row.code for row in connection.execute(query)}

    def counts(self) -> Mapping[tuple[str, str], int]:
        """Count the records that were judged, by source and kind."""
        own = checked.c
        query = select(own.source, own.kind, func.count().label("n")).group_by(own.source, own.kind)
        with self._database.reading() as connection:
            return {(row.source, row.kind): row.n for row in connection.execute(query)}

    def last_reads(self) -> Sequence[ReadVerdict]:
        """Return how the latest read of each scope went, by source, kind and scope."""
        table = schema.snapshot.c
        latest = select(func.max(table.id)).group_by(table.source, table.kind, table.scope)
        query = select(schema.snapshot).where(table.id.in_(latest.scalar_subquery()))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(table.source, table.kind, table.scope)).all()
        return [verdict_of(row) for row in rows]

    def rejections(self) -> Sequence[Rejection]:
        """Return the records that the latest read of them could not use."""
        with self._database.reading() as connection:
            return all_rejections(connection)

    def _is_there(self, today: date) -> ColumnElement[bool]:
        """What a register gives; of events what is over only while its calendar lists it."""
        record = schema.record.c
        over = exists().where(
            occurrence.c.source == record.source,
            occurrence.c.id == record.id,
            over_before(instant(today)),
        )
        unlisted = or_(
            false(),
            *(
                and_(record.source == source, record.last_seen < started)
                for source, started in self._calendars_read().items()
            ),
        )
        there = record.absent_since.is_(None)
        return and_(there, or_(record.kind != EVENT, not_(and_(unlisted, over))))

    def _calendars_read(self) -> Mapping[str, datetime]:
        table = schema.snapshot.c
        query = (
            select(table.source, func.max(table.started_at).label("at"))
            .where(table.kind == EVENT, table.started_at.is_not(None))
            .group_by(table.source)
        )
        with self._database.reading() as connection:
            return {row.source: row.at for row in connection.execute(query)}


def _placed() -> ColumnElement[str]:
    record = schema.record.c
    found: ColumnElement[str] = (
        func.coalesce(record.placed, "") + " " + func.coalesce(record.placed_by, "")
    )
    return found


def _among(keys: Sequence[Key]) -> ColumnElement[bool]:
    """Whether a row is of one of these records; kind by kind, which every database plans well."""
    ids: dict[tuple[str, str], list[str]] = {}
    for source, kind, key in keys:
        ids.setdefault((source, kind), []).append(key)
    own = checked.c
    return or_(
        false(),
        *(
            and_(own.source == source, own.kind == kind, own.id.in_(some))
            for (source, kind), some in ids.items()
        ),
    )


def _with_places(
    connection: Connection, source: str, kind: str, records: Sequence[CatalogueRecord]
) -> list[WaitingRecord]:
    if not records:
        return []
    ids = [one.id for one in records]
    place, record = schema.place.c, schema.record.c
    placed = select(record.id, _placed().label("placed")).where(
        record.source == source, record.kind == kind, record.id.in_(ids)
    )
    marks = {row.id: row.placed for row in connection.execute(placed)}
    shares = (
        select(place.id, place.municipality, place.county)
        .where(place.source == source, place.kind == kind, place.id.in_(ids))
        # The largest share last: it stays.
        .order_by(place.share, place.municipality.desc())
    )
    found = {row.id: (row.municipality, row.county) for row in connection.execute(shares)}
    return [
        WaitingRecord(one, *found.get(one.id, (None, None)), marks.get(one.id, " "))
        for one in records
    ]


def _known() -> Select[tuple[object, ...]]:
    record, own = schema.record, checked
    joined = own.join(
        record,
        and_(record.c.source == own.c.source, record.c.kind == own.c.kind, record.c.id == own.c.id),
    )
    key = (own.c.source, own.c.kind, own.c.id)
    head = (own.c.owner, own.c.municipality, own.c.county)
    names = (record.c.names, record.c.east, record.c.north)
    return select(*key, *head, *names).select_from(joined)


def _known_of(row: FoundRow[tuple[object, ...]]) -> KnownRecord:
    return KnownRecord(
        source=row.source,
        kind=row.kind,
        id=row.id,
        names=row.names,
        owner=row.owner,
        municipality=row.municipality,
        county=row.county,
        position=None if row.east is None else Position(east=row.east, north=row.north),
    )
