"""`hytedata gaps`: what is wrong with the records of the store, and who is to mend it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import click

from hytedata.cli.coverage_command import coverage
from hytedata.cli.exits import Exit
from hytedata.cli.gaps_asked import Asked, Written, write
from hytedata.cli.gaps_findings_commands import explain, list_rules, trend, waive
from hytedata.cli.gaps_options import area_options, languages_option
from hytedata.cli.gaps_text import report_text
from hytedata.cli.options import config_option, json_option
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, progress, results
from hytedata.config import load_config
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.models.finding import Severity
from hytedata.quality.owners import owner_name
from hytedata.quality.rule import RuleLanguage
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.gaps.alone import alone
from hytedata.runs.gaps.knowledge import StoreKnowledge
from hytedata.runs.gaps.report import GapsReport
from hytedata.runs.gaps.run import GapsOptions, run_gaps
from hytedata.runs.gaps.write import require_report_libraries
from hytedata.runs.open_store import open_store
from hytedata.store.catalogue import Catalogue
from hytedata.store.finding_query import FindingFilter
from hytedata.store.findings import FindingCount


@click.group()
def gaps() -> None:
    """Find what is wrong with the records that were read, and who is to mend it."""


@gaps.command(
    epilog="""\b
Examples:
  hytedata gaps run
  hytedata gaps run --county Kainuu --out gaps
  hytedata gaps run --municipality Kajaani --out gaps --language fi
  hytedata gaps run --only PTV-CON-006 --only PTV-CON-007
  hytedata gaps run --fail-on error

\b
Exit codes:
  0  done; with --fail-on: nothing so grave was found
  1  with --fail-on: something so grave, or graver, is to be mended
  2  failed
  3  nothing was read into the store yet
  4  usage or configuration"""
)
@config_option
@click.option(
    "--only", multiple=True, metavar="CODE", help="Only this rule, at all records; repeatable."
)
@click.option(
    "--trust",
    multiple=True,
    metavar="CODE",
    help="You looked at this rule whose count jumped, and it is right; repeatable.",
)
@area_options
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info")),
    help="End with 1 where something so grave is to be mended.",
)
@click.option(
    "--out",
    type=OutPath(),
    help="Write the report of one county or municipality, with its worklists, to this folder.",
)
@languages_option
@json_option
def run(
    file: Path,
    only: tuple[str, ...],
    trust: tuple[str, ...],
    municipalities: tuple[str, ...],
    counties: tuple[str, ...],
    fail_on: str | None,
    out: Path | None,
    languages: tuple[RuleLanguage, ...],
    as_json: bool,
) -> int:
    """Check all records that were read, keep what is wrong, and show it.

    Nothing is read from the registers: run `hytedata read` before. Only what changed since the
    last run is looked at anew. An area limits what is shown and written, not what is checked.
    Without one the report is of the county that the configured organisations lie in.
    """
    settings = load_config(file, environ=os.environ)
    asked = Asked.of(municipalities, counties, settings)
    if out is not None and asked.reported is not None:
        require_report_libraries()
    rules = RuleSet.load()
    shown: RuleLanguage = languages[0] if languages else "en"
    today = day_in_finland(utc_now())
    with open_store(settings) as store, alone(store):
        catalogue = store.catalogue
        with progress() as tell:
            report = run_gaps(
                catalogue,
                today,
                rules=rules,
                knowledge=StoreKnowledge.of(catalogue, settings),
                options=GapsOptions(
                    only=only or None,
                    trust=trust,
                    calendars={one.name: one.kind for one in settings.calendar},
                ),
                tell=tell,
            )
        wanted: FindingFilter = {**asked.wanted, "rules": report.only}
        counts = catalogue.findings.counts(**wanted)
        written = Written()
        if out is not None:
            notes().print(f"Writing to {out} …", markup=False)
            written = write(out, settings, store, rules, report, asked, languages)
        if as_json:
            print_json(_document(catalogue, report, counts, written, asked))
        else:
            results().print(
                report_text(
                    report,
                    rules,
                    _by_rule(counts),
                    _owners(catalogue, wanted, shown),
                    where=asked.name,
                    language=shown,
                )
            )
    if written.told:
        notes().print(written.told, markup=False)
    if not report.records:
        return Exit.INCOMPLETE
    return _exit(counts, cast("Severity | None", fail_on))


def _by_rule(counts: Sequence[FindingCount]) -> list[tuple[str, Severity, int]]:
    found: dict[tuple[str, Severity], int] = {}
    for one in counts:
        key = (one.rule, one.severity)
        found[key] = found.get(key, 0) + one.found
    order = ("error", "warning", "info")
    rows = [(rule, severity, number) for (rule, severity), number in found.items()]
    return sorted(rows, key=lambda row: (order.index(row[1]), -row[2], row[0]))


def _owners(catalogue: Catalogue, wanted: FindingFilter, language: str) -> list[tuple[str, int]]:
    names = catalogue.checks.names("ptv", "organisation")
    return [
        (owner_name(owner, language, names) if owner else "nobody is known", number)
        for owner, number in catalogue.findings.owners(**wanted).items()
    ]


def _exit(counts: Sequence[FindingCount], fail_on: Severity | None) -> Exit:
    if fail_on is None:
        return Exit.DONE
    order: tuple[Severity, ...] = ("error", "warning", "info")
    grave = order[: order.index(fail_on) + 1]
    return Exit.FINDINGS if any(one.severity in grave for one in counts) else Exit.DONE


def _document(
    catalogue: Catalogue,
    report: GapsReport,
    counts: Sequence[FindingCount],
    written: Written,
    asked: Asked,
) -> dict[str, object]:
    wanted: FindingFilter = {**asked.wanted, "rules": report.only}
    owners = catalogue.findings.owners(**wanted)
    return {
        **report.model_dump(mode="json"),
        "area": list(asked.codes),
        "counts": [one._asdict() for one in counts],
        "owners": [{"owner": one, "found": number} for one, number in owners.items()],
        "out": [str(one) for one in written.files],
    }


for _command in (list_rules, explain, waive, trend, coverage):
    gaps.add_command(_command)
