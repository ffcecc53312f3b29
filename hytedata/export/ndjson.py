"""One JSON object per line: the head of a record, and its whole content in our model's shape."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from hytedata.export.credits import licence
from hytedata.export.located import located
from hytedata.export.properties import properties
from hytedata.store.catalogue import CatalogueRecord


def to_ndjson(records: Iterable[CatalogueRecord], stream: BinaryIO) -> int:
    """Write *records* in their order; returns how many.

    Beside what `properties` tells, a line has `position` (EPSG:3067 metres: `east`, `north`; WGS
    84 degrees: `lon`, `lat`) or null, `licence`, and `model`, null where the catalogue holds none.
    """
    count = 0
    encoder = msgspec.json.Encoder()
    for record, degrees in located(records):
        place = record.position
        line = {
            **properties(record),
            "position": {
                "east": place.east,
                "north": place.north,
                "lon": degrees.lon,
                "lat": degrees.lat,
            }
            if place and degrees
            else None,
            "licence": licence(record.source),
            "model": msgspec.Raw(record.document) if record.packed_model else None,
        }
        stream.write(encoder.encode(line) + b"\n")
        count += 1
    return count
