"""Worklists as tables, for those who mend: CSV and XLSX, a row per finding."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Final, cast

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
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS: Final = (
    "severity", "title", "name", "municipality", "message", "part", "mend", "link", "guidance",
    "source", "kind", "item_id", "field", "value", "owner", "state", "first_seen", "rule", "id",
)  # fmt: skip
"""The columns, in order; their headings are in the language of the file."""
_WIDTHS: Final = (10, 30, 34, 16, 60, 24, 60, 40, 30, 12, 16, 20, 20, 24, 30, 10, 14, 14, 24)
_LONGEST: Final = 32_000  # letters that a cell of a spreadsheet takes
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
    the rest is in the other formats.

    Raises:
        InputError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise InputError(
            "worklists as XLSX need openpyxl: pip install 'hytedata[reports]'"
        ) from error
    book = Workbook(write_only=True)
    # Its class is another one, which has all that is used here.
    sheet = cast("Worksheet", book.create_sheet(words(language)("lists.heading")[:31]))
    _prepare(sheet, words(language))
    count = 0
    for row in _rows(data, language, findings):
        if count == _MOST_ROWS:
            break
        sheet.append([_cell(sheet, text, link=count < _MOST_LINKS) for text in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{_letter(len(COLUMNS))}{count + 1}"
    book.save(stream)
    return count


def _prepare(sheet: "Worksheet", told: Words) -> None:
    from openpyxl.styles import Font

    for at, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[_letter(at)].width = width
    sheet.freeze_panes = "A2"
    heads = [_text_cell(sheet, head) for head in _headings(told)]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _cell(sheet: "Worksheet", text: str, *, link: bool) -> "Cell | str | None":
    """Return what stands in a cell; a value of its own class only where it must be, for speed."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    fit = ILLEGAL_CHARACTERS_RE.sub(" ", text[:_LONGEST])
    linked = link and fit.startswith("http") and safe_link(fit) != ""
    if not linked and not fit.startswith(("=", "#")):
        return fit or None
    cell = _text_cell(sheet, fit)
    if linked:
        cell.hyperlink = fit
    return cell


def _text_cell(sheet: "Worksheet", text: str) -> "Cell":
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # else a text that begins with = is a formula
    return cell


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
