"""An export by the name of its format."""

from collections.abc import Iterable
from pathlib import Path

from hytedata.export.datapackage import check_descriptor, undescribe, write_descriptor
from hytedata.export.days import ReadDays
from hytedata.export.exporter import kinds_held
from hytedata.export.formats import FORMATS, ExportFormat
from hytedata.export.resource_shapes import shape_of_format
from hytedata.export.tally import tally_of_records
from hytedata.store.catalogue import CatalogueRecord


def write_file(
    path: Path,
    form: ExportFormat,
    records: Iterable[CatalogueRecord],
    *,
    day: ReadDays = None,
    descriptor: bool = False,
) -> int:
    """Write *records* to *path* in the format *form*; returns how many.

    Args:
        path: A file; of `geoparquet` a folder. It is replaced when all is written.
        form: A key of `FORMATS`.
        records: In a stable order, as `Catalogue.records` gives them.
        day: When the registers were read, for the lines of credit: a day, or each register's own by
            its name (`{"lipas": …}`); None leaves the day out.
        descriptor: Whether to describe it in `datapackage.json` (Frictionless) in the folder of
            the file, or in the folder that is written: fields, licences, sources and losses. What
            one there says of a file that is replaced without is taken out.

    Raises:
        InputError: *path* cannot be written, a library that the format needs is missing, or a
            `datapackage.json` is there that no export wrote.
    """
    if not descriptor:
        count = FORMATS[form].write(path, records, day=day)
        undescribe(path)
        return count
    # Where it cannot be described it is not written: the two go together.
    check_descriptor(path, folder=FORMATS[form].suffix == "")
    tally = tally_of_records(day, kinds_held(FORMATS[form]))
    count = FORMATS[form].write(path, tally.watch(records), day=day)
    write_descriptor(path, shape_of_format(form), FORMATS[form].losses, tally)
    return count
