"""One row per record, for spreadsheets and scripts."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO, Final

from hytedata.export.credits import licence
from hytedata.export.located import Degrees, located
from hytedata.export.properties import page, stamp
from hytedata.store.catalogue import CatalogueRecord

COLUMNS: Final = (
    "id",
    "source",
    "kind",
    "name_fi",
    "name_sv",
    "name_en",
    "municipality",
    "area",
    "nationwide",
    "owner",
    "status",
    "east",
    "north",
    "lon",
    "lat",
    "modified_at",
    "changed_at",
    "absent_since",
    "url",
    "licence",
)
"""The columns. `municipality` and `area` hold several codes parted by a space; `area` says of what
each is (`municipality:889`, `county:19`). `east` and `north` are EPSG:3067 metres, `lon` and `lat`
WGS 84 degrees, times UTC."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def to_csv(records: Iterable[CatalogueRecord], stream: BinaryIO) -> int:
    """Write *records* in their order, UTF-8 with commas; returns how many.

    A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@` or a
    control character) gets an apostrophe before it. Who reads the file with a program takes that
    off again: a text that begins with an apostrophe itself gets one more.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        count = 0
        for record, degrees in located(records):
            writer.writerow(_row(record, degrees))
            count += 1
    finally:
        text.detach()
    return count


def _row(record: CatalogueRecord, degrees: Degrees | None) -> list[str | float]:
    place = record.position
    cells: list[str | float | None] = [
        record.id,
        record.source,
        record.kind,
        record.names.get("fi"),
        record.names.get("sv"),
        record.names.get("en"),
        " ".join(record.municipalities),
        " ".join(f"{one.kind}:{one.code}" for one in record.area),
        "true" if record.is_nationwide else "false",
        record.owner,
        record.status,
        place.east if place else None,
        place.north if place else None,
        degrees.lon if degrees else None,
        degrees.lat if degrees else None,
        stamp(record.modified_at),
        stamp(record.changed_at),
        stamp(record.absent_since),
        page(record),
        licence(record.source),
    ]
    return [
        safe_cell(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in cells
    ]


def safe_cell(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula; see `to_csv`."""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text
