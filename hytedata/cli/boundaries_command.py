"""`hytedata boundaries`: borders of municipalities and counties, fetched and kept."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, say
from hytedata.config import load_config
from hytedata.errors import InputError

if TYPE_CHECKING:
    from hytedata.clients.boundaries import Boundaries

_KINDS = {"municipality": "municipalities", "county": "wellbeing services counties"}
_SCALES = {"1000k": ", 1:1 000 000", "4500k": ", 1:4 500 000", None: ""}


@click.group()
def boundaries() -> None:
    """Fetch and keep the borders of municipalities and wellbeing services counties."""


@boundaries.command(
    epilog="""\b
Examples:
  hytedata boundaries fetch
  hytedata boundaries fetch --kind county --out counties.geojson

\b
Exit codes:
  0  the borders are there
  2  the map service does not answer and nothing is kept
  4  usage or configuration"""
)
@config_option
@click.option("--year", type=int, help="The division of this year; the newest without it.")
@click.option(
    "--scale",
    type=click.Choice(["1000k", "4500k"]),
    default="1000k",
    show_default=True,
    help="1:1 000 000, or 1:4 500 000 for overview maps.",
)
@click.option(
    "--kind",
    type=click.Choice(["municipality", "county"]),
    default="municipality",
    show_default=True,
)
@click.option("--refresh", is_flag=True, help="Ask the map service also for what is kept.")
@click.option(
    "--out",
    type=OutPath(),
    help="Also write them to this file, .geojson or .gpkg.",
)
@json_option
def fetch(
    file: Path,
    year: int | None,
    scale: Literal["1000k", "4500k"],
    kind: Literal["municipality", "county"],
    refresh: bool,
    out: Path | None,
    as_json: bool,
) -> int:
    """Get borders as the configuration says: from Statistics Finland, from the cache, or a file."""
    try:
        from hytedata.export.boundary_file import check_boundary_file, write_boundaries
        from hytedata.runs.boundaries import open_boundaries
    except ModuleNotFoundError as error:
        raise InputError(
            f"borders need {error.name}: install it with pip install 'hytedata[geo]'"
        ) from error
    settings = load_config(file, environ=os.environ)
    if out is not None:
        check_boundary_file(out)
    found = open_boundaries(settings, kind=kind, scale=scale, year=year, refresh=refresh)
    if out is not None:
        write_boundaries(out, found)
    if as_json:
        print_json(_document(found, out))
    else:
        _tell(found, out)
    return Exit.DONE


def _tell(found: "Boundaries", out: Path | None) -> None:
    say(f"{len(found)} {_KINDS[found.kind]} of {found.year}{_SCALES[found.scale]}.")
    for remark in found.remarks:
        notes().print(f"Note: {remark}.", markup=False)
    if found.attribution:
        say(found.attribution)
    if out is not None:
        say(f"Written to {out}.")


def _document(found: "Boundaries", out: Path | None) -> dict[str, object]:
    return {
        "kind": found.kind,
        "year": found.year,
        "scale": found.scale,
        "codes": list(found.codes),
        "attribution": found.attribution,
        "licence": found.licence,
        "source": found.source,
        "checksum": found.checksum,
        "remarks": list(found.remarks),
        "out": str(out) if out else None,
    }
