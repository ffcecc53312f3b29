"""Where records are by all evidence: derived from records and borders, and rebuildable."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Row, select

from hytedata.models.common import Json, SourceRef
from hytedata.store import schema
from hytedata.store.catalogue_values import CatalogueRecord
from hytedata.store.derived import Derived
from hytedata.store.part import Part, is_of, put, rows

_places: Final = Derived(schema.record.c.placed, schema.record.c.placed_by, schema.place)


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
            .where(is_of(schema.place, ref))
            .order_by(table.share.desc(), table.municipality)
        )
        with self._database.reading() as connection:
            return tuple(_place(row) for row in connection.execute(query))

    def shares(self, source: str, kind: str) -> Mapping[str, Mapping[str, float]]:
        """Return id → municipality → share of all records of a kind whose place is known."""
        table = schema.place.c
        query = select(table.id, table.municipality, table.share).where(
            table.source == source, table.kind == kind
        )
        found: defaultdict[str, dict[str, float]] = defaultdict(dict)
        with self._database.reading() as connection:
            for row in rows(connection, query):
                found[row.id][row.municipality] = row.share
        return found

    def contested(self, *, source: str | None = None) -> Iterator[tuple[SourceRef, RecordPlace]]:
        """Yield the places whose evidence disagrees, by source, kind and id."""
        table = schema.place.c
        query = select(schema.place).where(table.contested)
        if source is not None:
            query = query.where(table.source == source)
        ordered = query.order_by(table.source, table.kind, table.id, table.municipality)
        with self._database.reading() as connection:
            found = connection.execute(ordered).all()
        for row in found:
            yield SourceRef(source=row.source, kind=row.kind, id=row.id), _place(row)

    def waiting(
        self, by: str, kinds: Sequence[tuple[str, str]]
    ) -> Iterator[Sequence[CatalogueRecord]]:
        """Yield, some hundreds at a time, the records whose places are not known or are of old.

        Args:
            by: Names the borders and rules; under another name all are to be found anew.
            kinds: Pairs of source and kind.
        """
        yield from _places.waiting(self._database, by, kinds)

    def put(self, by: str, found: Sequence[tuple[CatalogueRecord, Sequence[RecordPlace]]]) -> None:
        """Note where some records are, in place of what was known, in one transaction.

        A record that was read anew in between stays waiting.
        """
        if not found:
            return
        noted = [
            {"source": one.source, "kind": one.kind, "id": one.id, **_row(place)}
            for one, places in found
            for place in places
        ]
        with self._database.writing() as connection:
            _places.renew(connection, by, [one for one, _ in found])
            put(connection, schema.place, noted)


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
