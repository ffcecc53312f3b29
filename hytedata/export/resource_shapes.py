"""How the files of each format of records are described in a Data Package."""

from typing import Final

from hytedata.export.columns import SCHEMA, Column
from hytedata.export.formats import ExportFormat
from hytedata.export.shape import Shape
from hytedata.models.common import Json

_TIME: Final = "timestamp[us, tz=UTC]"
_COORDINATES: Final = "Positions are WGS 84 degrees, longitude first."


def shape_of_format(form: ExportFormat) -> Shape:
    """Return how files of this format are described."""
    match form:
        case "csv":
            about = (
                "A text that a spreadsheet would take for a formula, or that begins with an "
                "apostrophe, has an apostrophe before it: take it off."
            )
            return Shape("csv", "text/csv", about, _columns())
        case "xlsx":
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            dialect: Json = {"sheetName": "records"}
            about = "Sheets of a million rows each; the last one tells what the columns hold."
            return Shape("xlsx", kind, about, _columns(), more={"dialect": dialect})
        case "ndjson":
            about = "One object per line; its schema is chosen by its kind."
            return Shape("ndjson", "application/x-ndjson", about, _keys())
        case "geojson":
            return Shape("geojson", "application/geo+json", _COORDINATES)
        case "geojsonseq":
            return Shape("geojsonseq", "application/geo+json-seq", _COORDINATES)
        case "geoparquet":
            about = (
                f"Parts by wellbeing services county, whose codes are text. {_COORDINATES} "
                "Geometries are WKB."
            )
            return Shape("parquet", "application/vnd.apache.parquet", about, _parquet())


def _columns() -> tuple[Json, ...]:
    return tuple(_column(one) for one in SCHEMA.values())


def _column(one: Column) -> Json:
    told: dict[str, Json] = {"name": one.name, "type": one.type, "description": one.about}
    # Times have a fraction of a second where the register states one.
    return told | ({"format": "any"} if one.type == "datetime" else {})


def _keys() -> tuple[Json, ...]:
    from hytedata.export.line_schema import head_types

    return tuple({"name": name, "type": kind} for name, kind in head_types())


def _parquet() -> tuple[Json, ...]:
    from hytedata.export.geoparquet_rows import SCHEMA as COLUMNS

    kinds = {"string": "string", "bool": "boolean", "double": "number", _TIME: "datetime"}
    # Lists and bytes: what texts of Table Schemas are read into does not fit them.
    return tuple({"name": one.name, "type": kinds.get(str(one.type), "any")} for one in COLUMNS)
