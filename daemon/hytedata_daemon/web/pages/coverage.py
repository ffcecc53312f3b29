"""`/coverage`: what there is of each theme in each municipality, as the last run counted it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from starlette.responses import FileResponse, Response

from hytedata.codes import find_municipality
from hytedata.config import Config
from hytedata.export.map.words import area_name
from hytedata.quality.coverage import Coverage, changed_since
from hytedata.quality.report.coverage_view import coverage_view
from hytedata.quality.report.language import words as report_words
from hytedata.runs.coverage import CoverageReport
from hytedata.runs.gaps.area import ReportArea
from hytedata.runs.gaps.report_coverage import coverage_table
from hytedata.store.coverage_runs import CoverageRuns
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.problems import PageProblem
from hytedata_daemon.web.pages.rendering import page

_SUFFIXES: Final = frozenset({".html", ".xlsx", ".csv", ".json", ".ndjson", ".geojson"})
"""Of a report's files: whatever else the folder holds is not for a browser."""


def show(asked: Asked) -> Response:
    """Show the coverage of one county, the first of the configured ones unless one is named."""
    counties = list(dict.fromkeys(_counties(asked.settings.config)))
    chosen = asked.choice("county", counties) or (counties[0] if counties else None)
    report = _report(asked.store.catalogue.coverage, chosen) if chosen else None
    told = report_words(asked.language)
    table = coverage_table(report, ReportArea("county", chosen)) if report and chosen else None
    return page(
        asked,
        "coverage.html.j2",
        counties=[(code, area_name(code, "county", asked.language)) for code in counties],
        chosen=chosen,
        day_counted=report.coverage.today if report else None,
        coverage=coverage_view(table, told) if table else None,
        report_words=told,
        files=[file.name for file in _files(asked.parts.reports)],
    )


def download(asked: Asked) -> Response:
    """Give a file of the report that the gaps job wrote.

    Only names that are in the folder are looked up: no part of the address becomes a path.
    """
    name = asked.path("name")
    found = next((one for one in _files(asked.parts.reports) if one.name == name), None)
    if found is None:
        raise PageProblem(404, "not-found", way="/coverage")
    # As a file to keep, never as a page of ours: it holds foreign texts and a script.
    return FileResponse(found, filename=found.name, content_disposition_type="attachment")


def _counties(config: Config) -> Iterator[str]:
    for organisation in config.organisation:
        for code in organisation.municipalities:
            found = find_municipality(code)
            if found is not None:
                yield found.municipality.county.code


def _report(runs: CoverageRuns, county: str) -> CoverageReport | None:
    """Return what the last run counted; None where there is none that this version can read."""
    latest = runs.latest(county)
    if latest is None:
        return None
    try:
        found = Coverage.model_validate_json(latest.document)
        earlier = runs.latest(county, before=latest.day)
        before = Coverage.model_validate_json(earlier.document) if earlier else None
    except ValidationError:
        return None
    return CoverageReport(coverage=found, change=changed_since(before, found) if before else None)


def _files(folder: Path | None) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    return sorted(
        one
        for one in folder.iterdir()
        if one.is_file() and one.suffix in _SUFFIXES and one.name[0] != "."
    )
