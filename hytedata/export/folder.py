"""An export of several files: a folder that is written whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from hytedata.errors import InputError
from hytedata.export.credits import CREDITS
from hytedata.export.exporter import Loss

ABOUT: Final = "export.json"
"""In every such folder: its format, licence, credit and losses. A folder with it is ours."""


def write_folder(out: Path, write: Callable[[Path], int]) -> int:
    """Give *write* an empty folder to fill that becomes *out*; returns what it returns.

    A folder that an earlier export made is replaced; one that holds anything else is left alone.

    Raises:
        InputError: *out* is a file or somebody else's folder, or cannot be written.
    """
    target = out.resolve()
    _check_is_ours(out, target)
    draft, old = (target.with_name(f".{target.name}.{secrets.token_hex(4)}.{end}") for end in _ENDS)
    try:
        draft.mkdir(parents=True)
        count = write(draft)
        if target.exists():
            os.replace(target, old)
        os.replace(draft, target)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror or error}") from error
    finally:
        for left in (draft, old):
            shutil.rmtree(left, ignore_errors=True)
    return count


_ENDS: Final = ("part", "old")


def _check_is_ours(out: Path, target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise InputError(f"{out} is a file; this format is a folder of files: name another place")
    if any(target.iterdir()) and not (target / ABOUT).is_file():
        raise InputError(f"{out} holds files that no export made; name another folder")


def write_about(
    folder: Path, form: str, sources: Sequence[str], losses: Sequence[Loss], day: date
) -> None:
    """Write what the folder is: format, licence and credit of each register, losses."""
    credits = [
        {
            "source": source,
            "licence": CREDITS[source].licence,
            "licence_url": CREDITS[source].url,
            "attribution": CREDITS[source].attribution(day),
        }
        for source in sources
        if source in CREDITS
    ]
    about = {
        "format": form,
        "day": day.isoformat(),
        "sources": credits,
        "losses": [one._asdict() for one in losses],
    }
    text = msgspec.json.format(msgspec.json.encode(about), indent=2)
    (folder / ABOUT).write_bytes(text + b"\n")
