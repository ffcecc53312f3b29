"""How files of occurrences are described in a Data Package."""

from typing import Final, Literal, TypeAlias

from hytedata.export.occurrences.csv import COLUMNS
from hytedata.export.shape import Shape
from hytedata.models.common import Json
from hytedata.models.occurrence import Occurrence

OccurrenceFormat: TypeAlias = Literal["ndjson", "csv", "ical"]

_KEY: Final = ("key",)
_TRUTHS: Final = frozenset({"all_day", "long_running", "online", "whole_town"})
_TIMES: Final = frozenset({"starts_at", "ends_at"})
_NUMBERS: Final = frozenset({"lon", "lat", "age_min", "age_max"})
_LISTS: Final = frozenset({"area", "themes", "possible_themes", "sources"})
_OBJECTS: Final = frozenset({"event", "position", "fields"})


def shape_of(form: OccurrenceFormat) -> Shape:
    """Return how files of this format are described."""
    match form:
        case "csv":
            about = (
                "Start and end are what a clock in Finland shows. A text that a spreadsheet would "
                "take for a formula has an apostrophe before it."
            )
            return Shape("csv", "text/csv", about, tuple(map(_column, COLUMNS)), _KEY)
        case "ndjson":
            about = "One object per line, as the schema of occurrences says."
            # In the order of the lines' keys: some readers take the first for the first.
            keys = tuple(map(_property, sorted({*Occurrence.model_fields, "schema"})))
            return Shape("ndjson", "application/x-ndjson", about, keys, _KEY)
        case "ical":
            return Shape("ics", "text/calendar", "One VEVENT per occurrence; times are UTC.")


def _column(name: str) -> Json:
    kinds = ((_TRUTHS, "boolean"), (_TIMES, "datetime"), (_NUMBERS, "number"))
    return _told(name, next((kind for names, kind in kinds if name in names), "string"))


def _property(name: str) -> Json:
    kinds = (
        (_LISTS, "array"),
        (_OBJECTS, "object"),
        (_TIMES, "datetime"),
        (frozenset({"long_running", "whole_town"}), "boolean"),
        (frozenset({"schema"}), "integer"),
    )
    return _told(name, next((kind for names, kind in kinds if name in names), "string"))


def _told(name: str, kind: str) -> Json:
    told: dict[str, Json] = {"name": name, "type": kind}
    return told | ({"format": "any"} if kind == "datetime" else {})
