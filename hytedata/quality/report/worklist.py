"""Worklists as tables, for those who mend: CSV and XLSX, a row per finding."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, Final

from hytedata.errors import InputError
from hytedata.export.csv import safe_cell
from hytedata.models.finding import Finding
from hytedata.quality.report.data import ReportData
from hytedata.quality.report.digest import Counts, in_order
from hytedata.quality.report.language import Words, words
from hytedata.quality.report.messages import safe_link
from hytedata.quality.report.view import owner_name, row_view, rules_of, source_name
from hytedata.quality.rule import Rule, RuleLanguage

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

COLUMNS: Final = (
    "severity", "title", "name", "municipality", "message", "part", "mend", "link", "guidance",
    "source", "kind", "item_id", "field", "value", "owner", "state", "first_seen", "rule", "id",
)  # fmt: skip
"""The columns, in order; their headings are in the language of the file."""
_WIDTHS: Final = (10, 30, 34, 16, 60, 24, 60, 40, 30, 12, 16, 20, 20, 24, 30, 10, 14, 14, 24)
_LONGEST: Final = 32_000  # letters that a cell of a spreadsheet takes
_FEW: Final = 5_000
_LONGEST_LINK: Final = 2_000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_LINKS: Final = 60_000
_MOST_ROWS: Final = 1_000_000
"""What one sheet takes."""
_AT_ONCE: Final = 50_000


def worklists(data: ReportData, counts: Counts) -> Iterator[tuple[str, list[Finding]]]:
    """Yield each owner with its findings to mend in order; "" for those without an owner.

    Some owners' findings are in memory at a time, so the findings are iterated once for every
    50 000 of them.
    """
    for owners in _batches(counts):
        found: dict[str, list[Finding]] = {owner: [] for owner in owners}
        for finding in data.findings:
            if (finding.owner or "") in found and data.is_to_mend(finding):
                found[finding.owner or ""].append(finding)
        for owner, some in found.items():
            yield owner, in_order(data, some)


def _batches(counts: Counts) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for owner, severities in counts.by_owner().items():
        if batch and size + severities.total() > _AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(owner)
        size += severities.total()
    if batch:
        yield batch


def to_csv(
    data: ReportData, language: RuleLanguage, stream: BinaryIO, findings: Iterable[Finding]
) -> int:
    """Write *findings* in their order; returns how many.

    UTF-8 with a mark and semicolons, as a Finnish spreadsheet opens it. A text that it would take
    for a formula gets an apostrophe before it, as in `hytedata.export.csv`.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(_headings(words(language)))
        count = 0
        for row in _rows(data, language, findings):
            writer.writerow([safe_cell(cell) for cell in row])
            count += 1
    finally:
        text.detach()
    return count


def to_xlsx(
    data: ReportData, language: RuleLanguage, stream: BinaryIO, findings: Iterable[Finding]
) -> int:
    """Write *findings* as a sheet that can be filtered; returns how many rows it has.

    Every cell is text, so nothing in it is taken for a formula. A sheet takes a million rows;
    the rest is in the other formats. Thousands of rows are in memory at a time, and
    the packed file.

    Raises:
        InputError: XlsxWriter is not installed.
        OSError: There is no room for it.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise InputError(
            "worklists as XLSX need XlsxWriter: pip install 'hytedata[reports]'"
        ) from error
    rows = islice(_rows(data, language, findings), _MOST_ROWS)
    few = list(islice(rows, _FEW))
    # Without files on the way where all fits: three times as fast, and most owners have few.
    how = {"in_memory": True} if len(few) < _FEW else {"constant_memory": True}
    # Through memory: what XlsxWriter says of a full disk is no OSError, and it says it twice.
    packed = io.BytesIO()
    book = Workbook(packed, how)
    sheet = book.add_worksheet(words(language)("lists.heading")[:31])
    _prepare(sheet, words(language), book.add_format({"bold": True}))
    count = 0
    for row in chain(few, rows):
        count += 1
        _write_row(sheet, count, row, links=count <= _MOST_LINKS)
    sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    book.close()
    stream.write(packed.getbuffer())
    return count


def _prepare(sheet: "Worksheet", told: Words, bold: "Format") -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, _headings(told), bold)


def _write_row(sheet: "Worksheet", number: int, row: Iterable[str], *, links: bool) -> None:
    for column, text in enumerate(row):
        fit = _CONTROL.sub(" ", text[:_LONGEST])
        if links and len(fit) <= _LONGEST_LINK and fit.startswith("http") and safe_link(fit):
            sheet.write_url(number, column, fit, string=fit)
        elif fit:
            sheet.write_string(number, column, fit)


def _headings(told: Words) -> list[str]:
    return [told(f"column.{column}") for column in COLUMNS]


def _rows(
    data: ReportData, language: RuleLanguage, findings: Iterable[Finding]
) -> Iterator[list[str]]:
    told, rules = words(language), rules_of(data)
    return (_row(one, rules.get(one.rule), data, told) for one in findings)


def _row(finding: Finding, rule: Rule | None, data: ReportData, told: Words) -> list[str]:
    shown = row_view(finding, rule, told)
    own = rule.words[told.language] if rule else None
    cells = {
        "severity": told(f"severity-one.{finding.severity}"),
        "title": own.title if own else finding.rule,
        "name": shown.name,
        "municipality": shown.place,
        "message": shown.message,
        "part": shown.part,
        "mend": own.mend if own else told("group.no-rule"),
        "link": shown.link,
        "guidance": safe_link(rule.guidance) if rule else "",
        "source": source_name(finding.source, told),
        "kind": finding.kind,
        "item_id": finding.item_id,
        "field": finding.field,
        "value": finding.value,
        "owner": owner_name(finding.owner or "", data, told),
        "state": told(f"state.{finding.state}"),
        "first_seen": finding.first_seen.date().isoformat() if finding.first_seen else "",
        "rule": finding.rule,
        "id": finding.id,
    }
    return [cells[column] for column in COLUMNS]
