"""The folder of a report: the page, the test data and the JSON, beside each other."""

from pathlib import Path
from typing import Final

import msgspec

from hytedata.errors import InputError
from hytedata.runs.acceptance.page import page_of
from hytedata.runs.acceptance.report import Report
from hytedata.runs.acceptance.sheet import sheets_of, write_sheets

PAGE: Final = "report.html"
JSON: Final = "report.json"


def make_folder(folder: Path) -> None:
    """Make the folder, before anything is sent.

    Raises:
        InputError: It cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".hytekoe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise InputError(f"--out: {folder} cannot be written: {error.strerror}") from error


def write_report(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write the report into *folder*; returns the files, the page first.

    Raises:
        InputError: They cannot be written.
    """
    encoded = msgspec.json.format(msgspec.json.encode(report.to_json()), indent=2)
    try:
        (folder / JSON).write_bytes(encoded + b"\n")
        (folder / PAGE).write_text(page_of(report), encoding="utf-8")
    except OSError as error:
        raise InputError(f"--out: {folder} cannot be written: {error.strerror}") from error
    sheets = write_sheets(sheets_of(report), folder)
    return folder / PAGE, *sheets, folder / JSON
