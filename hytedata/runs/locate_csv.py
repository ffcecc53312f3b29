"""Locate the rows of a CSV file; some thousands of them are in memory."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Final

import numpy as np

from hytedata.errors import InputError
from hytedata.places.columns import Encoding, Layout, coordinates_of, encoding_of, layout_of
from hytedata.places.frames import COLUMNS
from hytedata.places.index import MunicipalityIndex
from hytedata.places.locating import Answers, locate_columns
from hytedata.places.systems import System
from hytedata.runs.locate_options import LocateOptions
from hytedata.runs.locate_report import LocateReport
from hytedata.runs.progress import OnProgress, Step

_AT_ONCE: Final = 20_000
_SAMPLE: Final = 65_536
_STEP: Final = "locating rows"


def locate_csv(
    source: Path, out: Path, index: MunicipalityIndex, options: LocateOptions, tell: OnProgress
) -> LocateReport:
    """Write *source* to *out* with the columns of `COLUMNS`, in the encoding and layout it has.

    Raises:
        InputError: It has no columns of coordinates, has columns of these names already, or is
            no text.
        OSError: A file cannot be read or written.
    """
    encoding = _encoding(source)
    report = LocateReport()
    report.note(encoding.note)
    try:
        with _reading(source, encoding) as text, _writing(out, encoding) as written:
            layout = layout_of(_sample(text, encoding), x=options.x, y=options.y, crs=options.crs)
            report.note(layout.note)
            _copy(text, written, layout, index, options, report, tell)
    except UnicodeError as error:
        raise InputError(f"{source} is not text in {encoding.name}: {error}") from error
    except csv.Error as error:
        raise InputError(f"{source} is not a CSV file that can be read: {error}") from error
    tell(Step(_STEP, report.rows, report.rows, finished=True))
    return report


def _encoding(source: Path) -> Encoding:
    with source.open("rb") as file:
        return encoding_of(iter(lambda: file.read(1 << 20), b""))


def _reading(source: Path, encoding: Encoding) -> IO[str]:
    return source.open(encoding=encoding.name, newline="")


def _writing(out: Path, encoding: Encoding) -> IO[str]:
    # What is added is ASCII but for names of exotic systems.
    file = out.open("w", encoding=encoding.name, newline="", errors="backslashreplace")
    if encoding.mark:
        file.write("\ufeff")
    return file


def _sample(text: IO[str], encoding: Encoding) -> str:
    sample = text.read(_SAMPLE)
    text.seek(0)
    if encoding.mark:
        text.read(1)
    return sample.removeprefix("\ufeff")


def _copy(
    text: IO[str],
    written: IO[str],
    layout: Layout,
    index: MunicipalityIndex,
    options: LocateOptions,
    report: LocateReport,
    tell: OnProgress,
) -> None:
    system = System.of(layout.crs)
    rows = csv.reader(text, delimiter=layout.delimiter)
    writer = csv.writer(written, delimiter=layout.delimiter, lineterminator=layout.newline)
    kept = _kept_columns(next(rows), options)
    writer.writerow([*(layout.header[column] for column in kept), *COLUMNS])
    width = len(layout.header)
    for some in _batches(rows):
        x, y, reasons = coordinates_of(some, layout)
        answers = locate_columns(x, y, system, index, offshore_m=options.offshore_m)
        answers.reasons.update(reasons)
        for row, added in zip(some, _added(answers, layout), strict=True):
            if len(row) == width == len(kept):
                writer.writerow(row + added)
            else:
                padded = row + [""] * (width - len(row))
                writer.writerow([*(padded[column] for column in kept), *added, *row[width:]])
        report.count(answers.method.tolist(), answers.reasons.values())
        tell(Step(_STEP, report.rows))


def _kept_columns(header: list[str], options: LocateOptions) -> list[int]:
    taken = [name for name in header if name in COLUMNS]
    if taken and not options.replace:
        raise InputError(
            f"the file has columns of the names that are added: {', '.join(taken)}; rename them, "
            "or replace them with --replace"
        )
    return [place for place, name in enumerate(header) if name not in COLUMNS]


def _batches(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    filled = (row for row in rows if row)  # an empty line is no row
    while some := list(islice(filled, _AT_ONCE)):
        yield some


def _added(answers: Answers, layout: Layout) -> Iterator[list[str]]:
    distances = np.char.mod("%.1f", answers.distance_m).tolist()
    shares = answers.shares_texts()
    columns = zip(
        answers.municipalities(), answers.counties(), answers.method.tolist(), strict=True
    )
    for number, (municipality, county, method) in enumerate(columns):
        distance = distances[number] if method == "offshore" else ""
        yield [
            municipality or "",
            county or "",
            method,
            distance.replace(".", ",") if layout.decimal_comma else distance,
            shares[number] or "",
            answers.reasons.get(number, ""),
        ]
