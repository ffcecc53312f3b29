"""Workbooks have the rows of the CSV, and nothing in them is a formula."""

import io
from datetime import date

import openpyxl
import pytest

from hytedata.export import to_xlsx
from hytedata.export.columns import COLUMNS, rows
from hytedata.store.catalogue import CatalogueRecord
from tests.export.conftest import record

DAY = date(2026, 3, 1)


def written(records: list[CatalogueRecord], **how: int) -> bytes:
    stream = io.BytesIO()
    assert to_xlsx(iter(records), stream, day=DAY, **how) == len(records)
    return stream.getvalue()


def test_a_sheet_has_the_rows_of_the_table(records: list[CatalogueRecord]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(records)))

    heading, *told = book["records"].iter_rows(values_only=True)
    assert heading == COLUMNS
    assert [list(row) for row in told] == [
        [cell or None if isinstance(cell, str) else cell for cell in row]
        for row in rows(records, DAY)
    ]
    assert told[0][COLUMNS.index("licence")] == "CC BY 4.0"


def test_the_same_records_give_the_same_workbook(records: list[CatalogueRecord]) -> None:
    assert written(records) == written(records)


@pytest.mark.parametrize("name", ["=1+1", "{=SUM(A1)}", "http://a.test", "@A1", "\x07bell"])
def test_a_text_stays_a_text(name: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written([record(name=name)])))

    cell = book["records"].cell(2, COLUMNS.index("name_fi") + 1)
    assert (cell.value, cell.data_type) == (name.replace("\x07", " "), "s")
    assert cell.hyperlink is None


def test_what_one_sheet_does_not_take_is_on_the_next() -> None:
    many = [record(str(number)) for number in range(5)]

    book = openpyxl.load_workbook(io.BytesIO(written(many, rows_of_a_sheet=2)))

    assert book.sheetnames == ["records", "records 2", "records 3", "about"]
    assert [book[name].max_row for name in book.sheetnames[:3]] == [3, 3, 2]
