"""`hytedata locate`: a file of places to the same with municipality and county."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hytedata.errors import InputError
from hytedata.places.index import MunicipalityIndex
from hytedata.runs.locate_csv import locate_csv
from hytedata.runs.locate_geo import SUFFIXES, locate_geo
from hytedata.runs.locate_options import LocateOptions
from hytedata.runs.locate_report import LocateReport
from hytedata.runs.progress import OnProgress, silent

TABLES: Final = frozenset({".csv", ".tsv", ".txt"})
"""Endings of files of text with a row for each place."""


def locate_file(
    source: Path,
    out: Path,
    index: MunicipalityIndex,
    *,
    options: LocateOptions | None = None,
    tell: OnProgress = silent,
) -> LocateReport:
    """Write *source* to *out* with the columns of `hytedata.places.frames.COLUMNS` added.

    Rows keep their order and number. *out* is there as a whole or not at all.

    Args:
        source: CSV, GeoJSON, GeoPackage or GeoParquet, by its ending.
        out: CSV for CSV; any of the others for the others.
        index: The municipalities.
        options: What else to know of the file.
        tell: Told how many rows have been located.

    Raises:
        InputError: A file is not what it should be; the message says how to mend it.
    """
    require_files(source, out)
    located = locate_csv if source.suffix.lower() in TABLES else locate_geo
    partial = out.with_name(f".part-{out.name}")
    try:
        partial.unlink(missing_ok=True)
        report = located(source, partial, index, options or LocateOptions(), tell)
        partial.replace(out)
    except OSError as error:
        raise InputError(f"{error.filename or out}: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return report


def require_files(source: Path, out: Path) -> None:
    """Refuse files that cannot be read or written, before anything long begins.

    Raises:
        InputError: One is missing, is of no known format, or both are the same.
    """
    if not source.is_file():
        raise InputError(f"{source}: there is no such file")
    _require_suffix(str(source), source, TABLES | SUFFIXES)
    alike = TABLES if source.suffix.lower() in TABLES else SUFFIXES
    _require_suffix(f"--out {out}", out, alike)
    if out.is_dir() or not out.parent.is_dir():
        raise InputError(f"--out {out}: name a file in a folder that exists")
    if out.exists() and out.samefile(source):
        raise InputError(f"--out {out}: that is the file itself; name another")


def _require_suffix(told: str, path: Path, allowed: Iterable[str]) -> None:
    if path.suffix.lower() not in allowed:
        raise InputError(f"{told}: the ending says the format; use {', '.join(sorted(allowed))}")
