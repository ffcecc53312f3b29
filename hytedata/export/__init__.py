"""Write records of the catalogue as NDJSON, GeoJSON or CSV, for others to read."""

from hytedata.export.csv import to_csv
from hytedata.export.files import FORMATS, ExportFormat, write_file
from hytedata.export.geojson import to_geojson
from hytedata.export.ndjson import to_ndjson

__all__ = ["FORMATS", "ExportFormat", "to_csv", "to_geojson", "to_ndjson", "write_file"]
