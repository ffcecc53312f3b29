"""Occurrences as a file: written whole or not at all."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, Final, Literal, TypeAlias

from hytedata.export.occurrences.csv import to_csv
from hytedata.export.occurrences.ical import to_ical
from hytedata.export.occurrences.ndjson import to_ndjson
from hytedata.export.whole import write_whole
from hytedata.models.occurrence import Occurrence

OccurrenceFormat: TypeAlias = Literal["ndjson", "csv", "ical"]
Writer: TypeAlias = Callable[[Iterable[Occurrence], BinaryIO], int]

FORMATS: Final[Mapping[OccurrenceFormat, Writer]] = {
    "ndjson": to_ndjson,
    "csv": to_csv,
    "ical": to_ical,
}


def write_occurrences(path: Path, form: OccurrenceFormat, occurrences: Iterable[Occurrence]) -> int:
    """Write *occurrences* to *path* in the format *form*; returns how many.

    The file takes its place when it is whole and on disk; see `hytedata.export.files`.

    Raises:
        InputError: *path* cannot be written, or a library that the format needs is not installed.
    """
    return write_whole(path, lambda stream: FORMATS[form](occurrences, stream))
