"""`hytedata sync acceptance`: DVV's technical test list in a test environment, and its report."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from hytedata.cli.acceptance_text import cleaning_text, print_report
from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option, organisation_option
from hytedata.cli.organisations import chosen_organisations
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, progress, results
from hytedata.config import Config, Organisation, load_config
from hytedata.errors import InputError
from hytedata.runs.acceptance import (
    Case,
    CaseResult,
    Ground,
    Report,
    chosen_cases,
    clean,
    make_folder,
    not_run,
    open_ground,
    require_test_addresses,
    run_cases,
    write_report,
)
from hytedata.runs.acceptance.marker import new_run
from hytedata.runs.progress import OnProgress


@click.command(
    epilog="""\b
Examples:
  hytedata sync acceptance --config test.toml --out report
  hytedata sync acceptance -c test.toml --only 2 --only 4.3
  hytedata sync acceptance -c test.toml --clean   (after a run that was killed)

\b
Exit codes:
  0  all that is in scope passed, and everything that was made is archived
  2  something failed, was not run, or could not be archived
  4  usage or configuration; also where an address is production"""
)
@config_option
@organisation_option
@click.option(
    "--out",
    type=OutPath(file_okay=False),
    help="Folder of the report.  [default: acceptance-RUN]",
)
@click.option(
    "--only",
    multiple=True,
    metavar="N",
    help="Only this section (2) or test (2.1) of the list; may be repeated.",
)
@click.option("--clean", "only_clean", is_flag=True, help="Only archive what earlier runs left.")
@click.option("--yes", "agreed", is_flag=True, help="An unknown host is a test environment.")
@json_option
def acceptance(
    file: Path,
    organisation: str | None,
    out: Path | None,
    only: Sequence[str],
    only_clean: bool,
    agreed: bool,
    as_json: bool,
) -> int:
    """Try DVV's technical test list with fresh data, and write the report DVV asks for.

    Writes to PTV: only to a sandbox or a test environment, never to production. Everything it
    makes bears the word Hytekoe and is archived at the end.
    """
    settings = load_config(file, environ=os.environ)
    addresses = {"ptv.url": settings.ptv.url, "ptv.token_url": settings.ptv.token_url}
    require_test_addresses(addresses, agreed=agreed)
    chosen = _one(settings, organisation)
    cases = chosen_cases(only)
    run = new_run()
    if only_clean:
        with open_ground(settings, chosen, os.environ, agreed=agreed, run=run) as ground:
            return _clean(ground, as_json=as_json)
    folder = out or Path(f"acceptance-{run}")
    make_folder(folder)
    with open_ground(settings, chosen, os.environ, agreed=agreed, run=run) as ground:
        report = _test(ground, cases, whole=not only)
    written = write_report(report, folder)
    if as_json:
        print_json(report.to_json())
    else:
        print_report(report, written, results())
    return Exit.DONE if report.passed else Exit.FAILED


def _one(settings: Config, organisation: str | None) -> Organisation:
    chosen = chosen_organisations(settings, organisation)
    if len(chosen) > 1:
        known = ", ".join(f"{one.id} ({one.name})" for one in chosen)
        raise InputError(f"a test is of one organisation; choose with --organisation: {known}")
    return chosen[0]


def _test(ground: Ground, cases: Sequence[Case], *, whole: bool) -> Report:
    """Try the cases, or as many as there is time for until Ctrl-C, then clean up."""
    began_at = ground.now()
    found: list[CaseResult] = []
    with progress() as tell:
        try:
            for result in run_cases(ground, cases, tell=tell):
                found.append(result)  # noqa: PERF402 - kept one by one: Ctrl-C may come
        except KeyboardInterrupt:
            notes().print("Stopped. What was made is being archived.")
        return _report(ground, cases, found, began_at, tell, whole=whole)


def _report(
    ground: Ground,
    cases: Sequence[Case],
    found: Sequence[CaseResult],
    began_at: datetime,
    tell: OnProgress,
    *,
    whole: bool,
) -> Report:
    made = [item for result in found for item in result.made]
    cleaning = clean(ground.bench, run=ground.bench.run, made=made, tell=tell)
    left = [not_run(case) for case in cases[len(found) :]]
    return Report.of(ground, [*found, *left], cleaning, began_at=began_at, whole=whole)


def _clean(ground: Ground, *, as_json: bool) -> int:
    with progress() as tell:
        cleaning = clean(ground.bench, tell=tell)
    report = Report.of(ground, [], cleaning, began_at=ground.now(), whole=False)
    if as_json:
        shown = report.to_json()
        print_json({key: shown[key] for key in ("schema", "run", "host", "cleaning")})
    else:
        results().print(cleaning_text(report.cleaning), highlight=False)
    return Exit.DONE if cleaning.complete else Exit.FAILED
