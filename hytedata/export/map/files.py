"""A map as a file: the format is told by its ending, and it is there whole or not at all."""

import os
import secrets
from pathlib import Path
from typing import Final

from hytedata.errors import InputError
from hytedata.export.map.html import to_html
from hytedata.export.map.picture import Picture
from hytedata.export.map.png import require_png, to_png
from hytedata.export.map.svg import to_svg

SUFFIXES: Final = (".svg", ".html", ".png")


def check_map_file(path: Path) -> None:
    """Check that a map can be written to *path*, before anything long begins.

    Raises:
        InputError: The ending is another, it is a folder or in none, or what PNG needs is not
            installed.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"{path}: a map is written as {', '.join(SUFFIXES)}; the ending says which"
        )
    if path.is_dir() or not path.parent.is_dir():
        raise InputError(f"{path}: name a file in a folder that exists")
    if path.suffix.lower() == ".png":
        require_png()


def write_map(path: Path, picture: Picture) -> None:
    """Write a map as its ending says.

    Raises:
        InputError: The ending is another, what PNG needs is not installed, or the file cannot be
            written.
    """
    check_map_file(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        draft.write_bytes(_content(path.suffix.lower(), picture))
        os.replace(draft, path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)


def _content(suffix: str, picture: Picture) -> bytes:
    if suffix == ".png":
        return to_png(picture)
    return (to_svg(picture) if suffix == ".svg" else to_html(picture)).encode()
