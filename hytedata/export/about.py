"""What a folder of exported files says of itself: format, licence, credit, losses."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from hytedata.export.credits import CREDITS
from hytedata.export.days import ReadDays, day_of
from hytedata.export.described_before import NAME, resources_before
from hytedata.export.exporter import Loss

ABOUT: Final = "export.json"
"""The file, in each folder that is an export."""


def write_about(
    folder: Path, form: str, sources: Sequence[str], losses: Sequence[Loss], day: ReadDays
) -> None:
    """Write what the folder is: format, licence and credit of each register, losses."""
    credits = [
        {
            "source": source,
            "licence": CREDITS[source].licence,
            "licence_url": CREDITS[source].url,
            "attribution": CREDITS[source].attribution(day_of(day, source)),
        }
        for source in sources
        if source in CREDITS
    ]
    latest = max((it for one in sources if (it := day_of(day, one))), default=None)
    about = {
        "format": form,
        "day": latest.isoformat() if latest else None,
        "sources": credits,
        "losses": [one._asdict() for one in losses],
    }
    text = msgspec.json.format(msgspec.json.encode(about), indent=2)
    (folder / ABOUT).write_bytes(text + b"\n")


def is_part_of(folder: Path, file: Path, form: str) -> bool:
    """Whether the file that describes *folder* is of an earlier export.

    Args:
        folder: What is to be written over.
        file: `export.json`, or the descriptor of the folder.
        form: What `export.json` has to name.

    Raises:
        InputError: A descriptor is there that no export wrote.
    """
    if file == Path(NAME):
        resources_before(folder / file)
        return True
    if file != Path(ABOUT):
        return False
    try:
        told = msgspec.json.decode((folder / file).read_bytes(), type=_About)
    except msgspec.DecodeError:
        return False
    return told.format == form


class _About(msgspec.Struct):
    format: str
