"""The formats that records of the catalogue are written in, by their names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final, Literal, Protocol, TypeAlias

from hytedata.export.accounts import head_account, whole_account
from hytedata.export.csv import to_csv
from hytedata.export.exporter import Account, Loss
from hytedata.export.geojson import to_geojson
from hytedata.export.geojson_seq import to_geojson_seq
from hytedata.export.geoparquet import GeoParquet
from hytedata.export.libraries import check_libraries
from hytedata.export.ndjson import to_ndjson
from hytedata.export.whole import write_whole
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


class ToStream(Protocol):
    """A function that writes records to a stream; see `to_csv`."""

    def __call__(
        self, records: Iterable[CatalogueRecord], stream: BinaryIO, *, day: date | None
    ) -> int:
        """Write *records* in their order; returns how many."""
        ...


@dataclass(frozen=True)
class FileFormat:
    """A format of one file, written whole or not at all."""

    name: ExportFormat
    suffix: str
    to: ToStream
    told: Callable[[], Account]
    needs: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Check that it can be written here.

        Raises:
            InputError: A library is missing.
        """
        check_libraries(f"an export as {self.name}", self.needs)

    @cached_property
    def account(self) -> Account:
        """What becomes of each field."""
        return self.told()

    @property
    def carried(self) -> frozenset[str]:
        """The fields that can be read back."""
        return self.account.carried

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All other fields, with the reason."""
        return self.account.losses

    def write(self, out: Path, records: Iterable[CatalogueRecord], *, day: date | None) -> int:
        """Write *records* to the file *out* in their order; returns how many.

        Raises:
            InputError: It cannot be written, or a library that the format needs is missing.
        """
        self.check()
        return write_whole(out, lambda stream: self.to(records, stream, day=day))


RecordFormat: TypeAlias = FileFormat | GeoParquet
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
