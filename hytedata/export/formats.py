"""The formats that records of the catalogue are written in, by their names."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from hytedata.export.accounts import head_account, whole_account
from hytedata.export.csv import to_csv
from hytedata.export.exporter import Account
from hytedata.export.file_format import FileFormat
from hytedata.export.geojson import to_geojson
from hytedata.export.geojson_seq import to_geojson_seq
from hytedata.export.geoparquet import GeoParquet
from hytedata.export.ndjson import to_ndjson
from hytedata.export.xlsx import to_xlsx
from hytedata.store.catalogue import CatalogueRecord

ExportFormat: TypeAlias = Literal["ndjson", "geojson", "geojsonseq", "csv", "xlsx", "geoparquet"]

_TABLE: Final = (
    "source", "kind", "id", "status", "owner", "municipalities", "area", "is_nationwide",
    "position", "modified_at", "changed_at", "absent_since",
)  # fmt: skip
_FEATURE: Final = (*_TABLE, "names", "first_seen", "hash")
_THREE: Final = "a table has columns for Finnish, Swedish and English only; geojson has them all"
_TABLE_WHYS: Final = {"record.names": _THREE, "event.names": _THREE} | {
    f"{kind}.language_versions.name": _THREE
    for kind in (
        "general-description", "organisation", "service", "service-channel", "service-collection",
    )
}  # fmt: skip


RecordFormat: TypeAlias = FileFormat[CatalogueRecord] | GeoParquet
"""A format of ours: an `Exporter` of records that takes them without a day, too."""


def _table() -> Account:
    # Of sports sites Lipas has these three languages.
    return head_account(_TABLE, ("sports-site.names",), _TABLE_WHYS)


def _feature() -> Account:
    return head_account(_FEATURE)


FORMATS: Final[Mapping[ExportFormat, RecordFormat]] = {
    "ndjson": FileFormat("ndjson", ".ndjson", to_ndjson, whole_account),
    "geojson": FileFormat("geojson", ".geojson", to_geojson, _feature),
    "geojsonseq": FileFormat("geojsonseq", ".geojsons", to_geojson_seq, _feature),
    "csv": FileFormat("csv", ".csv", to_csv, _table),
    "xlsx": FileFormat("xlsx", ".xlsx", to_xlsx, _table, {"xlsxwriter": "reports"}),
    "geoparquet": GeoParquet(),
}
"""Every format of records. `ExportFormat` has their names."""
