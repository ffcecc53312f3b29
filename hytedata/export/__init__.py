"""Write records of the catalogue as NDJSON, GeoJSON or CSV, make frames of records, draw maps."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hytedata.export.csv import to_csv
    from hytedata.export.files import FORMATS, ExportFormat, write_file
    from hytedata.export.geodataframe import borders_to_geodataframe, to_geodataframe
    from hytedata.export.geojson import to_geojson
    from hytedata.export.ndjson import to_ndjson

__all__ = [
    "FORMATS",
    "ExportFormat",
    "borders_to_geodataframe",
    "to_csv",
    "to_geodataframe",
    "to_geojson",
    "to_ndjson",
    "write_file",
]

_HOMES = {
    "csv": ("to_csv",),
    "files": ("FORMATS", "ExportFormat", "write_file"),
    "geodataframe": ("borders_to_geodataframe", "to_geodataframe"),
    "geojson": ("to_geojson",),
    "ndjson": ("to_ndjson",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    # When it is asked for: who draws a map or makes a frame loads nothing of the catalogue.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
