"""`hytedata formats`: in which formats records are written, and what each of them loses."""

from collections.abc import Mapping
from typing import Final, Protocol

import click
from rich.table import Table

from hytedata.cli.broken_extensions import print_broken, told_broken
from hytedata.cli.exits import Exit
from hytedata.cli.options import json_option
from hytedata.cli.screen import print_json, results
from hytedata.errors import InputError
from hytedata.export import FORMATS, link_table, occurrences
from hytedata.export.exporter import Loss
from hytedata.export.line_schema import published_schema
from hytedata.export.other_exporters import installed_exporters
from hytedata.extensions import BrokenExtension
from hytedata.models.common import Json

_OF: Final = ("records", "events", "links")


class _Format(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    @property
    def losses(self) -> tuple[Loss, ...]: ...


@click.command(
    epilog="""\b
Examples:
  hytedata formats
  hytedata formats csv
  hytedata formats csv --of events
  hytedata formats --schema sports-site"""
)
@click.argument("name", required=False, metavar="[FORMAT]")
@click.option("--of", "of", type=click.Choice(_OF), help="Only formats of these.")
@click.option(
    "--schema",
    "kind",
    metavar="KIND",
    help="Print the JSON Schema of a line of ndjson: of a sports-site, a service, a link …",
)
@json_option
def formats(name: str | None, of: str | None, kind: str | None, as_json: bool) -> int:
    """Tell all formats, or which of our fields one of them cannot carry.

    Records are written by `hytedata read` and `hytedata export`, events by `hytedata read events`,
    links by `hytedata links export`.
    """
    if kind is not None:
        print_json(dict(published_schema(kind)))
        return Exit.DONE
    known, broken = _known()
    chosen = [pair for pair in known if of in (None, pair[0]) and name in (None, pair[1].name)]
    if not chosen:
        raise InputError(_unknown(name or "", known, broken))
    if name:
        # The same word may be of several: records before events before links.
        del chosen[1:]
    if as_json:
        print_json({"formats": [_told(*one) for one in chosen], "broken": told_broken(broken)})
    elif name:
        results().print(_losses(chosen[0][1]))
    else:
        results().print(_all(chosen))
        print_broken(broken)
    return Exit.DONE


def _known() -> tuple[list[tuple[str, _Format]], tuple[BrokenExtension, ...]]:
    """Return all formats with what they are of, and other projects' that cannot be used."""
    others, broken = installed_exporters()
    some: Mapping[str, tuple[_Format, ...]] = {
        "records": (*FORMATS.values(), *others.values()),
        "events": tuple(occurrences.FORMATS.values()),
        "links": tuple(link_table.FORMATS.values()),
    }
    return [(of, one) for of in _OF for one in some[of]], broken


def _unknown(
    name: str, known: list[tuple[str, _Format]], broken: tuple[BrokenExtension, ...]
) -> str:
    for one in broken:
        if one.name == name:
            return f"the format {name} cannot be used: {one.why}"
    names = ", ".join(dict.fromkeys(one.name for _, one in known))
    return f"there is no format {name!r} of what is asked for; there are {names}"


def _told(of: str, form: _Format) -> Json:
    lost: list[Json] = [dict(loss._asdict()) for loss in form.losses]
    return {"format": form.name, "of": of, "suffix": form.suffix, "losses": lost}


def _all(some: list[tuple[str, _Format]]) -> Table:
    table = Table("of", "format", "files end with", "losses", box=None, pad_edge=False)
    for of, form in some:
        table.add_row(of, form.name, form.suffix or "a folder", str(len(form.losses)))
    return table


def _losses(form: _Format) -> Table:
    table = Table("not carried", "why", box=None, pad_edge=False)
    for loss in form.losses:
        table.add_row(loss.field, loss.why)
    return table
