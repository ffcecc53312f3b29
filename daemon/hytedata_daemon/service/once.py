"""A job now, in a process of its own, and never beside the service that is at the same."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hytedata.errors import ConfigError, InputError, LeaseHeld
from hytedata_daemon.exclusive import Leases, closed_to_others
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
    at_work: Callable[[Work], str],
    keep: Callable[[Work, Outcome], None],
) -> Done:
    """Do a work, unless another is at the same; returns how it ended.

    Args:
        work: What.
        perform: Does it.
        leases: Where it is closed to others meanwhile.
        holder: Who does it, for people.
        at_work: Returns who else is at it, for people; "" where nobody is.
        keep: Notes how it ended, for the daemons of the store.
    """
    try:
        with closed_to_others(work, leases, holder):
            if other := at_work(work):
                return Done(work, _busy(f"{other} is at work on it; wait for that to end"))
            outcome = perform(work)
    except LeaseHeld as exc:
        return Done(work, _busy(str(exc)))
    keep(work, outcome)
    return Done(work, outcome)


def _busy(detail: str) -> Outcome:
    return Outcome(state="busy", code="lease-held", detail=detail)
