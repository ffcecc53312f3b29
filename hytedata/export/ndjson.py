"""One JSON object per line: the head of a record, and its whole content in our model's shape."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from hytedata.export.credits import credited
from hytedata.export.days import ReadDays
from hytedata.export.located import Degrees, located
from hytedata.export.properties import properties
from hytedata.export.schema_numbers import RECORD_LINE
from hytedata.models.common import Json
from hytedata.store.catalogue import CatalogueRecord


def to_ndjson(records: Iterable[CatalogueRecord], stream: BinaryIO, *, day: ReadDays = None) -> int:
    """Write *records* in their order; returns how many.

    Beside what `properties` tells, a line has `position` (EPSG:3067 metres: `east`, `north`; WGS
    84 degrees: `lon`, `lat`) or null, `licence` and `attribution` of what was read on *day*,
    `schema`, and `model`, null where the catalogue holds none. `hytedata.export.line_schema`
    has a JSON Schema for each kind.
    """
    count = 0
    encoder = msgspec.json.Encoder()
    for record, degrees in located(records):
        credit = credited(record, day)
        line = {
            "schema": RECORD_LINE,
            **properties(record),
            "position": _position(record, degrees),
            "licence": credit.licence,
            "attribution": credit.attribution,
            "model": msgspec.Raw(record.document) if record.packed_model else None,
        }
        stream.write(encoder.encode(line) + b"\n")
        count += 1
    return count


def _position(record: CatalogueRecord, degrees: Degrees | None) -> dict[str, Json] | None:
    place = record.position
    if place is None or degrees is None:
        return None
    return {"east": place.east, "north": place.north, "lon": degrees.lon, "lat": degrees.lat}
