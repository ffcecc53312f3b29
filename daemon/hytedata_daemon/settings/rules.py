"""From the settings of a job to the rule that says when it runs."""

from zoneinfo import ZoneInfo

from hytedata_daemon.quiet_hours import QuietHours
from hytedata_daemon.schedule import Rule, jitter
from hytedata_daemon.settings.jobs import Job, JobName, ReadJob, Timed
from hytedata_daemon.settings.tables import Daemon
from hytedata_daemon.settings.values import quiet_hours


def quiet_of(daemon: Daemon, job: Job) -> tuple[QuietHours, ...]:
    """Return the hours in which *job* does not begin: its own, else the daemon's."""
    spans = daemon.quiet_hours if job.quiet_hours is None else job.quiet_hours
    return tuple(quiet_hours(span) for span in spans)


def rule_of(
    daemon: Daemon, name: JobName, *, organisation: str = "", full: bool = False
) -> Rule | None:
    """Return when a job runs; None where it does not run by itself.

    Args:
        daemon: The settings.
        name: The job.
        organisation: Id of whom it runs for; "" for a job that runs once for all.
        full: Of a read, when everything is read. A read that is not enabled is not read whole
            either.

    Raises:
        ValueError: *full* of a job that reads nothing.
    """
    job = daemon.jobs.by_name()[name]
    timed = _times_of(name, job, full=full)
    if not (job.enabled and timed.enabled):
        return None
    return Rule(
        times=timed.times,
        zone=ZoneInfo(job.time_zone or daemon.time_zone),
        offset=jitter(job.longest_jitter, name, organisation),
        quiet=quiet_of(daemon, job),
    )


def _times_of(name: JobName, job: Job, *, full: bool) -> Timed:
    if not full:
        return job
    if not isinstance(job, ReadJob):
        raise ValueError(f"{name} reads nothing, so there is no full read of it")
    return job.full
