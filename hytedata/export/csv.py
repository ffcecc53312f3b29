"""One row per record, for spreadsheets and scripts."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO, Final

from hytedata.export.columns import COLUMNS, Cell, rows
from hytedata.export.days import ReadDays
from hytedata.store.catalogue_values import CatalogueRecord

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def to_csv(records: Iterable[CatalogueRecord], stream: BinaryIO, *, day: ReadDays = None) -> int:
    """Write *records* in their order, UTF-8 with commas; returns how many.

    Columns are those of `hytedata.export.columns`; each row tells its licence and whom to name,
    read on *day*. A text that a spreadsheet would take for a formula (it begins with `=`, `+`,
    `-`, `@` or a control character) gets an apostrophe before it. Who reads the file with a
    program takes that off again: a text that begins with an apostrophe itself gets one more.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        count = 0
        for row in rows(records, day):
            writer.writerow([_cell(cell) for cell in row])
            count += 1
    finally:
        text.detach()
    return count


def _cell(cell: Cell) -> str | float:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return safe_cell(cell) if isinstance(cell, str) else "" if cell is None else cell


def safe_cell(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula; see `to_csv`."""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text
