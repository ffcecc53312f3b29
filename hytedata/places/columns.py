"""Tables of text with coordinates in two columns: how one is written, and its numbers.

Pure: bytes and text come in, and what is recognised is said.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hytedata.errors import InputError
from hytedata.places.borders import Floats

_DELIMITERS: Final = (";", "\t", ",", "|")
_PAIRS: Final = (("east", "north", "EPSG:3067"), ("lon", "lat", "EPSG:4326"))
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_WINDOWS: Final = b"\x81\x8d\x8f\x90\x9d"
_NAMES: Final = {"cp1252": "Windows-1252", "latin-1": "Latin-1"}
_SPACES: Final = str.maketrans({" ": "", "\u00a0": "", "\u202f": "", "\u2212": "-"})
BLANK: Final = "null: the row has no coordinates"


@dataclass(frozen=True)
class Encoding:
    """How text became bytes.

    Attributes:
        name: As Python calls it.
        mark: Whether a byte order mark stands first.
    """

    name: str
    mark: bool = False

    @property
    def note(self) -> str | None:
        """What to say of it; None for UTF-8."""
        if self.name == "utf-8":
            return None
        shown = _NAMES.get(self.name, self.name.upper())
        return f"read as {shown}, which it seems to be, and written so too"


@dataclass(frozen=True)
class Layout:
    """Where a table has its coordinates, and how it is written.

    Attributes:
        header: Names of the columns.
        delimiter: Between fields.
        newline: Between rows.
        x: Position of the column of eastings or longitudes.
        y: Position of the column of northings or latitudes.
        crs: Of the coordinates.
        decimal_comma: Whether numbers have a comma for a point.
    """

    header: tuple[str, ...]
    delimiter: str
    newline: str
    x: int
    y: int
    crs: object
    decimal_comma: bool

    @property
    def note(self) -> str:
        """What was recognised, for people."""
        between = {"\t": "tabulators"}.get(self.delimiter, f"'{self.delimiter}'")
        decimals = " and decimal commas" if self.decimal_comma else ""
        pair = f"{self.header[self.x]}, {self.header[self.y]}"
        return f"columns {pair} in {self.crs}; fields between {between}{decimals}"


def encoding_of(chunks: Iterable[bytes]) -> Encoding:
    """Recognise UTF-8, UTF-16, and else Windows-1252 or Latin-1; all *chunks* may be read."""
    waiting = iter(chunks)
    first = next(waiting, b"")
    for mark, name in _BOMS:
        if first.startswith(mark):
            return Encoding(name, mark=True)
    if b"\0" in first[:100]:
        return Encoding("utf-16-be" if first[:1] == b"\0" else "utf-16-le")
    decoder, is_utf8, is_windows = codecs.getincrementaldecoder("utf-8")(), True, True
    for chunk in _chained(first, waiting):
        is_windows = is_windows and len(chunk) == len(chunk.translate(None, _NOT_WINDOWS))
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            is_utf8 = False
            decoder.reset()
    if is_utf8:
        return Encoding("utf-8")
    return Encoding("cp1252" if is_windows else "latin-1")


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
    yield b""


def layout_of(
    sample: str, *, x: str | None = None, y: str | None = None, crs: object = None
) -> Layout:
    """Recognise the layout of a table by its beginning.

    Args:
        sample: The beginning of the text, without a byte order mark.
        x: Name of the column of eastings or longitudes; `east` or `lon` where it is left out.
        y: Name of the column of northings or latitudes; `north` or `lat` likewise.
        crs: Of the coordinates; EPSG:3067 for east and north, EPSG:4326 for lon and lat.

    Raises:
        InputError: No two columns have these names, or own names come without a CRS.
    """
    if (x is None) != (y is None):
        raise InputError("name both columns, of x and of y, or neither")
    if x is not None and crs is None:
        raise InputError(f"columns {x}, {y}: state the CRS that they are in")
    pairs = _PAIRS if x is None or y is None else ((x, y, crs),)
    for delimiter in _DELIMITERS:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        header = next(rows, [])
        known = {name.strip().casefold(): place for place, name in reversed([*enumerate(header)])}
        for east, north, usual in pairs:
            if {east.casefold(), north.casefold()} <= known.keys():
                places = known[east.casefold()], known[north.casefold()]
                stated = usual if crs is None else crs
                commas = any(
                    "," in row[place] for row in rows for place in places if place < len(row)
                )
                newline = "\r\n" if "\r\n" in sample else "\n"
                return Layout(tuple(header), delimiter, newline, *places, stated, commas)
    raise InputError(_no_columns(sample, pairs))


def _no_columns(sample: str, pairs: Sequence[tuple[str, str, object]]) -> str:
    wanted = " or ".join(f"{east} and {north}" for east, north, _ in pairs)
    line = sample.splitlines()[0] if sample.strip() else ""
    return (
        f"no columns {wanted} in the first row ({line[:200]!r}); name yours with --x, --y and --crs"
    )


def coordinates_of(
    rows: Sequence[Sequence[str]], layout: Layout
) -> tuple[Floats, Floats, dict[int, str]]:
    """Return x and y of each row, NaN where there is none, and by row why there is none."""
    x, y = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    reasons: dict[int, str] = {}
    fewest = max(layout.x, layout.y) + 1
    for number, row in enumerate(rows):
        texts = (row[layout.x], row[layout.y]) if len(row) >= fewest else ("", "")
        try:
            x[number], y[number] = number_of(texts[0]), number_of(texts[1])
        except ValueError:
            x[number] = y[number] = np.nan
            reasons[number] = _no_number(texts, layout)
    return x, y, reasons


def number_of(text: str) -> float:
    """Return the number that *text* is, with a point or a comma, and with spaces between digits.

    Raises:
        ValueError: It is none.
    """
    try:
        return float(text)
    except ValueError:
        bare = text.translate(_SPACES)
        return float(bare.replace(",", ".") if bare.count(",") == 1 and "." not in bare else bare)


def _no_number(texts: tuple[str, str], layout: Layout) -> str:
    if not any(text.strip() for text in texts):
        return BLANK
    names = layout.header[layout.x], layout.header[layout.y]
    shown = ", ".join(f"{name} is {text[:40]!r}" for name, text in zip(names, texts, strict=True))
    return f"not-a-number: {shown}"
