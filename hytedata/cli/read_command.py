"""`hytedata read`: registers into the catalogue, and from there into files."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar, cast, get_args

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.read_text import print_report
from hytedata.cli.screen import notes, print_json, progress, results
from hytedata.config import Config, load_config
from hytedata.errors import InputError
from hytedata.export import ExportFormat, write_file
from hytedata.runs.open_ptv import open_ptv
from hytedata.runs.open_store import open_store
from hytedata.runs.progress import OnProgress
from hytedata.runs.read import ReadReport, ReadScope, read_lipas, read_ptv
from hytedata.store import Store

C = TypeVar("C", bound=Callable[..., object])
Job = Callable[[Config, Store, OnProgress], ReadReport]

_BY_SUFFIX: Final[dict[str, ExportFormat]] = {
    ".csv": "csv",
    ".geojson": "geojson",
    ".json": "geojson",
}

_EXITS: Final = """\b
Exit codes:
  0  all that was asked for was read
  2  failed
  3  the register was read incompletely: what came is kept, nothing became absent
  4  usage or configuration"""


def _options(command: C) -> C:
    for option in reversed(
        (
            config_option,
            click.option(
                "-m",
                "--municipality",
                "municipalities",
                multiple=True,
                metavar="CODE",
                help="Only this municipality (889); may be given several times.",
            ),
            click.option(
                "--county",
                "counties",
                multiple=True,
                metavar="CODE",
                help="Only the municipalities of this wellbeing services county (19).",
            ),
            click.option("--full", is_flag=True, help="Read in full, even if that is not due."),
            click.option(
                "--out", type=click.Path(path_type=Path), help="Also write what was read to a file."
            ),
            click.option(
                "--format",
                "form",
                type=click.Choice(get_args(ExportFormat)),
                help="How --out is written; without it, its ending says so, else ndjson.",
            ),
            json_option,
        )
    ):
        command = option(command)
    return command


@click.group()
def read() -> None:
    """Read a register into the catalogue of the store, and write it to files."""


@read.command(
    epilog=f"""\b
Examples:
  hytedata read lipas --municipality 889 --out sites.geojson
  hytedata read lipas --county 19 --out sites.csv

{_EXITS}"""
)
@_options
def lipas(
    file: Path,
    municipalities: tuple[str, ...],
    counties: tuple[str, ...],
    full: bool,
    out: Path | None,
    form: str | None,
    as_json: bool,
) -> int:
    """Read sports sites; always in full. Without a place: those of all municipalities."""
    settings = load_config(file, environ=os.environ)
    scope = ReadScope.of(municipalities, counties)

    def job(config: Config, store: Store, tell: OnProgress) -> ReadReport:
        return read_lipas(config, scope, store, tell)

    return _run(settings, scope, job, _export(out, form), as_json)


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
def ptv(
    file: Path,
    municipalities: tuple[str, ...],
    counties: tuple[str, ...],
    full: bool,
    out: Path | None,
    form: str | None,
    as_json: bool,
    nationwide: bool,
) -> int:
    """Read services, channels, organisations and what goes with them.

    In full once a week, else what changed since. Without a place: everything.
    """
    settings = load_config(file, environ=os.environ)
    scope = ReadScope.of(municipalities, counties, nationwide=nationwide)

    def job(config: Config, store: Store, tell: OnProgress) -> ReadReport:
        with open_ptv(config, os.environ) as client:
            return read_ptv(config, scope, store, client, tell, full=full)

    return _run(settings, scope, job, _export(out, form), as_json)


def _export(out: Path | None, form: str | None) -> tuple[Path, ExportFormat] | None:
    """Check how to write, before anything is read.

    Raises:
        InputError: `--format` without `--out`, or a folder.
    """
    if out is None:
        if form is not None:
            raise InputError(f"--format {form}: name the file that it is for with --out")
        return None
    if out.is_dir():
        raise InputError(f"--out {out}: this is a folder; name a file in it")
    chosen = cast(ExportFormat, form) if form else _BY_SUFFIX.get(out.suffix.lower(), "ndjson")
    return out, chosen


def _run(
    settings: Config,
    scope: ReadScope,
    job: Job,
    export: tuple[Path, ExportFormat] | None,
    as_json: bool,
) -> int:
    with open_store(settings) as store:
        with progress() as tell:
            report = job(settings, store, tell)
        written: int | None = None
        try:
            if export:
                written = _write(store, report, scope, *export)
        finally:
            # A file that cannot be written must not cost the report.
            print_report(report, notes() if as_json else results())
            if as_json:
                print_json(_document(report, export, written))
    if export and written is not None:
        notes().print(f"{written} record(s) written to {export[0]}.", markup=False)
    return Exit.DONE if report.complete else Exit.INCOMPLETE


def _write(
    store: Store, report: ReadReport, scope: ReadScope, out: Path, form: ExportFormat
) -> int:
    records = store.catalogue.records(
        source=report.source,
        municipality=scope.municipalities or None,
        include_nationwide=scope.nationwide,
    )
    return write_file(out, form, records)


def _document(
    report: ReadReport, export: tuple[Path, ExportFormat] | None, written: int | None
) -> dict[str, object]:
    document: dict[str, object] = {
        **report.model_dump(mode="json"),
        "complete": report.complete,
        "out": None,
    }
    if export and written is not None:
        document["out"] = {"file": str(export[0]), "format": export[1], "records": written}
    return document
