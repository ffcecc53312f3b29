"""Occurrences as a file: written whole or not at all."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from hytedata.export.datapackage import check_descriptor, undescribe, write_descriptor
from hytedata.export.days import ReadDays
from hytedata.export.file_format import FileFormat, ToStream
from hytedata.export.occurrences.accounts import csv_account, ical_account, whole_account
from hytedata.export.occurrences.csv import to_csv
from hytedata.export.occurrences.ical import to_ical
from hytedata.export.occurrences.ndjson import to_ndjson
from hytedata.export.occurrences.shapes import OccurrenceFormat, shape_of
from hytedata.export.tally import Noted, Tally
from hytedata.models.occurrence import Occurrence

Writer: TypeAlias = Callable[[Iterable[Occurrence], BinaryIO], int]


def _by_day(to: Writer) -> ToStream[Occurrence]:
    # Each event states its own licence and credit, so the day of the read is told nowhere.
    def write(records: Iterable[Occurrence], stream: BinaryIO, *, day: ReadDays) -> int:
        return to(records, stream)

    return write


FORMATS: Final[Mapping[OccurrenceFormat, FileFormat[Occurrence]]] = {
    "ndjson": FileFormat("ndjson", ".ndjson", _by_day(to_ndjson), whole_account),
    "csv": FileFormat("csv", ".csv", _by_day(to_csv), csv_account),
    "ical": FileFormat("ical", ".ics", _by_day(to_ical), ical_account, {"icalendar": "calendars"}),
}
"""Every format of occurrences. `OccurrenceFormat` has their names."""


def write_occurrences(
    path: Path,
    form: OccurrenceFormat,
    occurrences: Iterable[Occurrence],
    *,
    descriptor: bool = False,
) -> int:
    """Write *occurrences* to *path* in the format *form*; returns how many.

    The file takes its place when it is whole and on disk; see `hytedata.export.whole`.

    Args:
        path: The file.
        form: A key of `FORMATS`.
        occurrences: In a stable order.
        descriptor: Whether to describe it in `datapackage.json` beside it; see
            `hytedata.export.write_file`.

    Raises:
        InputError: *path* cannot be written, a library that the format needs is not installed, or
            a `datapackage.json` is there that no export wrote.
    """
    if not descriptor:
        count = FORMATS[form].write(path, occurrences, day=None)
        undescribe(path)
        return count
    check_descriptor(path, folder=False)
    tally = Tally(_noted)
    count = FORMATS[form].write(path, tally.watch(occurrences), day=None)
    write_descriptor(path, shape_of(form), FORMATS[form].losses, tally)
    return count


def _noted(one: Occurrence) -> Noted:
    return Noted("event", one.event.source, one.event.attribution, one.event.licence)
