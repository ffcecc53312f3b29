"""An export by the name of its format."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from hytedata.export.formats import FORMATS, ExportFormat
from hytedata.store.catalogue import CatalogueRecord


def write_file(
    path: Path,
    form: ExportFormat,
    records: Iterable[CatalogueRecord],
    *,
    day: date | None = None,
) -> int:
    """Write *records* to *path* in the format *form*; returns how many.

    Args:
        path: A file; of `geoparquet` a folder. It is replaced when all is written.
        form: A key of `FORMATS`.
        records: In a stable order, as `Catalogue.records` gives them.
        day: When the registers were read, for the lines of credit; None leaves the day out.

    Raises:
        InputError: *path* cannot be written, or a library that the format needs is missing.
    """
    return FORMATS[form].write(path, records, day=day)
