"""`hytedata read`: registers into the catalogue, and from there into files."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, get_args

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.read_events_command import events
from hytedata.cli.read_export import Export, export_to, filters_of
from hytedata.cli.read_options import (
    C,
    around_options,
    descriptor_option,
    file_options,
    full_option,
    place_options,
)
from hytedata.cli.read_text import print_places, print_report
from hytedata.cli.screen import notes, print_json, progress, results
from hytedata.config import Config, load_config
from hytedata.export import ExportFormat
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.runs.classify import ClassesReport, classify_records
from hytedata.runs.open_ptv import open_ptv
from hytedata.runs.open_store import open_store
from hytedata.runs.progress import OnProgress
from hytedata.runs.read import (
    PlacesReport,
    ReadReport,
    ReadScope,
    read_lipas,
    read_ptv,
    resolve_after_read,
)
from hytedata.store import Store

Job = Callable[[Config, Store, OnProgress], ReadReport]

_EXITS: Final = """\b
Exit codes:
  0  all that was asked for was read
  2  failed
  3  the register was read incompletely: what came is kept, nothing became absent
  4  usage or configuration"""


def _options(command: C) -> C:
    for options in reversed(
        (
            config_option,
            place_options(
                municipality="Only this municipality (889, Utajärvi); may be given several times.",
                county="Only the municipalities of this wellbeing services county (19, Lappi).",
                region="Only the municipalities of this region (17).",
            ),
            around_options(
                within="Write only what has a part in the areas of this file.",
                near="Write only what has a part so near to a point (WGS 84 degrees), or to the "
                "centre of a municipality: Oulu,2000.",
            ),
            full_option,
            file_options(
                out="Also write what was read to a file.",
                formats=get_args(ExportFormat),
                others=True,
            ),
            descriptor_option,
            json_option,
        )
    ):
        command = options(command)
    return command


@click.group()
def read() -> None:
    """Read a register into the catalogue of the store, and write it to files."""


read.add_command(events)


@read.command(
    epilog=f"""\b
Examples:
  hytedata read lipas --municipality 889 --out sites.geojson
  hytedata read lipas --county 19 --out sites.xlsx
  hytedata read lipas --format geoparquet --out sites
  hytedata read lipas -m Oulu --near 25.47,65.01,2000 --out centre.geojson

{_EXITS}"""
)
@_options
def lipas(
    file: Path,
    municipalities: tuple[str, ...],
    counties: tuple[str, ...],
    regions: tuple[str, ...],
    within: Path | None,
    near: str | None,
    full: bool,
    out: Path | None,
    form: str | None,
    descriptor: bool,
    as_json: bool,
) -> int:
    """Read sports sites; always in full. Without a place: those of all municipalities."""
    settings = load_config(file, environ=os.environ)
    scope = ReadScope.of(municipalities, counties, regions)
    export = export_to(out, form, filters_of(scope, within, near, out), descriptor=descriptor)

    def job(config: Config, store: Store, tell: OnProgress) -> ReadReport:
        return read_lipas(config, scope, store, tell)

    return _run(settings, job, export, as_json)


@read.command(
    epilog=f"""\b
Examples:
  hytedata read ptv --municipality 889 --nationwide --out services.ndjson
  hytedata read ptv --county 19 --full

{_EXITS}"""
)
@_options
@click.option(
    "--nationwide", is_flag=True, help="With a place: also what is meant for the whole country."
)
@click.option(
    "--no-county-wide",
    is_flag=True,
    help="With a place: do not write what is meant for a county or region that goes beyond it.",
)
def ptv(
    file: Path,
    municipalities: tuple[str, ...],
    counties: tuple[str, ...],
    regions: tuple[str, ...],
    within: Path | None,
    near: str | None,
    full: bool,
    out: Path | None,
    form: str | None,
    descriptor: bool,
    as_json: bool,
    nationwide: bool,
    no_county_wide: bool,
) -> int:
    """Read services, channels, organisations and what goes with them.

    In full once a week, else what changed since. Without a place: everything.
    """
    settings = load_config(file, environ=os.environ)
    scope = ReadScope.of(municipalities, counties, regions, nationwide=nationwide)
    filters = filters_of(scope, within, near, out)
    filters["include_county_wide"] = not no_county_wide
    export = export_to(out, form, filters, descriptor=descriptor)

    def job(config: Config, store: Store, tell: OnProgress) -> ReadReport:
        with open_ptv(config, os.environ) as client:
            return read_ptv(config, scope, store, client, tell, full=full)

    return _run(settings, job, export, as_json)


def _run(settings: Config, job: Job, export: Export | None, as_json: bool) -> int:
    with open_store(settings) as store:
        with progress() as tell:
            report = job(settings, store, tell)
            places = resolve_after_read(settings, store.catalogue, report.source, tell)
            classes = classify_records(store.catalogue, source=report.source, tell=tell)
        kinds = [kind for _, kind in store.catalogue.kinds(source=report.source)]
        written: int | None = None
        try:
            if export:
                written = _write(store, report, export)
        finally:
            # A file that cannot be written must not cost the report.
            screen = notes() if as_json else results()
            print_report(report, screen)
            print_places(places, screen)
            if as_json:
                print_json(_document(report, places, classes, export, written))
    if export and written is not None:
        for line in export.told(written, kinds):
            notes().print(line, markup=False)
    return Exit.DONE if report.complete else Exit.INCOMPLETE


def _write(store: Store, report: ReadReport, export: Export) -> int:
    records = store.catalogue.records(source=report.source, **export.filters)
    return export.write(records, day_in_finland(utc_now()))


def _document(
    report: ReadReport,
    places: PlacesReport,
    classes: ClassesReport,
    export: Export | None,
    written: int | None,
) -> dict[str, object]:
    document: dict[str, object] = {
        **report.model_dump(mode="json"),
        "complete": report.complete,
        "places": places.model_dump(mode="json"),
        "classes": classes.model_dump(mode="json"),
        "out": None,
    }
    if export and written is not None:
        document["out"] = {"file": str(export.out), "format": export.form, "records": written}
    return document
