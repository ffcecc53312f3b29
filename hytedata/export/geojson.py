"""A GeoJSON FeatureCollection (RFC 7946): positions in WGS 84, longitude first."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import BinaryIO, Final

import msgspec

from hytedata.export.credits import CREDITS, credited, source_told
from hytedata.export.days import ReadDays, day_of
from hytedata.export.located import Degrees, located
from hytedata.export.properties import properties
from hytedata.models.common import Json
from hytedata.store.catalogue import CatalogueRecord

_NOTHING: Final[Mapping[str, Json]] = MappingProxyType({})


def to_geojson(
    records: Iterable[CatalogueRecord], stream: BinaryIO, *, day: ReadDays = None
) -> int:
    """Write *records* in their order, one feature a line; returns how many.

    A record without a position is a feature whose geometry is null. The collection's `sources`
    name the licence and the credit line of each register; they stand after the features, since
    the credit names the day of the latest read, where *day* is not given. An event of a calendar
    tells both among its own properties, since its calendar states them.
    """
    count = 0
    latest: dict[str, date] = {}
    encode = msgspec.json.Encoder().encode
    stream.write(b'{"type":"FeatureCollection","features":[')
    for record, degrees in located(records):
        told = _NOTHING if record.source in CREDITS else credited(record, day)._asdict()
        stream.write((b",\n" if count else b"\n") + encode(feature(record, degrees, told)))
        seen = day_of(day, record.source) or record.last_seen.date()
        latest[record.source] = max(seen, latest.get(record.source, seen))
        count += 1
    sources = [source_told(source, latest[source]) for source in sorted(latest)]
    stream.write(b'\n],"sources":' + encode(sources) + b"}\n")
    return count


def feature(
    record: CatalogueRecord, degrees: Degrees | None, more: Mapping[str, Json] = _NOTHING
) -> dict[str, Json]:
    """Return one record as a feature, its head and *more* as properties."""
    place: Json = None
    if degrees is not None:
        place = {"type": "Point", "coordinates": [degrees.lon, degrees.lat]}
    return {
        "type": "Feature",
        "id": f"{record.source}/{record.kind}/{record.id}",
        "geometry": place,
        "properties": {**properties(record), **more},
    }
