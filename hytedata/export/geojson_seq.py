"""GeoJSON text sequences (RFC 8142): a feature after the other, each to be read by itself."""

from collections.abc import Iterable
from typing import BinaryIO, Final

import msgspec

from hytedata.export.credits import credited
from hytedata.export.days import ReadDays
from hytedata.export.geojson import feature
from hytedata.export.located import located
from hytedata.store.catalogue import CatalogueRecord

_SEPARATOR: Final = b"\x1e"


def to_geojson_seq(
    records: Iterable[CatalogueRecord], stream: BinaryIO, *, day: ReadDays = None
) -> int:
    """Write *records* in their order, each after a record separator; returns how many.

    A feature is as in `to_geojson`. Nothing stands around them, so each one's properties tell
    its `licence` and `attribution`, of what was read on *day*.
    """
    count = 0
    encode = msgspec.json.Encoder().encode
    for record, degrees in located(records):
        told = credited(record, day)._asdict()
        stream.write(_SEPARATOR + encode(feature(record, degrees, told)) + b"\n")
        count += 1
    return count
