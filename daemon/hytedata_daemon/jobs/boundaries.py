"""Get this year's borders of municipalities once they are out, and place records by them."""

from hytedata.errors import InputError, NotFound
from hytedata.runs.read import resolve_after_read
from hytedata_daemon.jobs.shares import STATFIN
from hytedata_daemon.jobs.task import Task
from hytedata_daemon.outcome import Outcome


def boundaries_job(task: Task) -> Outcome:
    """Ask for the borders that are wanted, unless they are kept already.

    Raises:
        StopAsked: The daemon is to stop.
        InputError: The libraries for geometry, or a configured file, cannot be used.
        HytedataError: Statistics Finland does not answer, or the store cannot be used.
    """
    if task.config.boundaries.file is not None:
        return Outcome(state="done", code="file", detail="borders are read from a file")
    try:
        from hytedata.runs.boundaries import boundaries_at_hand, open_boundaries
    except ModuleNotFoundError as error:
        raise InputError(
            f"borders need {error.name}: install it with pip install 'hytedata[geo]'"
        ) from error
    kept = boundaries_at_hand(task.config)
    year = task.config.boundaries.year or task.now().year
    if kept is not None and kept.year == year:
        return Outcome(state="done", code="kept", counts={"year": year})
    with task.gate.to(task.config, STATFIN):
        found = kept
        try:
            found = open_boundaries(task.config, year=year)
        except NotFound:
            # Not out yet: those of the year before will do, and are asked for once.
            if kept is None:
                found = open_boundaries(task.config)
    if found is None or found is kept:
        detail = f"the borders of {year} are not out yet"
        return Outcome(state="done", code="not-out-yet", detail=detail)
    resolve_after_read(task.config, task.store.catalogue, tell=task.tell)
    return Outcome(
        state="done", code="fetched", counts={"year": found.year, "municipalities": len(found)}
    )
