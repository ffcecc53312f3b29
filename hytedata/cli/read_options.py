"""Options that several commands share: which places, which part of the map, which file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar, cast

import click

from hytedata.cli.format_word import FormatWord
from hytedata.cli.out_path import OutPath

Command: TypeAlias = Callable[..., object]
C = TypeVar("C", bound=Command)

full_option = click.option("--full", is_flag=True, help="Read in full, even if that is not due.")

descriptor_option = click.option(
    "--descriptor",
    is_flag=True,
    help="Describe what is written beside it in datapackage.json: fields, licences, losses.",
)


def place_options(*, municipality: str, county: str, region: str | None = None) -> Callable[[C], C]:
    """Add the options for what is named; the arguments tell what each of them means.

    Without *region* regions cannot be named.
    """
    regions = click.option("--region", "regions", multiple=True, metavar="PLACE", help=region)
    return _together(
        click.option(
            "-m",
            "--municipality",
            "municipalities",
            multiple=True,
            metavar="PLACE",
            help=municipality,
        ),
        click.option("--county", "counties", multiple=True, metavar="PLACE", help=county),
        *([] if region is None else [regions]),
    )


def around_options(*, within: str, near: str) -> Callable[[C], C]:
    """Add the options for a part of the map; the arguments tell what each of them means."""
    return _together(
        click.option("--within", type=click.Path(path_type=Path), help=within),
        click.option("--near", metavar="LON,LAT,METRES", help=near),
    )


def file_options(*, out: str, formats: Sequence[str], others: bool = False) -> Callable[[C], C]:
    """Add the options for a file; *out* tells what is written to it.

    With *others* the formats of other installed projects are taken, too.
    """
    return _together(
        click.option("--out", type=OutPath(), help=out),
        click.option(
            "--format",
            "form",
            type=FormatWord(formats) if others else click.Choice(formats),
            help="How --out is written; without it, its ending says so, else ndjson.",
        ),
    )


def _together(*options: Callable[[Command], Command]) -> Callable[[C], C]:
    def put(command: C) -> C:
        made: Command = command
        # As decorators that stand above each other: the last is put on first.
        for option in reversed(options):
            made = option(made)
        return cast("C", made)

    return put
