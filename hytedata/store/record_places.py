"""Where records are by all evidence: derived from records and borders, and rebuildable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Row, Table, bindparam, delete, or_, select, update

from hytedata.models.common import Json, SourceRef
from hytedata.store import schema
from hytedata.store.catalogue_rows import heads, records_of
from hytedata.store.catalogue_values import CatalogueRecord
from hytedata.store.part import Part, put

_AT_ONCE: Final = 500  # records in memory, and per transaction


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """One municipality that a record is in.

    Attributes:
        municipality: Code of today.
        county: Code of its wellbeing services county.
        share: Above 0, at most 1: of the length of a route, of the area of an area, of the
            addresses of a service location.
        method: What decided: `code`, `point`, `postal-code`, `name` or `calendar`.
        confidence: 0–1; see `hytedata.places.confidence`.
        conflicts: Each pair of kinds of evidence that disagrees: `first`, `second`, `first_said`,
            `second_said`, `distance_m`.
        notes: What else to know, one sentence each.
    """

    municipality: str
    county: str | None
    share: float
    method: str
    confidence: float
    conflicts: tuple[Mapping[str, Json], ...] = ()
    notes: tuple[str, ...] = ()


class RecordPlaces(Part):
    """The places of records; `Catalogue.places`."""

    def of(self, ref: SourceRef) -> tuple[RecordPlace, ...]:
        """Return where a record is, the largest share first; empty where nothing is known."""
        table = schema.place.c
        query = (
            select(schema.place)
            .where(table.source == ref.source, table.kind == ref.kind, table.id == ref.id)
            .order_by(table.share.desc(), table.municipality)
        )
        with self._database.reading() as connection:
            return tuple(_place(row) for row in connection.execute(query))

    def contested(self, *, source: str | None = None) -> Iterator[tuple[SourceRef, RecordPlace]]:
        """Yield the places whose evidence disagrees, by source, kind and id."""
        table = schema.place.c
        query = select(schema.place).where(table.contested)
        if source is not None:
            query = query.where(table.source == source)
        ordered = query.order_by(table.source, table.kind, table.id, table.municipality)
        with self._database.reading() as connection:
            rows = connection.execute(ordered).all()
        for row in rows:
            yield SourceRef(source=row.source, kind=row.kind, id=row.id), _place(row)

    def waiting(
        self, by: str, kinds: Sequence[tuple[str, str]]
    ) -> Iterator[Sequence[CatalogueRecord]]:
        """Yield, some hundreds at a time, the records whose places are not known or are of old.

        Args:
            by: Names the borders and rules; under another name all are to be found anew.
            kinds: Pairs of source and kind.
        """
        table = schema.record.c
        old = or_(
            table.placed.is_(None),
            table.placed != table.digest,
            table.placed_by.is_(None),
            table.placed_by != by,
        )
        for source, kind in kinds:
            query = heads().where(table.source == source, table.kind == kind, old)
            query, last = query.order_by(table.id).limit(_AT_ONCE), ""
            while True:
                with self._database.reading() as connection:
                    found = records_of(connection, source, kind, query.where(table.id > last))
                if found:
                    yield found
                    last = found[-1].id
                if len(found) < _AT_ONCE:
                    break

    def put(self, by: str, found: Sequence[tuple[CatalogueRecord, Sequence[RecordPlace]]]) -> None:
        """Note where some records are, in place of what was known, in one transaction.

        A record that was read anew in between stays waiting.
        """
        if not found:
            return
        keys = [{"s": one.source, "k": one.kind, "i": one.id} for one, _ in found]
        noted = [{**key, "d": one.digest} for key, (one, _) in zip(keys, found, strict=True)]
        rows = [
            {"source": one.source, "kind": one.kind, "id": one.id, **_row(place)}
            for one, places in found
            for place in places
        ]
        place, record = schema.place, schema.record
        with self._database.writing() as connection:
            connection.execute(delete(place).where(*_is_key(place)), keys)
            put(connection, place, rows)
            connection.execute(
                update(record).where(*_is_key(record)).values(placed=bindparam("d"), placed_by=by),
                noted,
            )


def _is_key(table: Table) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.source == bindparam("s"),
        table.c.kind == bindparam("k"),
        table.c.id == bindparam("i"),
    )


def _row(place: RecordPlace) -> dict[str, object]:
    return {
        "municipality": place.municipality,
        "county": place.county,
        "share": place.share,
        "method": place.method,
        "confidence": place.confidence,
        "contested": bool(place.conflicts),
        "conflicts": [dict(one) for one in place.conflicts],
        "notes": list(place.notes),
    }


def _place(row: Row[tuple[object, ...]]) -> RecordPlace:
    return RecordPlace(
        row.municipality,
        row.county,
        row.share,
        row.method,
        row.confidence,
        tuple(row.conflicts),
        tuple(row.notes),
    )
