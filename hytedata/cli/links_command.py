"""`hytedata links export`: which records of all registers are one thing, as a table."""

import os
from pathlib import Path
from typing import Final, cast

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.out_path import OutPath
from hytedata.cli.read_export import days_of_data, form_of
from hytedata.cli.screen import print_json, progress, say
from hytedata.config import load_config
from hytedata.export.link_rows import CERTAINTIES, Certainty
from hytedata.export.link_table import FORMATS, LinkFormat
from hytedata.runs.open_store import open_store

_BY_SUFFIX: Final[dict[str, LinkFormat]] = {".csv": "csv"}


@click.group()
def links() -> None:
    """Tell which records of several registers are one thing."""


@links.command(
    epilog="""\b
Examples:
  hytedata links export --out links.csv
  hytedata links export --out links.ndjson --at-least possible

\b
Exit codes: 0 written · 4 usage or configuration"""
)
@config_option
@click.option("--out", type=OutPath(), required=True, help="The file; .csv is a table.")
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), help="Else by the ending.")
@click.option(
    "--at-least",
    type=click.Choice(CERTAINTIES),
    default="strong",
    show_default=True,
    help="How sure; `possible` adds what waits for a person.",
)
@json_option
def export(file: Path, out: Path, form: str | None, at_least: str, as_json: bool) -> int:
    """Write one row per real-world thing with its PTV, Lipas and calendar ids and the evidence.

    It is made of what was read before: publications of the sync, decisions on adoption, places
    that are alike, and groups of events.
    """
    settings = load_config(file, environ=os.environ)
    chosen = form_of(out, cast("LinkFormat | None", form), _BY_SUFFIX, "ndjson")
    # Late: they load the libraries for geometry and matching.
    from hytedata.runs.linking import link_rows

    with open_store(settings) as store, progress() as tell:
        rows = link_rows(store, at_least=cast("Certainty", at_least), tell=tell)
        count = FORMATS[chosen].write(out, rows, day=days_of_data(store.catalogue))
    if as_json:
        print_json({"out": str(out), "format": chosen, "rows": count})
    else:
        say(f"{count} thing(s) that several registers have: {out}")
    return Exit.DONE
