"""`hytedata gaps coverage`: where each hyte theme has something to show in a county."""

import os
from datetime import date
from pathlib import Path
from typing import Final

import click

from hytedata.classify import Survey
from hytedata.cli.coverage_text import print_coverage
from hytedata.cli.coverage_words import print_change, print_readiness, print_survey
from hytedata.cli.days import day_of
from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, results
from hytedata.config import load_config
from hytedata.errors import InputError
from hytedata.export.whole import write_whole
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.quality.coverage.table import write_csv
from hytedata.quality.readiness import Profile
from hytedata.runs.coverage import CoverageReport, run_coverage
from hytedata.runs.open_store import open_store

_FORMATS: Final = (".csv", ".json")


@click.command(
    epilog="""\b
Examples:
  hytedata gaps coverage --county Kainuu
  hytedata gaps coverage --county 19 --out coverage.csv
  hytedata gaps coverage --county Kainuu --survey --json

\b
Exit codes:
  0  counted, and everything was read
  2  failed
  3  counted, but something was not read: its cells say so
  4  usage or configuration"""
)
@config_option
@click.option(
    "--county", required=True, metavar="PLACE", help="Code or name of the county (20, Kainuu)."
)
@click.option(
    "--on", "day", default="today", show_default=True, help="The first day that events are of."
)
@click.option(
    "--days",
    type=click.IntRange(1, 365),
    default=30,
    show_default=True,
    help="So many days of events.",
)
@click.option(
    "--profile",
    "profile_file",
    type=click.Path(path_type=Path),
    help="Criteria of a tray as TOML; without it, what is known of Tarmoa's.",
)
@click.option("--survey", "by_survey", is_flag=True, help="Also by the survey's categories.")
@click.option("--out", type=OutPath(), help="Also write it to a .csv or .json file.")
@click.option("--no-keep", is_flag=True, help="Do not keep it for later runs to compare with.")
@json_option
def coverage(
    file: Path,
    county: str,
    day: str,
    days: int,
    profile_file: Path | None,
    by_survey: bool,
    out: Path | None,
    no_keep: bool,
    as_json: bool,
) -> int:
    """Count services, places and events of each hyte theme in each municipality of a county.

    Reads nothing: run `hytedata read` before. What was not read is told, and never counts as
    empty.
    """
    settings = load_config(file, environ=os.environ)
    today = day_of("--on", day, _today())
    _check(out)
    profile = Profile.of(profile_file) if profile_file else Profile.packaged()
    with open_store(settings) as store:
        report = run_coverage(
            settings, store, county, today, days=days, profile=profile, keep=not no_keep
        )
    if out:
        _write(report, out)
    if as_json:
        print_json({"complete": _is_complete(report), **report.model_dump(mode="json")})
    else:
        _print(report, profile, by_survey=by_survey)
    if _is_complete(report):
        return Exit.DONE
    place = f"--county {report.coverage.county}"
    notes().print(
        f"Not everything was read. Read it with hytedata read ptv {place}, hytedata read lipas "
        f"{place}, hytedata read events; then count again.",
        markup=False,
    )
    return Exit.INCOMPLETE


def _print(report: CoverageReport, profile: Profile, *, by_survey: bool) -> None:
    console = results()
    print_coverage(report.coverage, console)
    print_readiness(report.readiness, profile, console)
    print_change(report.change, console)
    if by_survey:
        survey = Survey.packaged()
        console.print(survey.name.best("en"), markup=False, style="bold")
        print_survey(report.survey, console)
        console.print(f"Nobody was asked about: {', '.join(survey.unasked)}.", markup=False)


def _is_complete(report: CoverageReport) -> bool:
    return not any(one.unread for one in report.coverage.municipalities)


def _check(out: Path | None) -> None:
    # Before anything is counted.
    if out is not None and out.suffix.lower() not in _FORMATS:
        raise InputError(f"--out {out}: its name must end in {' or '.join(_FORMATS)}")


def _write(report: CoverageReport, out: Path) -> None:
    if out.suffix.lower() == ".csv":
        count = write_whole(out, lambda stream: write_csv(report.coverage, stream))
        notes().print(f"{count} row(s) written to {out}.", markup=False)
        return
    document = report.model_dump_json(indent=2).encode()
    write_whole(out, lambda stream: stream.write(document))
    notes().print(f"Written to {out}.", markup=False)


def _today() -> date:
    return day_in_finland(utc_now())
