"""`/coverage`: what there is of each theme in each municipality, as the last run counted it."""

from collections.abc import Iterator

from pydantic import ValidationError
from starlette.responses import Response

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
from hytedata_daemon.web.pages.rendering import page
from hytedata_daemon.web.pages.reports import report_of


def show(asked: Asked) -> Response:
    """Show the coverage of one county, the first of the configured ones unless one is named."""
    counties = counties_of(asked.settings.config)
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
        report=report_of(asked, chosen) if chosen else None,
    )


def counties_of(config: Config) -> list[str]:
    """Return the counties of the configured organisations, each once, in their order."""
    return list(dict.fromkeys(_counties(config)))


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
