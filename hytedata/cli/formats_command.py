"""`hytedata formats`: in which formats records are written, and what each of them loses."""

from typing import cast

import click
from rich.table import Table

from hytedata.cli.exits import Exit
from hytedata.cli.options import json_option
from hytedata.cli.screen import print_json, results
from hytedata.export import FORMATS, ExportFormat
from hytedata.export.line_schema import published_schema
from hytedata.models.common import Json


@click.command(
    epilog="""\b
Examples:
  hytedata formats
  hytedata formats csv
  hytedata formats --schema sports-site"""
)
@click.argument("name", required=False, type=click.Choice(tuple(FORMATS)))
@click.option(
    "--schema",
    "kind",
    metavar="KIND",
    help="Print the JSON Schema of a line of ndjson: of a sports-site, a service …",
)
@json_option
def formats(name: str | None, kind: str | None, as_json: bool) -> int:
    """Tell the formats of `hytedata read`, or which of our fields one of them cannot carry."""
    if kind is not None:
        print_json(dict(published_schema(kind)))
        return Exit.DONE
    chosen = (cast("ExportFormat", name),) if name else tuple(FORMATS)
    if as_json:
        print_json({"formats": [_told(one) for one in chosen]})
    elif name:
        results().print(_losses(chosen[0]))
    else:
        results().print(_all())
    return Exit.DONE


def _told(name: ExportFormat) -> Json:
    form = FORMATS[name]
    lost: list[Json] = [dict(loss._asdict()) for loss in form.losses]
    return {"format": form.name, "suffix": form.suffix, "losses": lost}


def _all() -> Table:
    table = Table("format", "files end with", "losses", box=None, pad_edge=False)
    for form in FORMATS.values():
        table.add_row(form.name, form.suffix or "a folder", str(len(form.losses)))
    return table


def _losses(name: ExportFormat) -> Table:
    table = Table("not carried", "why", box=None, pad_edge=False)
    for loss in FORMATS[name].losses:
        table.add_row(loss.field, loss.why)
    return table
