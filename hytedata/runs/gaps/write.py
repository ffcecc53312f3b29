"""Writing what a run found into a folder: for people a report, for programs the findings."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from hytedata.config import Config
from hytedata.errors import InputError
from hytedata.export.whole import write_whole
from hytedata.models.finding import SCHEMA
from hytedata.quality.coverage.table import write_csv
from hytedata.quality.report.files import write_reports
from hytedata.quality.rule import RULE_LANGUAGES, RuleLanguage
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.gaps.area import ReportArea
from hytedata.runs.gaps.report import GapsReport
from hytedata.runs.gaps.report_data import report_data
from hytedata.store import Store
from hytedata.store.finding_query import FindingFilter

_LIBRARIES: Final = ("jinja2", "xlsxwriter")


def require_report_libraries() -> None:
    """Do nothing where reports can be written.

    Raises:
        InputError: A library is not installed; says how to install it.
    """
    lacking = [name for name in _LIBRARIES if find_spec(name) is None]
    if lacking:
        raise InputError(
            f"a report needs {' and '.join(lacking)}: pip install 'hytedata[reports]'; or leave "
            "out --out"
        )


def write_report(
    folder: Path,
    config: Config,
    store: Store,
    rules: RuleSet,
    report: GapsReport,
    area: ReportArea,
    languages: Sequence[RuleLanguage] = RULE_LANGUAGES,
) -> tuple[Path, ...]:
    """Write the report of an area with its worklists; returns the files.

    Args:
        folder: It is made where it is missing; files of these names in it are replaced.
        config: Its calendars and borders are what the report tells of.
        store: Where records and findings are.
        rules: All that there are.
        report: Of the run.
        area: One county or municipality.
        languages: Of the report.

    Raises:
        InputError: The folder cannot be written, or a library is not installed.
        StoreError: The store cannot be used.
    """
    told = report_data(config, store, rules, report, area)
    written = write_reports(told.data, folder, languages=languages)
    table = folder / "coverage.csv"
    write_whole(table, lambda stream: write_csv(told.coverage.coverage, stream))
    return (_run(folder, report), table, *written)


def write_findings(
    folder: Path, store: Store, report: GapsReport, wanted: FindingFilter
) -> tuple[Path, ...]:
    """Write the run and the findings to be mended, for programs alone; returns the files.

    Args:
        folder: It is made where it is missing; files of these names in it are replaced.
        store: Where the findings are.
        report: Of the run.
        wanted: Which findings.

    Raises:
        InputError: The folder cannot be written.
    """

    def findings(stream: BinaryIO) -> int:
        for one in store.catalogue.findings.all(**wanted):
            line = {"schema": SCHEMA, **one.model_dump(mode="json")}
            stream.write(msgspec.json.encode(line) + b"\n")
        return stream.tell()

    listed = folder / "findings.ndjson"
    told = _run(folder, report)
    write_whole(listed, findings)
    return told, listed


def _run(folder: Path, report: GapsReport) -> Path:
    told = folder / "gaps.json"
    document = msgspec.json.format(report.model_dump_json().encode(), indent=2)
    write_whole(told, lambda stream: stream.write(document))
    return told
