"""Read Lipas, or PTV, into the catalogue; then find places and themes of what came."""

from hytedata.runs.classify import classify_records
from hytedata.runs.open_ptv import open_ptv
from hytedata.runs.read import ReadReport, read_lipas, read_ptv, resolve_after_read
from hytedata_daemon.jobs.area import scope_of
from hytedata_daemon.jobs.read_outcome import came_to_nothing, outcome_of_read, reasons_of
from hytedata_daemon.jobs.shares import LIPAS, PTV, upstreams_of_lipas
from hytedata_daemon.jobs.task import Task
from hytedata_daemon.jobs.upstreams import Admitted
from hytedata_daemon.outcome import Outcome


def read_lipas_job(task: Task) -> Outcome:
    """Read the sports sites of the daemon's area; Lipas is always read in full.

    Raises:
        StopAsked: The daemon is to stop.
        HytedataError: Lipas, or the store, cannot be used.
    """
    scope = scope_of(task.settings)
    with task.gate.to(task.config, *upstreams_of_lipas(task.config)) as admitted:
        report = read_lipas(admitted.config, scope, task.store, task.tell)
        _note(admitted, report, LIPAS)
    _derive(task, report)
    return outcome_of_read(report, LIPAS)


def read_ptv_job(task: Task) -> Outcome:
    """Read services, channels and what goes with them: what changed, or everything.

    Raises:
        StopAsked: The daemon is to stop.
        HytedataError: PTV, or the store, cannot be used.
    """
    scope = scope_of(task.settings)
    with (
        task.gate.to(task.config, PTV) as admitted,
        open_ptv(admitted.config, task.environ) as client,
    ):
        report = read_ptv(
            admitted.config, scope, task.store, client, task.tell, full=task.work.full
        )
        _note(admitted, report, PTV)
    _derive(task, report)
    return outcome_of_read(report, PTV)


def _note(admitted: Admitted, report: ReadReport, upstream: str) -> None:
    if came_to_nothing(report):
        admitted.gave_nothing(upstream, "; ".join(reasons_of(report)[:1]))


def _derive(task: Task, report: ReadReport) -> None:
    # No share of an upstream is held meanwhile.
    resolve_after_read(task.config, task.store.catalogue, report.source, task.tell)
    classify_records(task.store.catalogue, source=report.source, tell=task.tell)
