"""A GeoJSON FeatureCollection (RFC 7946): positions in WGS 84, longitude first."""

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

import msgspec

from hytedata.export.credits import CREDITS
from hytedata.export.located import located
from hytedata.export.properties import properties
from hytedata.models.common import Json
from hytedata.store.catalogue import CatalogueRecord


def to_geojson(records: Iterable[CatalogueRecord], stream: BinaryIO) -> int:
    """Write *records* in their order, one feature a line; returns how many.

    A record without a position is a feature whose geometry is null. The collection's `sources`
    name the licence and the credit line of each register; they stand after the features, since
    the credit names the day of the latest read.
    """
    count = 0
    latest: dict[str, date] = {}
    encode = msgspec.json.Encoder().encode
    stream.write(b'{"type":"FeatureCollection","features":[')
    for record, degrees in located(records):
        feature = {
            "type": "Feature",
            "id": f"{record.source}/{record.kind}/{record.id}",
            "geometry": {"type": "Point", "coordinates": [degrees.lon, degrees.lat]}
            if degrees
            else None,
            "properties": properties(record),
        }
        stream.write((b",\n" if count else b"\n") + encode(feature))
        day = record.last_seen.date()
        latest[record.source] = max(day, latest.get(record.source, day))
        count += 1
    sources = [_source(source, latest[source]) for source in sorted(latest)]
    stream.write(b'\n],"sources":' + encode(sources) + b"}\n")
    return count


def _source(source: str, day: date) -> dict[str, Json]:
    credit = CREDITS.get(source)
    if credit is None:
        return {"source": source}
    return {
        "source": source,
        "licence": credit.licence,
        "licence_url": credit.url,
        "attribution": credit.attribution(day),
    }
