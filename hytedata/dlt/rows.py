"""Rows of the tables that are loaded: the head of a record, its whole content, how it was read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

import msgspec

from hytedata.errors import InputError
from hytedata.export.credits import CREDITS
from hytedata.export.located import Degrees, degrees_of
from hytedata.models.clock import day_in_finland
from hytedata.models.common import Completeness, Json, Rejection
from hytedata.store.catalogue_values import Entry

Cell: TypeAlias = Json | datetime
Row: TypeAlias = dict[str, Cell]
Span: TypeAlias = tuple[datetime, datetime]

DataType: TypeAlias = Literal["text", "double", "bool", "timestamp", "bigint", "json"]

RECORD_COLUMNS: Final[Mapping[str, DataType]] = {
    "source": "text",
    "kind": "text",
    "id": "text",
    "name_fi": "text",
    "name_sv": "text",
    "name_en": "text",
    "municipality": "text",
    "area": "text",
    "nationwide": "bool",
    "owner": "text",
    "status": "text",
    "east": "double",
    "north": "double",
    "lon": "double",
    "lat": "double",
    "starts_at": "timestamp",
    "ends_at": "timestamp",
    "modified_at": "timestamp",
    "hash": "text",
    "scope": "text",
    "seen_at": "timestamp",
    "licence": "text",
    "attribution": "text",
    "document": "json",
}
"""Of every table of records. `municipality` and `area` hold codes parted by a space, as in the CSV
export; `east` and `north` are EPSG:3067 metres, `lon` and `lat` WGS 84 degrees, times UTC.
`starts_at` and `ends_at` are of events. `scope` is what was asked for when the record came, and
`seen_at` when that read began: with `reads` they say what is absent."""

READ_COLUMNS: Final[Mapping[str, DataType]] = {
    "source": "text",
    "kind": "text",
    "scope": "text",
    "mode": "text",
    "started_at": "timestamp",
    "complete": "bool",
    "items": "bigint",
    "rejected": "bigint",
    "reasons": "text",
    "covered_from": "timestamp",
    "covered_until": "timestamp",
}
"""Of `reads`: one row for each scope of each read, with its verdict. `mode` is `full` or `changes`;
the span is what a calendar showed all of."""

ARCHIVED_COLUMNS: Final[Mapping[str, DataType]] = {
    "kind": "text",
    "id": "text",
    "told_at": "timestamp",
}
"""Of `ptv_archived`: what PTV itself said was archived, and the read in which it said so."""

REJECTED_COLUMNS: Final[Mapping[str, DataType]] = {
    "source": "text",
    "kind": "text",
    "id": "text",
    "name": "text",
    "field": "text",
    "reason": "text",
    "told_at": "timestamp",
}
"""Of `rejected`: what came and could not be used, with the reason. It is there, so not absent."""

RECORD_TABLES: Final = (
    "lipas_sites",
    "ptv_services",
    "ptv_channels",
    "ptv_organisations",
    "events",
)
"""Tables of records, one row a record: each is merged by `source` and `id`."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one table."""

    table: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Credit:
    """Under which licence rows may be passed on, and whom to name."""

    licence: str
    attribution: str

    @classmethod
    def of(cls, source: str, moment: datetime) -> "Credit":
        """Return that of a register whose data was read at *moment*."""
        found = CREDITS[source]
        return cls(found.licence, found.attribution(day_in_finland(moment)))


def record_rows(
    entries: Sequence[tuple[Entry, Credit]], *, scope: str, seen_at: datetime
) -> list[Row]:
    """Return the rows of records, whose positions are projected together."""
    degrees = degrees_of([entry.position for entry, _ in entries])
    return [
        _row(entry, credit, place, scope, seen_at)
        for (entry, credit), place in zip(entries, degrees, strict=True)
    ]


def _row(
    entry: Entry, credit: Credit, degrees: Degrees | None, scope: str, seen_at: datetime
) -> Row:
    names, when = entry.names, entry.when
    return {
        "source": entry.ref.source,
        "kind": entry.ref.kind,
        "id": entry.ref.id,
        "name_fi": names.get("fi"),
        "name_sv": names.get("sv"),
        "name_en": names.get("en"),
        "municipality": " ".join(entry.municipalities),
        "area": " ".join(f"{one.kind}:{one.code}" for one in entry.area),
        "nationwide": entry.is_nationwide,
        "owner": entry.owner,
        "status": entry.status,
        "east": entry.position.east if entry.position else None,
        "north": entry.position.north if entry.position else None,
        "lon": degrees.lon if degrees else None,
        "lat": degrees.lat if degrees else None,
        "starts_at": when.starts_at if when else None,
        "ends_at": when.ends_at if when else None,
        "modified_at": entry.modified_at,
        "hash": entry.hash,
        "scope": scope,
        "seen_at": seen_at,
        "licence": credit.licence,
        "attribution": credit.attribution,
        "document": msgspec.json.decode(entry.model),
    }


def read_batches(
    verdict: Completeness,
    rejections: Sequence[Rejection],
    *,
    source: str,
    kind: str,
    scopes: Sequence[str],
    started_at: datetime,
    full: bool = True,
    covered: Span | None = None,
) -> Iterator[Batch]:
    """Yield what is told of one read: a row for each of its *scopes*, and what was unusable."""
    told: Row = {
        "source": source,
        "kind": kind,
        "mode": "full" if full else "changes",
        "started_at": started_at,
        "complete": verdict.complete,
        "items": verdict.items,
        "rejected": len(rejections),
        "reasons": "; ".join(verdict.reasons),
        "covered_from": covered[0] if covered else None,
        "covered_until": covered[1] if covered else None,
    }
    yield Batch("reads", [{**told, "scope": scope} for scope in scopes])
    yield Batch("rejected", [_rejected(one, source, kind, started_at) for one in rejections])


def _rejected(one: Rejection, source: str, kind: str, told_at: datetime) -> Row:
    return {
        "source": source,
        "kind": kind,
        "id": one.ref.id,
        "name": one.name,
        "field": one.field,
        "reason": one.reason,
        "told_at": told_at,
    }


def absent_sql(table: str) -> str:
    """Return a query for the ids of *table* that their source no longer gives, and since when.

    A record is absent where a complete full read of its scope began after it was last seen; of an
    event, one that covered its time. What came and could not be used is there.

    Absence is no retirement: a site of Lipas that is retired still comes, with a status that says
    so. What is missing may have moved to a municipality that is not loaded, or be back tomorrow.

    Args:
        table: One of `RECORD_TABLES`.

    Raises:
        InputError: It is another one.
    """
    if table not in RECORD_TABLES:
        raise InputError(f"{table!r} holds no records; {', '.join(RECORD_TABLES)} do")
    lines = "\n".join(_absent_lines(table))
    return f"{lines}\nGROUP BY t.source, t.id, t.seen_at\nORDER BY t.source, t.id"


def _absent_lines(table: str) -> Iterator[str]:
    yield "SELECT t.source, t.id, t.seen_at, MIN(r.started_at) AS absent_since"
    yield f"FROM {table} AS t JOIN reads AS r"
    yield "ON r.source = t.source AND r.kind = t.kind AND r.scope = t.scope"
    yield "AND r.complete AND r.mode = 'full' AND r.started_at > t.seen_at"
    yield "AND NOT EXISTS (SELECT 1 FROM rejected AS x WHERE x.source = t.source"
    yield "AND x.kind = t.kind AND x.id = t.id AND x.told_at >= r.started_at)"
    if table == "events":
        yield "AND t.starts_at >= r.covered_from AND t.starts_at < r.covered_until"
