"""By how much works are late: pure functions of settings, what began when, and the time."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from hytedata.store.monitoring import WorkState
from hytedata_daemon.schedule import next_run, next_start
from hytedata_daemon.settings import rule_of
from hytedata_daemon.settings.tables import Daemon

_NOTHING: Final = timedelta(0)


def overdue(daemon: Daemon, works: Iterable[WorkState], now: datetime) -> Mapping[str, timedelta]:
    """Return by how much the latest of each job's works is late; zero where none is.

    What runs, rests after a failure, or waits for the end of quiet hours is not late.
    """
    known = tuple(works)
    began = {(one.job, one.organisation, one.full): _last(one) for one in known}
    names = daemon.jobs.by_name()
    late = dict.fromkeys(map(str, names), _NOTHING)
    for one in known:
        job = next((name for name in names if name == one.job), None)
        if job is None or _runs(one) or _rests(one, now):
            continue
        try:
            rule = rule_of(daemon, job, organisation=one.organisation, full=one.full)
        except ValueError:
            continue  # of another version, in which this job was read whole
        if rule is None:
            continue
        last = _last(one)
        if not one.full:
            # A full read is enough where both are due.
            last = max(last, began.get((one.job, one.organisation, True), last))
        if next_start(rule, last=last, now=now) <= now:
            since = max(next_run(rule, min(last, now)), one.not_before or one.known_at)
            late[job] = max(late[job], now - since)
    return late


def _last(one: WorkState) -> datetime:
    return one.began_at or one.known_at


def _runs(one: WorkState) -> bool:
    return one.began_at is not None and (one.ended_at is None or one.ended_at < one.began_at)


def _rests(one: WorkState, now: datetime) -> bool:
    return one.not_before is not None and one.not_before > now
