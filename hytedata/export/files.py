"""An export as a file: written whole or not at all."""

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, Final, Literal, TypeAlias

from hytedata.errors import InputError
from hytedata.export.csv import to_csv
from hytedata.export.geojson import to_geojson
from hytedata.export.ndjson import to_ndjson
from hytedata.store.catalogue import CatalogueRecord

ExportFormat: TypeAlias = Literal["ndjson", "geojson", "csv"]
Writer: TypeAlias = Callable[[Iterable[CatalogueRecord], BinaryIO], int]

FORMATS: Final[Mapping[ExportFormat, Writer]] = {
    "ndjson": to_ndjson,
    "geojson": to_geojson,
    "csv": to_csv,
}

_BUFFER: Final = 1 << 20


def write_file(path: Path, form: ExportFormat, records: Iterable[CatalogueRecord]) -> int:
    """Write *records* to *path* in the format *form*; returns how many. See `write_whole`.

    Raises:
        InputError: *path* cannot be written.
    """
    return write_whole(path, lambda stream: FORMATS[form](records, stream))


def write_whole(path: Path, write: Callable[[BinaryIO], int]) -> int:
    """Give *write* a file to fill that becomes *path*; returns what it returns.

    The file takes its place when it is whole and on disk: who reads it meanwhile, or after a
    failure, sees the one before. A pipe or device is written to as it is.

    Raises:
        InputError: *path* cannot be written.
    """
    try:
        # Where the name is a link, what it leads to is replaced.
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb", buffering=_BUFFER) as stream:
                return write(stream)
        if target.is_dir():
            raise InputError(f"{path} is a folder; name a file in it with --out")
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            with draft.open("xb", buffering=_BUFFER) as stream:
                count = write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(draft, target)
        finally:
            draft.unlink(missing_ok=True)
        return count
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from error
