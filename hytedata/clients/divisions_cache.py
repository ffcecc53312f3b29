"""Divisions kept in a folder: one JSON file a year, with its checksum and the day it was read."""

import hashlib
import logging
import os
import secrets
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from hytedata.codes.division import Division, DivisionTable, division_of, to_table
from hytedata.codes.division_values import DivisionOrigin
from hytedata.connectors.statfin.wfs import URL

ATTRIBUTION: Final = (
    "Source: Statistics Finland, municipality-based statistical units {year}, CC BY 4.0, "
    "https://creativecommons.org/licenses/by/4.0/; regions, counties and successors of "
    "municipalities derived from the borders"
)

log = logging.getLogger("hytedata.divisions")


class _File(msgspec.Struct):
    attribution: str
    read_on: date
    sha256: str
    division: msgspec.Raw


class DivisionCache:
    """The folder for divisions of one service.

    A division of a year never changes, so what is kept stays good; what is damaged is not used.

    Args:
        folder: Made when something is kept; None keeps nothing.
        url: The service; what another one served has another file name.
    """

    def __init__(self, folder: Path | None, url: str = URL) -> None:
        self._folder = folder
        self._mark = "" if url == URL else f"-{hashlib.sha256(url.encode()).hexdigest()[:8]}"

    def file(self, year: int) -> Path | None:
        """Return where the division of *year* is kept, or would be."""
        return self._folder / f"division-{year}{self._mark}.json" if self._folder else None

    def find(self, year: int) -> Division | None:
        """Return the division of *year*, or None where none is kept or the file is damaged."""
        file = self.file(year)
        try:
            content = file.read_bytes() if file else b""
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning("division_not_read file=%s reason=%s", file, error.strerror)
            return None
        return _division(content, year, file) if file else None

    def keep(self, division: Division) -> str | None:
        """Keep a division; returns why it could not be kept, or None."""
        file = self.file(division.year)
        if file is None:
            return None
        draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(_content(division))
            os.replace(draft, file)  # readers see the old file or the new one, never a half
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            log.warning("division_not_kept file=%s reason=%s", file, error.strerror)
            return f"{file}: {error.strerror}"
        return None


def _content(division: Division) -> bytes:
    table = msgspec.json.encode(to_table(division))
    read_on = division.origin.read_on or date.min
    attribution = ATTRIBUTION.format(year=division.year)
    return msgspec.json.encode(
        _File(attribution, read_on, hashlib.sha256(table).hexdigest(), msgspec.Raw(table))
    )


def _division(content: bytes, year: int, file: Path) -> Division | None:
    try:
        kept = msgspec.json.decode(content, type=_File)
        if hashlib.sha256(bytes(kept.division)).hexdigest() != kept.sha256:
            raise ValueError("its checksum is another one")
        table = msgspec.json.decode(kept.division, type=DivisionTable)
        if table.year != year:
            raise ValueError(f"it is of {table.year}")
        reason = f"read from Statistics Finland on {kept.read_on} and kept in {file.name}"
        return division_of(table, DivisionOrigin("cached", year, reason, kept.read_on))
    except (ValueError, KeyError, RecursionError) as error:  # msgspec's errors are ValueErrors
        log.warning("division_damaged file=%s reason=%s", file, error)
        return None
