"""One row per record as a workbook, for people who open it in a spreadsheet."""

import io
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final

from hytedata.errors import InputError
from hytedata.export.columns import COLUMNS, SCHEMA, Cell, rows
from hytedata.export.days import ReadDays, latest_of
from hytedata.store.catalogue import CatalogueRecord

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_EPOCH: Final = date(2000, 1, 1)
_LONGEST: Final = 32_767  # letters that a cell takes
_MOST_ROWS: Final = 1_048_575  # of a sheet, below its heading
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDTHS: Final = {"name_fi": 40, "name_sv": 30, "name_en": 30, "url": 40, "attribution": 50}


def to_xlsx(
    records: Iterable[CatalogueRecord],
    stream: BinaryIO,
    *,
    day: ReadDays = None,
    rows_of_a_sheet: int = _MOST_ROWS,
) -> int:
    """Write *records* in their order, a sheet for each million; returns how many.

    Columns are those of the CSV; each row tells its licence and whom to name. No text is taken
    for a formula: cells are written as texts, numbers and truth values. The last sheet tells what
    the columns hold. One row is in memory at a time, and the packed file.

    Args:
        records: In a stable order.
        stream: To write to.
        day: When the registers were read.
        rows_of_a_sheet: After how many rows another sheet begins.

    Raises:
        InputError: XlsxWriter is not installed.
        OSError: There is no room for it.
    """
    packed = io.BytesIO()
    book = _workbook(packed)
    # What XlsxWriter notes as the time of writing would make another file each time.
    book.set_properties({"created": datetime.combine(latest_of(day) or _EPOCH, time())})
    bold = book.add_format({"bold": True})
    waiting = rows(records, day)
    count = number = 0
    while True:
        number += 1
        sheet = _sheet(book, "records" if number == 1 else f"records {number}", bold)
        written = _fill(sheet, islice(waiting, rows_of_a_sheet))
        count += written
        if written < rows_of_a_sheet:
            break
    _about(book.add_worksheet("about"), bold)
    book.close()
    stream.write(packed.getbuffer())
    return count


def _workbook(packed: io.BytesIO) -> "Workbook":
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise InputError(
            "an XLSX file needs XlsxWriter, which is not installed: pip install 'hytedata[reports]'"
        ) from error
    return Workbook(packed, {"constant_memory": True})


def _sheet(book: "Workbook", name: str, bold: "Format") -> "Worksheet":
    sheet = book.add_worksheet(name)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDTHS.get(column, 14))
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(COLUMNS):
        sheet.write_string(0, at, column, bold)
    return sheet


def _fill(sheet: "Worksheet", some: Iterable[list[Cell]]) -> int:
    count = 0
    for count, row in enumerate(some, 1):
        for at, cell in enumerate(row):
            _put(sheet, count, at, cell)
    if count:
        sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    return count


def _put(sheet: "Worksheet", row: int, at: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell)
    elif isinstance(cell, str):
        sheet.write_string(row, at, _CONTROL.sub(" ", cell[:_LONGEST]))
    elif cell is not None:
        sheet.write_number(row, at, cell)


def _about(sheet: "Worksheet", bold: "Format") -> None:
    sheet.set_column(0, 1, 20)
    sheet.set_column(2, 2, 80)
    for at, heading in enumerate(("column", "type", "about")):
        sheet.write_string(0, at, heading, bold)
    for row, column in enumerate(SCHEMA.values(), 1):
        for at, text in enumerate(column):
            sheet.write_string(row, at, text)
