"""Find what is missing or wrong in what was read, count what each theme has where, and tell it."""

from hytedata.models.clock import day_in_finland
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.gaps.alone import alone
from hytedata.runs.gaps.knowledge import StoreKnowledge
from hytedata.runs.gaps.report import GapsReport
from hytedata.runs.gaps.run import GapsOptions, run_gaps
from hytedata_daemon.jobs.plain import plain
from hytedata_daemon.jobs.reports import write_reports
from hytedata_daemon.jobs.task import Task
from hytedata_daemon.outcome import Outcome


def gaps_job(task: Task) -> Outcome:
    """Check what changed by all rules, then count and report the counties of the organisations.

    Raises:
        StopAsked: The daemon is to stop; the next run carries on.
        LeaseHeld: Another run checks now.
        StoreError: The store cannot be used.
    """
    catalogue, today, rules = task.store.catalogue, day_in_finland(task.now()), RuleSet.load()
    with alone(task.store):
        report = run_gaps(
            catalogue,
            today,
            rules=rules,
            knowledge=StoreKnowledge.of(catalogue, task.config),
            options=GapsOptions(calendars={one.name: one.kind for one in task.config.calendar}),
            tell=task.tell,
        )
        unwritten = write_reports(task, rules, report) if report.records else ""
    return _outcome(report, unwritten)


def _outcome(report: GapsReport, unwritten: str) -> Outcome:
    counts = {f"{severity}s": number for severity, number in report.to_mend.items()}
    counts |= {
        "looked_at": report.looked_at,
        "new": report.new,
        "reopened": report.reopened,
        "fixed": report.fixed,
    }
    if unwritten:
        told = plain(unwritten)
        return Outcome(state="incomplete", code="report-unwritten", detail=told, counts=counts)
    if report.records:
        return Outcome(state="done", counts=counts)
    detail = "nothing was read yet, so nothing could be checked; the reads come first"
    return Outcome(state="done", code="nothing-read", detail=detail, counts=counts)
