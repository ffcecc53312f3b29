"""The option `--format`, which also takes the formats of other installed projects."""

from collections.abc import Sequence

import click

from hytedata.extensions import EXPORTERS, installed


class FormatWord(click.Choice[str]):
    """One of our formats, or the name of another project's; its code is loaded where it is used."""

    def __init__(self, ours: Sequence[str]) -> None:
        super().__init__(ours)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return *value*; other projects are looked for only where it is none of ours."""
        others = () if value in self.choices else tuple(one.name for one in installed(EXPORTERS))
        return value if value in others else super().convert(value, param, ctx)
