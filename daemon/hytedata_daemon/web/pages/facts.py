"""From the store's latest rows to where each organisation stands; a fixed number of queries."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from hytedata.config import Organisation
from hytedata.store import Store
from hytedata.store.overview import DueWork
from hytedata_daemon.outcome import EVERYBODY
from hytedata_daemon.schedule import next_run, next_start
from hytedata_daemon.settings import Daemon, JobName, rule_of
from hytedata_daemon.web.pages.standing import (
    URGENCIES,
    Standing,
    is_late,
    plan_state,
    troubles_of,
)

_AHEAD: Final = 7  # plans; a week of them where they are made daily, or on working days
_BIT: Final = timedelta(hours=2)
"""Jitter, and the time that a plan takes."""

WRITING: Final = "apply"
PLANNING: Final = "plan"


class Facts:
    """All that is known of the latest, read once.

    Args:
        store: Where it is.
        daemon: Its settings say how often plans are made.
        now: Aware.
        only: Id of an organisation, where no others are asked about.
    """

    def __init__(
        self, store: Store, daemon: Daemon, now: datetime, only: str | None = None
    ) -> None:
        overview = store.overview
        self._now, self._patience = now, _patience(daemon, now)
        self._plans = overview.latest_plans(only)
        self._runs = overview.latest_runs({WRITING}, only)
        self._complete = overview.latest_complete(PLANNING, only)
        self._due: dict[str, list[DueWork]] = {}
        for one in overview.due_work(only):
            self._due.setdefault(one.organisation, []).append(one)
        self._decisions = overview.last_decisions([one.id for one in self._plans.values()])

    def due(self, organisation: str = EVERYBODY) -> Sequence[DueWork]:
        """Return the jobs of an organisation; without one, those done once for all."""
        return self._due.get(organisation, ())

    def standing(self, organisation: Organisation) -> Standing:
        """Return where one organisation stands."""
        key = organisation.id
        plan, apply = self._plans.get(key), self._runs.get((key, WRITING))
        decision = self._decisions.get(plan.id) if plan else None
        complete_at = self._complete.get(key)
        return Standing(
            organisation=organisation,
            plan=plan,
            state=plan_state(organisation, plan, decision, apply),
            decision=decision,
            apply=apply,
            complete_at=complete_at,
            troubles=troubles_of(self.due(key)),
            is_late=is_late(complete_at, plan, self._now, self._patience),
        )

    def standings(self, organisations: Sequence[Organisation]) -> list[Standing]:
        """Return where they stand, the most urgent first, then by name."""
        found = [self.standing(one) for one in organisations]
        return sorted(
            found, key=lambda one: (URGENCIES.index(one.urgency), one.organisation.name.casefold())
        )


def _patience(daemon: Daemon, now: datetime) -> timedelta | None:
    """Return for how long no plan need be made: the longest time between two, and a bit.

    None where plans are not made by themselves.
    """
    rule = rule_of(daemon, PLANNING)
    if rule is None:
        return None
    times = [next_run(rule, now)]
    for _ in range(_AHEAD):
        times.append(next_run(rule, times[-1]))
    return max(later - earlier for earlier, later in pairwise(times)) + _BIT


def next_of(
    daemon: Daemon,
    job: JobName,
    due: Sequence[DueWork],
    now: datetime,
    *,
    organisation: str = EVERYBODY,
) -> datetime | None:
    """Return when a job runs next, full or not; None where it does not run by itself.

    A job that a person asked for, or whose time has come, runs at *now*.
    """
    found: list[datetime] = []
    for full in (False, True) if job.startswith("read-") else (False,):
        rule = rule_of(daemon, job, organisation=organisation, full=full)
        if rule is None:
            continue
        row = next((one for one in due if one.job == job and one.full is full), None)
        if row is not None and row.asked_at is not None:
            return now
        last = (row.began_at or row.known_at) if row is not None else now
        at = next_start(rule, last=last, now=now)
        rests = row.not_before if row is not None else None
        found.append(max(at, rests) if rests is not None else at)
    return min(found, default=None)
