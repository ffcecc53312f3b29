"""Do one work: open what it needs, call its job, and say how it ended."""

import os
import socket
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Final

from hytedata.errors import HytedataError
from hytedata.models.clock import utc_now
from hytedata.runs.open_store import open_store
from hytedata.runs.progress import OnProgress, StopAsked, silent
from hytedata.store import Store
from hytedata_daemon.jobs.apply import apply_job
from hytedata_daemon.jobs.boundaries import boundaries_job
from hytedata_daemon.jobs.clean_up import clean_up_job
from hytedata_daemon.jobs.faults import STOPPED, outcome_of_error, outcome_of_system
from hytedata_daemon.jobs.gaps import gaps_job
from hytedata_daemon.jobs.plan import plan_job
from hytedata_daemon.jobs.read_calendars import read_calendars_job
from hytedata_daemon.jobs.read_registers import read_lipas_job, read_ptv_job
from hytedata_daemon.jobs.shares import upstream_of_source
from hytedata_daemon.jobs.task import Task, never
from hytedata_daemon.jobs.upstreams import Gate
from hytedata_daemon.outcome import EVERYBODY, Outcome, Work
from hytedata_daemon.settings import JobName, Settings

_JOBS: Final[Mapping[JobName, Callable[[Task], Outcome]]] = {
    "read-lipas": read_lipas_job,
    "read-ptv": read_ptv_job,
    "read-calendars": read_calendars_job,
    "plan": plan_job,
    "apply": apply_job,
    "gaps": gaps_job,
    "boundaries": boundaries_job,
    "clean-up": clean_up_job,
}

# What the store calls the runs of a job.
_RUNS: Final[Mapping[JobName, str]] = {
    "read-lipas": "read lipas",
    "read-ptv": "read ptv",
    "plan": "plan",
    "apply": "apply",
}

_SHARE_LOST: Final[Mapping[str, object]] = {
    "state": "busy",
    "code": "upstream-shared",
    "detail": "the store could not be reached for a while, so that others may ask the upstream "
    "instead; the work goes on later",
}


def perform(
    settings: Settings,
    work: Work,
    environ: Mapping[str, str],
    *,
    stop: Callable[[], bool] = never,
    tell: OnProgress = silent,
    holder: str = "",
    now: Callable[[], datetime] = utc_now,
) -> Outcome:
    """Do one work to its end, and say how it ended; errors of ours are outcomes, never raised.

    Args:
        settings: What the daemon is told to do.
        work: What is to be done.
        environ: Where passwords may be, such as `os.environ`.
        stop: Once it is true, a read ends at its next batch and an apply after the write in hand.
        tell: Told of progress.
        holder: Who works, for people; this process where it is "".
        now: Gives the time, aware.
    """
    if stop():
        return STOPPED
    if work.organisation not in {EVERYBODY, *(one.id for one in settings.config.organisation)}:
        detail = "the organisation is no longer in the configuration"
        return Outcome(state="done", code="organisation-unknown", detail=detail)
    name_of = partial(upstream_of_source, config=settings.config)
    try:
        config = settings.config
        with open_store(config) as store:
            gate = Gate(store, holder=holder or _this_process(work), works=settings.daemon.at_once)
            task = Task(settings, work, environ, config, store, gate, stop, tell, now)
            return _performed(task, name_of)
    except HytedataError as error:
        return outcome_of_error(error, name_of)
    except OSError as error:
        return outcome_of_system(error)


def _performed(task: Task, name_of: Callable[[str], str]) -> Outcome:
    began_at = utc_now()
    try:
        outcome = _JOBS[task.work.job](task)
    except StopAsked:
        outcome = STOPPED
    except HytedataError as error:
        outcome = outcome_of_error(error, name_of)
    if outcome.state == "stopped" and not task.stop():
        # Nobody asked for it: its share of an upstream was lost while it worked.
        outcome = outcome.model_copy(update=_SHARE_LOST)
    return outcome.model_copy(update={"run": _run_of(task.store, task.work, began_at)})


def _run_of(store: Store, work: Work, began_at: datetime) -> int | None:
    """The run that a work began in the store; None where it came to none."""
    kind = _RUNS.get(work.job)
    runs = store.last_runs(work.organisation) if kind else ()
    return next((one.id for one in runs if one.kind == kind and one.started_at >= began_at), None)


def _this_process(work: Work) -> str:
    return f"{work.job}, process {os.getpid()} on {socket.gethostname()}"
