"""A municipality's own texts from a file of their own: CSV, also as Excel saves it, or TOML."""

import csv
import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hytedata.config.text_paths import text_fault

COLUMNS: Final = ("key", "field", "language", "text")
IGNORED: Final = frozenset({"id", "name", "status", "origin", "approve", "approved"})
"""Columns of the list that `hytedata sync texts` writes; here they say nothing."""

_SEPARATORS: Final = ";,\t"
_FORMULA: Final = ("=", "+", "-", "@")


@dataclass(frozen=True)
class OwnText:
    """One text as it stands in the file.

    Attributes:
        key: `site:123`, `type:1310` or `subcategory:1100`.
        field: `summary`, `description` or `user_instruction`.
        line: Where it begins, counted from 1.
    """

    key: str
    field: str
    language: str
    text: str
    line: int

    @property
    def path(self) -> str:
        """The key that the configuration's `texts` would have it under."""
        return f"{self.key}.{self.field}.{self.language}"


@dataclass(frozen=True)
class TextsFile:
    """What a file holds, and what is wrong with it.

    Attributes:
        faults: One line each: where, what, and what is allowed.
    """

    texts: tuple[OwnText, ...] = ()
    faults: tuple[str, ...] = ()


def read_texts_file(path: Path) -> TextsFile:
    """Read own texts; a name that ends in `.toml` is TOML, everything else CSV.

    CSV has a heading with the columns key, field, language and text, in any order. Commas,
    semicolons and tabs part columns; UTF-8 with and without a mark, UTF-16 and what Windows calls
    ANSI are understood. A row without a text says nothing.
    """
    try:
        content = path.read_bytes()
    except OSError as exc:
        return TextsFile(faults=(f"{path} cannot be read: {exc.strerror}",))
    if content.startswith(b"PK\x03\x04"):
        told = f"{path.name} is an Excel workbook: save it as CSV UTF-8, and name that"
        return TextsFile(faults=(told,))
    read = _toml if path.suffix.lower() == ".toml" else _csv
    faults: list[str] = []
    texts = list(read(decoded(content), faults))
    kept = list(_checked(texts, faults))
    ordered = sorted(faults, key=_line_of)
    return TextsFile(tuple(kept), tuple(f"{path.name}, {fault}" for fault in ordered))


def decoded(content: bytes) -> str:
    """Turn bytes into text with plain line ends, whatever the program that saved them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Excel's plain "CSV" is in the code page of Windows; some bytes mean nothing there.
            text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def table_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV text with the line that each begins in; empty ones are left out.

    Raises:
        ValueError: It is no CSV; says in which line.
    """
    lines = text.split("\n")
    first = 1
    separator = _separator(lines[0])
    if lines[0].strip().casefold().startswith("sep="):  # Excel's own first line
        separator, lines, first = lines[0].strip()[4:5] or ";", lines[1:], 2
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True)
    begins = first
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as exc:
            raise ValueError(f"line {begins}: is no row of CSV ({exc})") from exc
        if any(cell.strip() for cell in row):
            yield begins, row
        begins = first + reader.line_num


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def bare_cell(text: str) -> str:
    """Return a cell's text as it was before `safe_cell`."""
    plain = text.strip()
    return plain[1:] if plain.startswith("'") and plain[1:].startswith(_FORMULA) else plain


def _separator(heading: str) -> str:
    return max(_SEPARATORS, key=heading.count)


def _csv(text: str, faults: list[str]) -> Iterator[OwnText]:
    rows = table_rows(text)
    try:
        line, heading = next(rows, (1, []))
        columns = [cell.strip().casefold() for cell in heading]
        problems = list(_heading_faults(columns))
        faults += (f"line {line}: {problem}" for problem in problems)
        if problems:
            return
        at = {name: columns.index(name) for name in COLUMNS}
        for line, row in rows:
            if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
                faults.append(
                    f"line {line}: has {len(row)} columns, the heading {len(columns)}; a text with "
                    "a separator in it must stand in double quotes"
                )
                continue
            cells = {name: row[place] if place < len(row) else "" for name, place in at.items()}
            yield _own(cells, line)
    except ValueError as exc:
        faults.append(str(exc))


def _own(cells: dict[str, str], line: int) -> OwnText:
    return OwnText(
        key=cells["key"].strip(),
        field=cells["field"].strip().casefold(),
        language=cells["language"].strip().casefold(),
        text=bare_cell(cells["text"]),
        line=line,
    )


def _heading_faults(columns: Sequence[str]) -> Iterator[str]:
    for name in COLUMNS:
        if columns.count(name) != 1:
            times = "is missing" if name not in columns else "is there twice"
            yield f"the column {name} {times}; the columns are {', '.join(COLUMNS)}"
    for name in columns:
        if name and name not in COLUMNS and name not in IGNORED:
            close = difflib.get_close_matches(name, COLUMNS, n=1)
            meant = f"; did you mean {close[0]}?" if close else ""
            yield f"the column {name!r} is unknown{meant}"


def _toml(text: str, faults: list[str]) -> Iterator[OwnText]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        found = re.search(r"line (\d+)", str(exc))
        faults.append(f"line {found[1] if found else 1}: is no TOML: {exc}")
        return
    places = _TomlPlaces(text)
    for path, value in _leaves(table, ()):
        line = places.line_of(path)
        if len(path) != 3:
            told = ".".join(path)
            faults.append(f'line {line}: {told!r} must be "site:123".summary.fi or the like')
        elif not isinstance(value, str):
            faults.append(f"line {line}: {'.'.join(path)!r} must be text in quotes")
        else:
            yield OwnText(path[0], path[1], path[2], value.strip(), line)


def _leaves(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    else:
        yield path, value


class _TomlPlaces:
    """Where the keys of a TOML text stand; the parser does not tell."""

    _HEADER = re.compile(r"\s*\[([^\]]+)\]\s*(?:#.*)?")
    _KEY = re.compile(
        r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*="""
    )
    _PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*\.?""")

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, ...], int] = {}
        above: tuple[str, ...] = ()
        for number, line in enumerate(text.split("\n"), 1):
            if header := self._HEADER.fullmatch(line):
                above = self._parts(header[1])
                self._lines.setdefault(above, number)
            elif key := self._KEY.match(line):
                self._lines.setdefault((*above, *self._parts(key[1])), number)

    def line_of(self, path: tuple[str, ...]) -> int:
        """Where *path* begins, or what holds it."""
        for length in range(len(path), 0, -1):
            if (line := self._lines.get(path[:length])) is not None:
                return line
        return 1

    def _parts(self, dotted: str) -> tuple[str, ...]:
        return tuple("".join(found) for found in self._PART.findall(dotted))


def _checked(texts: Sequence[OwnText], faults: list[str]) -> Iterator[OwnText]:
    first: dict[str, int] = {}
    for one in texts:
        if not one.text:
            continue
        if fault := text_fault(one.key, one.field, one.language):
            faults.append(f"line {one.line}: {fault}")
            continue
        before = first.setdefault(one.path, one.line)
        if before != one.line:
            faults.append(f"line {one.line}: {one.path} stands in line {before} already")
            continue
        yield one


def _line_of(fault: str) -> int:
    found = re.match(r"line (\d+)", fault)
    return int(found[1]) if found else 0
