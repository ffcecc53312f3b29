"""The list of texts as a table: written for a spreadsheet, read back with what was approved."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

from hytedata.config.texts_file import bare_cell, decoded, safe_cell, table_rows
from hytedata.errors import InputError
from hytedata.runs.texts_review import ReviewedText, TextsReview

COLUMNS: Final = (
    "approve",
    "status",
    "key",
    "name",
    "field",
    "language",
    "text",
    "origin",
    "approved",
    "id",
)
NEEDED: Final = ("approve", "key", "field", "language", "text")

_YES: Final = frozenset({"x", "yes", "y", "kyllä", "k", "ja", "j", "ok", "1", "approve"})
_NO: Final = frozenset({"", "no", "n", "ei", "e", "nej", "0"})


@dataclass(frozen=True)
class ListedText:
    """One text of a list as it came back.

    Attributes:
        id: Of the text when the list was written; "" where the column was taken away.
        approve: Whether the person marked it.
        line: Where it stands in the file.
    """

    key: str
    field: str
    language: str
    text: str
    id: str
    approve: bool
    line: int

    @property
    def path(self) -> str:
        """Field and language: `summary.fi`."""
        return f"{self.field}.{self.language}"

    def differs_from(self, today: ReviewedText) -> str:
        """Say why it does not stand for the text of today; "" where it does."""
        same_words = _folded(self.text) == _folded(today.text)
        if self.id and self.id != today.id:
            return "changed after the list was written: make a new list and read it"
        if not same_words and self.id:
            return (
                "was edited in the list, which changes no text: own words belong into the file "
                "that texts_file names (columns key, field, language, text)"
            )
        return "" if same_words else "is another text today: make a new list and read it"


def encode_list(found: TextsReview) -> bytes:
    """Write one line per text, those that wait first; as Excel in Finnish opens it."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    order = ("changed", "new", "approved")
    for item in sorted(found.items, key=lambda one: order.index(one.state)):
        for one in item.texts:
            cells = _cells(one, item.title)
            writer.writerow([safe_cell(cells[column]) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _cells(one: ReviewedText, title: str) -> Mapping[str, str]:
    approval = one.approval
    told = f"{approval.who} {approval.at:%Y-%m-%d}" if approval and approval.at else ""
    return {
        "approve": "",
        "status": one.state,
        "key": one.key,
        "name": title,
        "field": one.field,
        "language": one.language,
        "text": one.text,
        "origin": one.origin or "composed",
        "approved": told,
        "id": one.id,
    }


def read_list(path: Path) -> tuple[ListedText, ...]:
    """Read a list back.

    Raises:
        InputError: It cannot be read, or has faults: every line is named, and nothing is taken.
    """
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise InputError(f"{path} cannot be read: {exc.strerror}") from exc
    if content.startswith(b"PK\x03\x04"):
        raise InputError(f"{path} is an Excel workbook; save it as CSV UTF-8 and give that")
    faults: list[str] = []
    try:
        texts = tuple(_read(decoded(content), faults))
    except ValueError as exc:
        raise InputError(f"{path}, {exc}") from exc
    if faults:
        wrong = "\n".join(f"  - {fault}" for fault in faults)
        raise InputError(f"{path} cannot be used, and nothing was approved:\n{wrong}")
    return texts


def _read(text: str, faults: list[str]) -> Iterator[ListedText]:
    rows = table_rows(text)
    line, heading = next(rows, (1, []))
    columns = [cell.strip().casefold() for cell in heading]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        faults.append(f"line {line}: has no column {', '.join(missing)}")
        return
    for line, row in rows:
        cells = dict(zip(columns, row, strict=False))
        word = cells.get("approve", "").strip().casefold()
        if word not in _YES | _NO:
            faults.append(f"line {line}: approve: {word!r} is not understood; write x, or nothing")
            continue
        yield ListedText(
            key=cells.get("key", "").strip(),
            field=cells.get("field", "").strip(),
            language=cells.get("language", "").strip(),
            text=bare_cell(cells.get("text", "")),
            id=cells.get("id", "").strip(),
            approve=word in _YES,
            line=line,
        )


def _folded(text: str) -> str:
    """Fold white space: spreadsheets change line ends, and drop spaces at an end."""
    return " ".join(text.split())
