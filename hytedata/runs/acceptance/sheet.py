"""The test data as a spreadsheet: XLSX where XlsxWriter is installed, else one CSV per sheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.runs.acceptance.clean import Cleaning
from hytedata.runs.acceptance.evidence import CaseResult, Made
from hytedata.runs.acceptance.page import STATES
from hytedata.runs.acceptance.report import Report

NAME: Final = "testiaineisto"
LONGEST_CELL: Final = 32_000
"""Characters; a spreadsheet takes 32 767."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST: Final = 60


@dataclass(frozen=True)
class Sheet:
    """One table.

    Attributes:
        rows: Each as long as `columns`.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets_of(report: Report) -> tuple[Sheet, ...]:
    """Lay a report out: findings, services, places, connections, fields and log."""
    return (
        _findings(report),
        _items(report, "Palvelut", "service"),
        _items(report, "Palvelupaikat", "service-location"),
        _connections(report),
        _fields(report),
        _log(report),
    )


def write_sheets(sheets: Sequence[Sheet], folder: Path) -> tuple[Path, ...]:
    """Write the sheets into *folder*; returns the files.

    Raises:
        InputError: They cannot be written.
    """
    try:
        try:
            return (_xlsx(sheets, folder / f"{NAME}.xlsx"),)
        except ImportError:
            return tuple(_csv(sheet, folder) for sheet in sheets)
    except OSError as error:
        raise InputError(f"--out: {folder} cannot be written: {error.strerror}") from error


def _xlsx(sheets: Iterable[Sheet], path: Path) -> Path:
    # Here, so that everything else works where the extra `reports` is not installed.
    from xlsxwriter import Workbook

    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True})
    bold = book.add_format({"bold": True})
    plain, wrapped = (
        book.add_format({"valign": "top", "text_wrap": is_long}) for is_long in (False, True)
    )
    for sheet in sheets:
        page = book.add_worksheet(sheet.title)
        page.write_row(0, 0, sheet.columns, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row):
                # As a text: never a formula, whatever it begins with.
                how = wrapped if len(value) > _WIDEST else plain
                page.write_string(number, column, _fit(value), how)
        for number, name in enumerate(sheet.columns):
            widest = max([len(name), *(len(row[number]) for row in sheet.rows)])
            page.set_column(number, number, min(widest, _WIDEST) + 2)
        page.freeze_panes(1, 1)
    book.close()
    path.write_bytes(packed.getbuffer())
    return path


def _csv(sheet: Sheet, folder: Path) -> Path:
    path = folder / f"{NAME}-{sheet.title.lower()}.csv"
    # With a mark and semicolons: a Finnish Excel opens it as it is.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(sheet.columns)
        writer.writerows([_safe(_fit(value)) for value in row] for row in sheet.rows)
    return path


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _fit(text: str) -> str:
    clean = _CONTROL.sub(" ", text)
    return clean if len(clean) <= LONGEST_CELL else f"{clean[:LONGEST_CELL]}…"


def _findings(report: Report) -> Sheet:
    columns = ("Kohta", "Testi", "Tulos", "Syy", "Tarkemmin", "Havainnot", "PTV-tunnisteet")
    rows = tuple(
        (
            one.number,
            one.title,
            STATES[one.outcome],
            one.reason,
            one.detail,
            "\n".join(one.notes),
            "\n".join(made.ptv_id for made in one.made),
        )
        for one in report.results
    )
    return Sheet("Testit", columns, rows)


def _items(report: Report, title: str, kind: str) -> Sheet:
    found = [(case, one) for case in report.results for one in case.made if one.kind == kind]
    paths = dict.fromkeys(path for _, one in found for path in _shown(one))
    columns = ("Kohta", "PTV-tunniste", "Lopuksi", *paths)
    rows = tuple(
        (
            case.number,
            one.ptv_id,
            _ending(report.cleaning, one),
            *(_text(_shown(one).get(path)) for path in paths),
        )
        for case, one in found
    )
    return Sheet(title, columns, rows)


def _shown(made: Made) -> dict[str, Json]:
    return {path.replace("language_versions.", ""): value for path, value in made.data.items()}


def _ending(cleaning: Cleaning, made: Made) -> str:
    left = {one.item.ptv_id for one in cleaning.left}
    return "ei arkistoitu" if made.ptv_id in left else "arkistoitu"


def _connections(report: Report) -> Sheet:
    found = [(case, one) for case in report.results for one in case.linked]
    paths = dict.fromkeys(
        path for _, one in found for path in one.data if not path.endswith(("service_id", "nel_id"))
    )
    rows = tuple(
        (
            case.number,
            one.service_id,
            one.channel_id,
            *(_text(one.data.get(path)) for path in paths),
        )
        for case, one in found
    )
    names = tuple(path.replace("language_versions.", "") for path in paths)
    return Sheet("Liitokset", ("Kohta", "Palvelu", "Kanava", *names), rows)


def _fields(report: Report) -> Sheet:
    columns = ("Kohta", "Mitä", "PTV-tunniste", "Kenttä", "Lähetetty", "Luettu", "Tulos")
    words = {
        "same": "sama",
        "rewritten": "PTV muotoili uudelleen",
        "not-told": "ei näy julkisesti",
        "different": "poikkeaa",
    }
    rows = tuple(
        (
            case.number,
            back.what,
            back.ptv_id,
            one.path,
            _text(one.sent),
            _text(one.read),
            words[one.verdict],
        )
        for case in report.results
        for back in case.read
        for one in back.fields
    )
    return Sheet("Kentät", columns, rows)


def _log(report: Report) -> Sheet:
    columns = ("Ajo", "Kohta", "Nro", "Aika (UTC)", "Pyyntö", "Vastaus", "ms", "Huomautus")
    return Sheet("Loki", columns, tuple(_log_rows(report.run, report.results)))


def _log_rows(run: str, results: Iterable[CaseResult]) -> Iterator[tuple[str, ...]]:
    for case in results:
        for one in case.log:
            remark = "; ".join(part for part in (one.staged, one.problem) if part)
            status = str(one.status) if one.status is not None else "ei vastausta"
            yield (
                run,
                case.number,
                str(one.number),
                one.at,
                one.line,
                status,
                str(one.ms),
                remark,
            )


def _text(value: Json) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
