"""`hytedata export`: what the store holds, written to a file without asking any register."""

import os
from pathlib import Path
from typing import Final, get_args

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.read_export import days_of_data, export_checked, filters_of
from hytedata.cli.read_options import around_options, descriptor_option, file_options, place_options
from hytedata.cli.screen import notes, print_json
from hytedata.config import load_config
from hytedata.errors import InputError
from hytedata.export import ExportFormat
from hytedata.runs.open_store import open_store
from hytedata.runs.read import ReadScope
from hytedata.store import Catalogue

_EPILOG: Final = """\b
Examples:
  hytedata export --source lipas --out sites.csv
  hytedata export --county Kainuu --format geoparquet --out kainuu --descriptor
  hytedata export --source ptv --kind service --out services.ndjson"""


@click.command(epilog=_EPILOG)
@config_option
@click.option("--source", help="Only of this register, lipas or ptv, or of this calendar.")
@click.option("--kind", help="Only of this kind: sports-site, service, service-channel, event …")
@place_options(
    municipality="Only of this municipality (889, Utajärvi); may be given several times.",
    county="Only of this wellbeing services county (19, Lappi).",
    region="Only of this region (17).",
)
@click.option(
    "--nationwide", is_flag=True, help="With a place: also what is meant for the whole country."
)
@around_options(
    within="Only what has a part in the areas of this file.",
    near="Only what has a part so near to a point (WGS 84 degrees), or to the centre of a "
    "municipality: Oulu,2000.",
)
@click.option("--include-absent", is_flag=True, help="Also what the registers no longer give.")
@file_options(
    out="The file, or the folder of geoparquet.", formats=get_args(ExportFormat), others=True
)
@descriptor_option
@json_option
def export(
    file: Path,
    source: str | None,
    kind: str | None,
    municipalities: tuple[str, ...],
    counties: tuple[str, ...],
    regions: tuple[str, ...],
    nationwide: bool,
    within: Path | None,
    near: str | None,
    include_absent: bool,
    out: Path | None,
    form: str | None,
    descriptor: bool,
    as_json: bool,
) -> int:
    """Write what the store holds to a file, without reading any register.

    `hytedata formats` tells what each format loses.
    """
    settings = load_config(file, environ=os.environ)
    if out is None:
        raise InputError("name the file to write with --out")
    scope = ReadScope.of(municipalities, counties, regions, nationwide=nationwide)
    filters = filters_of(scope, within, near, out)
    filters["include_absent"] = include_absent
    wanted = export_checked(out, form, filters, descriptor=descriptor)
    with open_store(settings) as store:
        kinds = _kinds(store.catalogue, source, kind)
        records = store.catalogue.records(source=source, kind=kind, **filters)
        count = wanted.write(records, days_of_data(store.catalogue, source))
    if as_json:
        print_json({"file": str(out), "format": wanted.form, "records": count})
    for line in wanted.told(count, kinds):
        notes().print(line, markup=False)
    if not kinds:
        notes().print("The store holds nothing yet: read a register, as with hytedata read lipas.")
    return Exit.DONE


def _kinds(catalogue: Catalogue, source: str | None, kind: str | None) -> list[str]:
    """Return which kinds there are of what is asked for, checked."""
    known = catalogue.kinds(source=source, kind=kind)
    if not known and (source or kind):
        there = ", ".join(" ".join(one) for one in catalogue.kinds())
        raise InputError(
            f"the store holds no such records; it holds {there or 'nothing yet: read a register'}"
        )
    return [of for _, of in known]
