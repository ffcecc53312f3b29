"""Write the report of each organisation's county, with its worklists, for people."""

from typing import Final

from hytedata.errors import InputError
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.coverage import run_coverage
from hytedata.runs.gaps.area import ReportArea
from hytedata.runs.gaps.report import GapsReport
from hytedata.runs.gaps.write import require_report_libraries, write_report
from hytedata.runs.progress import Step
from hytedata_daemon.jobs.area import counties_of
from hytedata_daemon.jobs.task import Task
from hytedata_daemon.report_folders import new_reports

_STEP: Final = "writing reports"


def write_reports(task: Task, rules: RuleSet, report: GapsReport) -> str:
    """Count each county, and write what was found there; returns why that could not be written.

    Counties are counted all the same: the pages show them.

    Raises:
        StopAsked: The daemon is to stop; what was written so far is thrown away.
        StoreError: The store cannot be used.
    """
    counties = counties_of(task.config)
    if not counties:
        return ""
    folder = task.settings.reports_folder
    try:
        require_report_libraries()
        with new_reports(folder, task.now()) as draft:
            for number, county in enumerate(counties):
                task.tell(Step(_STEP, number, len(counties)))
                area = ReportArea("county", county)
                write_report(draft / county, task.config, task.store, rules, report, area)
        return ""
    except (InputError, ModuleNotFoundError, OSError) as error:
        for county in counties:
            run_coverage(task.config, task.store, county, report.day)
        told = str(error).partition("; or leave out --out")[0]
        return (
            f"what was found is kept, but the report could not be written to {folder}: {told}; "
            "see that the service can write there, or set daemon.reports"
        )
