"""Write records of the catalogue in open formats, make frames of records, draw maps."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hytedata.export.csv import to_csv
    from hytedata.export.exporter import Exporter, Loss, losses_of, unaccounted
    from hytedata.export.files import write_file
    from hytedata.export.formats import FORMATS, ExportFormat
    from hytedata.export.geodataframe import borders_to_geodataframe, to_geodataframe
    from hytedata.export.geojson import to_geojson
    from hytedata.export.geojson_seq import to_geojson_seq
    from hytedata.export.model_fields import all_fields
    from hytedata.export.ndjson import to_ndjson
    from hytedata.export.xlsx import to_xlsx

__all__ = [
    "FORMATS",
    "ExportFormat",
    "Exporter",
    "Loss",
    "all_fields",
    "borders_to_geodataframe",
    "losses_of",
    "to_csv",
    "to_geodataframe",
    "to_geojson",
    "to_geojson_seq",
    "to_ndjson",
    "to_xlsx",
    "unaccounted",
    "write_file",
]

_HOMES = {
    "csv": ("to_csv",),
    "exporter": ("Exporter", "Loss", "losses_of", "unaccounted"),
    "files": ("write_file",),
    "formats": ("FORMATS", "ExportFormat"),
    "geodataframe": ("borders_to_geodataframe", "to_geodataframe"),
    "geojson": ("to_geojson",),
    "geojson_seq": ("to_geojson_seq",),
    "model_fields": ("all_fields",),
    "ndjson": ("to_ndjson",),
    "xlsx": ("to_xlsx",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    # When it is asked for: who draws a map or makes a frame loads nothing of the catalogue.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
