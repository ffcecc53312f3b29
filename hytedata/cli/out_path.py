"""The type of `--out`: a file or folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from os import PathLike

_DASH = "-"


class OutPath(click.Path):
    """A path to write to; `-` is refused: a file of that name is what nobody means."""

    def __init__(self, *, file_okay: bool = True) -> None:
        super().__init__(path_type=Path, file_okay=file_okay)

    def convert(
        self,
        value: "str | PathLike[str]",
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> "str | bytes | PathLike[str]":
        """Return the path."""
        if str(value) == _DASH:
            self.fail("name a file or folder; - is neither", param, ctx)
        return super().convert(value, param, ctx)
