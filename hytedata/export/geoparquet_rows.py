"""The rows of GeoParquet: the head of a record, its whole geometry, and the county it is in."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import shapely
from shapely.geometry.base import BaseGeometry

from hytedata import codes
from hytedata.errors import RecordError
from hytedata.export.credits import credited
from hytedata.export.days import ReadDays
from hytedata.export.located import degrees_of_vertices
from hytedata.export.properties import page
from hytedata.places.shapes import shape_of
from hytedata.store.catalogue import CatalogueRecord

_LANGUAGES: Final = ("fi", "sv", "en", "se", "smn", "sms")
_TEXT: Final = pa.string()
_TEXTS: Final = pa.list_(pa.string())
_TIME: Final = pa.timestamp("us", tz="UTC")

SCHEMA: Final = pa.schema(
    {
        "source": _TEXT,
        "kind": _TEXT,
        "id": _TEXT,
        **{f"name_{language}": _TEXT for language in _LANGUAGES},
        "type": _TEXT,
        "status": _TEXT,
        "owner": _TEXT,
        "municipalities": _TEXTS,
        "counties": _TEXTS,
        "area": _TEXTS,
        "nationwide": pa.bool_(),
        "east": pa.float64(),
        "north": pa.float64(),
        "modified_at": _TIME,
        "first_seen": _TIME,
        "changed_at": _TIME,
        "absent_since": _TIME,
        "hash": _TEXT,
        "url": _TEXT,
        "licence": _TEXT,
        "attribution": _TEXT,
        "geometry": pa.binary(),
    }
)
"""Columns of a part. `type` is the register's own word or code; `east` and `north` (EPSG:3067
metres) stand for the geometry, which is WKB in WGS 84 degrees."""


class Row(NamedTuple):
    """One record: its county (None: none, or several), its cells, and its shape in WGS 84."""

    county: str | None
    cells: dict[str, object]
    shape: BaseGeometry | None


def rows_of(records: Sequence[CatalogueRecord], day: ReadDays) -> list[Row]:
    """Return the rows of *records* in their order, projected together."""
    types, shapes = [], []
    for record in records:
        kind, shape = _content(record)
        types.append(kind)
        shapes.append(shape)
    projected = shapely.transform(np.array(shapes, dtype=object), degrees_of_vertices)
    return [
        _row(record, kind, shape, day)
        for record, kind, shape in zip(records, types, projected, strict=True)
    ]


def _content(record: CatalogueRecord) -> tuple[str | None, BaseGeometry | None]:
    try:
        model = record.model()
    except RecordError:
        # Noted by an older version: its head tells where it is.
        place = record.position
        return None, shapely.Point(place.east, place.north) if place else None
    shape = shape_of(model)
    if shape is not None and shape.is_empty:
        shape = None
    kind = getattr(model, "type_code", None) or getattr(model, "type", None)
    return (None if kind is None else str(kind)), shape


def _row(
    record: CatalogueRecord, kind: str | None, shape: BaseGeometry | None, day: ReadDays
) -> Row:
    counties, credit, place = (
        _counties(record.municipalities),
        credited(record, day),
        record.position,
    )
    names = {f"name_{language}": record.names.get(language) for language in _LANGUAGES}
    cells: dict[str, object] = {
        "source": record.source,
        "kind": record.kind,
        "id": record.id,
        **names,
        "type": kind,
        "status": record.status,
        "owner": record.owner,
        "municipalities": record.municipalities,
        "counties": counties,
        "area": [f"{one.kind}:{one.code}" for one in record.area],
        "nationwide": record.is_nationwide,
        "east": place.east if place else None,
        "north": place.north if place else None,
        "modified_at": record.modified_at,
        "first_seen": record.first_seen,
        "changed_at": record.changed_at,
        "absent_since": record.absent_since,
        "hash": record.hash,
        "url": page(record),
        "licence": credit.licence,
        "attribution": credit.attribution,
        "geometry": None if shape is None else shapely.to_wkb(shape),
    }
    return Row(counties[0] if len(counties) == 1 else None, cells, shape)


@lru_cache(maxsize=4096)
def _counties(municipalities: tuple[str, ...]) -> tuple[str, ...]:
    found = (codes.find_municipality(code) for code in municipalities)
    return tuple(sorted({one.municipality.county.code for one in found if one}))
