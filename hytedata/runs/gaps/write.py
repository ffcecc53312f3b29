"""Writing what a run found into a folder."""

from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

import msgspec

from hytedata.export.files import write_whole
from hytedata.models.finding import SCHEMA
from hytedata.runs.gaps.report import GapsReport
from hytedata.store.catalogue import Catalogue


def write_gaps(
    folder: Path,
    catalogue: Catalogue,
    report: GapsReport,
    municipalities: Collection[str] | None = None,
) -> tuple[Path, ...]:
    """Write the run and all findings to be mended; returns the files.

    Args:
        folder: It is made where it is missing; files of these names in it are replaced.
        catalogue: The findings.
        report: Of the run.
        municipalities: Only of these, three-digit codes.

    Raises:
        InputError: The folder cannot be written.
    """

    def findings(stream: BinaryIO) -> int:
        for one in catalogue.findings.all(municipalities=municipalities):
            line = {"schema": SCHEMA, **one.model_dump(mode="json")}
            stream.write(msgspec.json.encode(line) + b"\n")
        return stream.tell()

    told, listed = folder / "gaps.json", folder / "findings.ndjson"
    document = msgspec.json.format(report.model_dump_json().encode(), indent=2)
    write_whole(told, lambda stream: stream.write(document))
    write_whole(listed, findings)
    return told, listed
