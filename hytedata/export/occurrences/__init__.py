"""Write what takes place as NDJSON, as CSV for people, or as iCalendar."""

from hytedata.export.occurrences.csv import to_csv
from hytedata.export.occurrences.files import FORMATS, write_occurrences
from hytedata.export.occurrences.ical import to_ical
from hytedata.export.occurrences.ndjson import from_line, to_ndjson
from hytedata.export.occurrences.shapes import OccurrenceFormat

__all__ = [
    "FORMATS",
    "OccurrenceFormat",
    "from_line",
    "to_csv",
    "to_ical",
    "to_ndjson",
    "write_occurrences",
]
