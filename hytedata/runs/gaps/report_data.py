"""All that a report tells, put together from the store."""

from typing import NamedTuple

from hytedata.config import Config
from hytedata.quality.coverage import Coverage
from hytedata.quality.owners import MACHINERY
from hytedata.quality.readiness import Profile
from hytedata.quality.report.data import NotChecked, ReportData
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.coverage import CoverageReport, run_coverage
from hytedata.runs.gaps.area import ReportArea
from hytedata.runs.gaps.report import GapsReport
from hytedata.runs.gaps.report_coverage import coverage_table, readiness_summary
from hytedata.runs.gaps.report_parts import (
    FindingsView,
    not_checked,
    owner_names,
    reach_of,
    sources_of,
    trend_of,
)
from hytedata.store import Store
from hytedata.store.finding_query import FindingFilter


class Told(NamedTuple):
    """What a report is made of, and the coverage that it shows."""

    data: ReportData
    coverage: CoverageReport


def report_data(
    config: Config, store: Store, rules: RuleSet, report: GapsReport, area: ReportArea
) -> Told:
    """Collect what a report of an area tells.

    The coverage of its county is counted, and kept for later runs to compare with.

    Args:
        config: Its calendars say which municipalities they cover; its borders are drawn, where
            they are at hand.
        store: Where records and findings are.
        rules: All that there are.
        report: Of the run.
        area: What the report is of.

    Raises:
        InputError: The configured file of borders is not what it should be.
        StoreError: The store cannot be used.
    """
    from hytedata.runs.boundaries import boundaries_at_hand  # geometry only where it is drawn

    catalogue, profile = store.catalogue, Profile.packaged()
    latest = catalogue.check_runs.latest()[0]
    used = rules if report.only is None else rules.only(report.only)
    wanted: FindingFilter = {**area.findings, "rules": report.only}
    suspects = frozenset(report.doubtful)
    covered = run_coverage(config, store, area.county, report.day, profile=profile)
    trend, before = trend_of(catalogue, area, used, suspects)
    if report.only is not None:  # the numbers of some rules are no point of the trend
        trend, before = (), None
    data = ReportData(
        area_kind=area.kind,
        area=area.code,
        made_at=latest.started_at,
        sources=sources_of(catalogue, area, _calendars(covered.coverage)),
        findings=FindingsView(catalogue, report.run, wanted),
        rules=tuple(used),
        owners=owner_names(catalogue, wanted),
        reach=reach_of(catalogue),
        suspect_rules=suspects,
        not_checked=(
            *_some_rules(report),
            *([] if covered.coverage.nationwide_read else [NotChecked("nationwide-not-read", "")]),
            *not_checked(report.not_checked, catalogue.report_facts.unplaced(but_of=MACHINERY)),
        ),
        trend=trend,
        before=before,
        coverage=coverage_table(covered, area),
        readiness=readiness_summary(covered.readiness, profile),
        channels=readiness_summary(covered.channels, profile),
        borders=boundaries_at_hand(config),
    )
    return Told(data, covered)


def _calendars(coverage: Coverage) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in coverage.sources if one.unit == "events"))


def _some_rules(report: GapsReport) -> tuple[NotChecked, ...]:
    if report.only is None:
        return ()
    return (NotChecked("some-rules", ", ".join(report.only), len(report.only)),)
