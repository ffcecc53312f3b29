"""A job now, in a process of its own, and never beside the service that is at the same."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hytedata.errors import ConfigError, InputError
from hytedata_daemon.exclusive import Leases, alone
from hytedata_daemon.outcome import PER_ORGANISATION, Outcome, Work
from hytedata_daemon.settings import JobName, ReadJob, Settings


class Done(NamedTuple):
    """A work and how it ended."""

    work: Work
    outcome: Outcome


def works_of(
    settings: Settings, job: JobName, *, organisation: str | None = None, full: bool = False
) -> Sequence[Work]:
    """Return the works that a job comes to.

    Args:
        settings: What is configured.
        job: Which.
        organisation: Id of the only one that it is done for; None for all.
        full: Of a read: read everything.

    Raises:
        ConfigError: The organisation is not in the file, or none is.
        InputError: The job is not one of single organisations, or reads nothing.
    """
    if full and not isinstance(settings.daemon.jobs.by_name()[job], ReadJob):
        raise InputError(f"{job} reads nothing, so there is no full read of it; leave out --full")
    if job not in PER_ORGANISATION:
        if organisation is not None:
            raise InputError(f"{job} is done once for all; leave out --organisation")
        return (Work(job=job, full=full),)
    known = {one.id: one.name for one in settings.config.organisation}
    if organisation is None and not known:
        raise ConfigError(settings.config.file, [f"[[organisation]]: there is none to {job} for"])
    if organisation is not None and organisation.lower() not in known:
        shown = ", ".join(f"{id} ({name})" for id, name in known.items()) or "none"
        problem = f"--organisation {organisation}: not in the file; it has: {shown}"
        raise ConfigError(settings.config.file, [problem])
    chosen = list(known) if organisation is None else [organisation.lower()]
    return tuple(Work(job=job, organisation=one) for one in chosen)


def do_once(
    work: Work,
    perform: Callable[[Work], Outcome],
    leases: Leases,
    *,
    holder: str,
    keep: Callable[[Work, Outcome], None],
) -> Done:
    """Do a work, unless another is at the same; returns how it ended.

    Args:
        work: What.
        perform: Does it.
        leases: Where it is closed to others meanwhile.
        holder: Who does it, for people.
        keep: Notes how it ended, for the daemons of the store: what was begun and not cut short.
    """
    outcome = alone(work, lambda: perform(work), leases, holder)
    if outcome.state not in ("busy", "stopped"):
        keep(work, outcome)
    return Done(work, outcome)
