"""From rows of the catalogue's tables to its records."""

from sqlalchemy import Connection, Row, Select, and_, select

from hytedata.models.common import Position
from hytedata.places.shapes import Bounds
from hytedata.store import schema
from hytedata.store.catalogue_query import AREA, PLACE
from hytedata.store.catalogue_values import AreaCode, CatalogueRecord, ReadCounts, ReadVerdict


def heads() -> Select[tuple[object, ...]]:
    """Return the query of all records with their documents."""
    record, document = schema.record, schema.record_document
    joined = record.outerjoin(
        document,
        and_(
            document.c.source == record.c.source,
            document.c.kind == record.c.kind,
            document.c.id == record.c.id,
        ),
    )
    return select(record, document.c.model, document.c.raw).select_from(joined)


def records_of(
    connection: Connection, source: str, kind: str, query: Select[tuple[object, ...]]
) -> list[CatalogueRecord]:
    """Return the records of one kind that a query of `heads` finds, in its order."""
    heads = connection.execute(query).all()
    places: dict[str, list[str]] = {}
    areas: dict[str, list[AreaCode]] = {}
    table = schema.record_area.c
    stated = (
        select(table.id, table.role, table.code)
        .where(table.source == source, table.kind == kind, table.id.in_([one.id for one in heads]))
        .order_by(table.role, table.code)
    )
    for key, role, code in connection.execute(stated) if heads else ():
        if role == PLACE:
            places.setdefault(key, []).append(code)
        else:
            areas.setdefault(key, []).append(AreaCode(role.removeprefix(AREA), code))
    return [
        CatalogueRecord(
            source=source,
            kind=kind,
            id=row.id,
            hash=row.hash,
            names=row.names,
            owner=row.owner,
            status=row.status,
            municipalities=tuple(places.get(row.id, ())),
            area=tuple(areas.get(row.id, ())),
            is_nationwide=row.nationwide,
            position=None if row.east is None else Position(east=row.east, north=row.north),
            modified_at=row.modified_at,
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            changed_at=row.changed_at,
            absent_since=row.absent_since,
            packed_model=row.model,
            packed_raw=row.raw,
            bounds=_bounds(row),
            digest=row.digest,
        )
        for row in heads
    ]


def verdict_of(row: Row[tuple[object, ...]]) -> ReadVerdict:
    """Return how a read went, by its row of `snapshot`."""
    return ReadVerdict(
        id=row.id,
        source=row.source,
        kind=row.kind,
        scope=row.scope,
        mode=row.mode,
        complete=row.complete,
        items=row.items,
        reasons=tuple(row.reasons),
        started_at=row.started_at,
        ended_at=row.taken_at,
        counts=ReadCounts(**(row.counts or {})),
    )


def _bounds(row: Row[tuple[object, ...]]) -> Bounds | None:
    if row.min_east is None:
        return None
    return Bounds(row.min_east, row.min_north, row.max_east, row.max_north)
