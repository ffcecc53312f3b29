"""GeoParquet 1.1, a folder of parts by wellbeing services county, for DuckDB, QGIS and pandas."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from hytedata.export.accounts import head_account
from hytedata.export.days import ReadDays
from hytedata.export.described_before import NAME, resources_before
from hytedata.export.exporter import Account, Loss
from hytedata.export.libraries import check_libraries
from hytedata.export.whole import write_whole_folder
from hytedata.store.catalogue import CatalogueRecord

PART: Final = "part-0.parquet"

_AT_ONCE: Final = 500
_HEAD: Final = (
    "source", "kind", "id", "names", "status", "owner", "municipalities", "area", "is_nationwide",
    "position", "modified_at", "first_seen", "changed_at", "absent_since", "hash",
)  # fmt: skip
_CONTENT: Final = (
    "sports-site.type_code", "sports-site.geometry.parts", "sports-site.geometry.kind",
    "service.type", "service-channel.type", "organisation.type", "general-description.type",
)  # fmt: skip


class GeoParquet:
    """The format; see `write`."""

    name: Final = "geoparquet"
    suffix: Final = ""

    @cached_property
    def account(self) -> Account:
        """What becomes of each field."""
        flat = "geometries are two-dimensional, and parts of one have no attributes of their own"
        return head_account(_HEAD, _CONTENT, {"sports-site.geometry": flat})

    @property
    def carried(self) -> frozenset[str]:
        """The fields that can be read back."""
        return self.account.carried

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All other fields, with the reason."""
        return self.account.losses

    def check(self) -> None:
        """Check that it can be written here.

        Raises:
            InputError: A library is missing.
        """
        check_libraries("a folder of GeoParquet", {"pyarrow": "parquet", "shapely": "parquet"})

    def write(self, out: Path, records: Iterable[CatalogueRecord], *, day: ReadDays) -> int:
        """Write *records* to the folder *out*, one part for each county; returns how many.

        `out/county=19/part-0.parquet` has what states a place in that county, in the order of
        *records*, each record once. Columns are those of `geoparquet_rows.SCHEMA`; `geometry`
        is whole, in WGS 84 (OGC:CRS84), longitude first, and null where a record is no place.
        Each part names its sources, their licences and credit lines under the key `hytedata`.
        County codes begin with a zero: read the partition as text.

        Raises:
            InputError: *out* cannot be written or holds other files, or a library is missing.
        """
        self.check()
        from hytedata.export.geoparquet_parts import Parts

        def write(folder: Path) -> int:
            count = 0
            with Parts(folder, PART, day) as parts:
                for some in _by_hundreds(records):
                    parts.put(some)
                    count += len(some)
            return count

        return write_whole_folder(out, write, is_ours=lambda file: _is_ours(out, file))


def _is_ours(folder: Path, file: Path) -> bool:
    if file == Path(NAME):
        resources_before(folder / file)
        return True
    return len(file.parts) == 2 and file.parts[0].startswith("county=") and file.name == PART


def _by_hundreds(records: Iterable[CatalogueRecord]) -> Iterator[list[CatalogueRecord]]:
    waiting = iter(records)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some
