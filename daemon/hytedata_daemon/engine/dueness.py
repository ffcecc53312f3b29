"""Which works are due: from the settings, what is known of each work, and the time.

Nothing here reads a clock or a store, so that all daemons of a store come to the same answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, get_args

from hytedata.store.due import DueRow, WorkKey
from hytedata_daemon.engine.resting import LONGEST_REST
from hytedata_daemon.outcome import PER_ORGANISATION, Work
from hytedata_daemon.quiet_hours import span_around
from hytedata_daemon.schedule import Rule, next_run
from hytedata_daemon.settings import JobName, ReadJob, Settings, rule_of

READS: Final[frozenset[JobName]] = frozenset({"read-lipas", "read-ptv", "read-calendars"})
FOLLOWS: Final[Mapping[JobName, frozenset[JobName]]] = {"plan": READS, "gaps": READS}
"""What a job waits for where that is due or at work as well. A plan and its being applied need
none: they are of one organisation, and so never at once."""
LONGEST_WAIT: Final = timedelta(hours=1)
"""So long at the most, so that a read that hangs holds nobody up."""

_ORDER: Final[Mapping[str, int]] = {name: place for place, name in enumerate(get_args(JobName))}


@dataclass(frozen=True)
class DueWork:
    """A work that is to begin.

    Attributes:
        work: Which.
        at: When it fell due, which names the run: all daemons say the same.
        asked: Whether a person asked for it.
    """

    work: Work
    at: datetime
    asked: bool = False


def key_of(work: Work) -> WorkKey:
    """Return the name that the store has for *work*."""
    return WorkKey(work.organisation, work.job, work.full)


def works_of(settings: Settings) -> Iterator[Work]:
    """Yield every work that the settings know of, whether or not it runs by itself."""
    for name, job in settings.daemon.jobs.by_name().items():
        if name in PER_ORGANISATION:
            for organisation in settings.config.organisation:
                yield Work(job=name, organisation=organisation.id)
            continue
        yield Work(job=name)
        if isinstance(job, ReadJob):
            yield Work(job=name, full=True)


def due_at(rule: Rule | None, row: DueRow, now: datetime) -> datetime | None:
    """Return when a work's next run falls due, whatever quiet hours say; None for never.

    Args:
        rule: When it runs by itself; None where it does not.
        row: What is known of it.
        now: The time; what is known from later than that comes of a clock that was set back.
    """
    if row.asked_at is not None:
        return min(row.asked_at, now)
    if rule is None:
        return None
    if _stopped(row) and row.ended_at is not None:
        return min(row.ended_at, now)
    if row.not_before is not None and not row.is_open:
        return row.not_before if row.not_before <= now + LONGEST_REST else now
    return next_run(rule, min(row.began_at or row.known_at, now))


def next_begin(rule: Rule | None, row: DueRow, now: datetime) -> datetime | None:
    """Return when a work is to begin, for people; *now* where it is due, None for never.

    Arguments as of `due_at`.
    """
    at = due_at(rule, row, now)
    if at is None or rule is None or _is_urgent(row):
        return at if at is None else max(at, now)
    begins = max(at, now)
    span = span_around(begins, rule.quiet, rule.zone, spread=rule.offset)
    return begins if span is None else span[1]


def _stopped(row: DueRow) -> bool:
    return not row.is_open and (row.outcome or {}).get("state") == "stopped"


def _is_urgent(row: DueRow) -> bool:
    # What a person asks for, or a stop has interrupted, waits for no quiet hours to pass.
    return row.asked_at is not None or _stopped(row)


class Agenda:
    """Answers what is due again and again; remembers the rules and the times it worked out."""

    def __init__(self) -> None:
        self._settings: Settings | None = None
        self._rules: dict[Work, Rule | None] = {}
        self._times: dict[Work, tuple[DueRow, datetime | None]] = {}

    def works(self, settings: Settings) -> Iterable[Work]:
        """Return every work that the settings know of."""
        if settings is not self._settings:
            self._settings, self._times = settings, {}
            self._rules = {work: _rule(settings, work) for work in works_of(settings)}
        return self._rules.keys()

    def due(
        self, settings: Settings, rows: Mapping[WorkKey, DueRow], now: datetime
    ) -> list[DueWork]:
        """Return what is to begin now, in this order.

        Reads stand before plans, these before what applies them and before gaps. Of a read of
        everything and one of changes it is the first. What follows something that is due or at
        work is left out for now, for an hour at the most.

        Args:
            settings: What runs, and when.
            rows: What is known of each work.
            now: The time.
        """
        found = [
            one
            for work in self.works(settings)
            if (row := rows.get(key_of(work))) is not None
            and (one := self._due(work, row, now)) is not None
        ]
        whole = {one.work.job for one in found if one.work.full}
        found = [one for one in found if one.work.full or one.work.job not in whole]
        at_work = {row.key.job for row in rows.values() if row.is_open and _is_recent(row, now)}
        first = {one.work.job for one in found if now - one.at < LONGEST_WAIT} | at_work
        kept = [one for one in found if not _waits(one, first, now)]
        return sorted(kept, key=lambda one: (_ORDER[one.work.job], one.at, one.work.organisation))

    def is_still_due(self, one: DueWork, row: DueRow | None, now: datetime) -> bool:
        """Whether *row*, read again, asks for the same run as before."""
        if row is None:
            return False
        again = self._due(one.work, row, now)
        return again is not None and again.at == one.at

    def _due(self, work: Work, row: DueRow, now: datetime) -> DueWork | None:
        rule = self._rules.get(work)
        at = self._at(work, rule, row, now)
        if at is None or at > now:
            return None
        begins = next_begin(rule, row, now)
        if begins is None or begins > now:
            return None
        return DueWork(work, at, asked=row.asked_at is not None)

    def _at(self, work: Work, rule: Rule | None, row: DueRow, now: datetime) -> datetime | None:
        # Hundreds of organisations are looked at every few seconds, and seldom is anything new.
        known = self._times.get(work)
        if known is not None and known[0] == row and known[1] is not None and known[1] > now:
            since = row.began_at or row.known_at
            if since <= now:
                return known[1]
        at = due_at(rule, row, now)
        self._times[work] = (row, at)
        return at


def _rule(settings: Settings, work: Work) -> Rule | None:
    return rule_of(settings.daemon, work.job, organisation=work.organisation, full=work.full)


def _is_recent(row: DueRow, now: datetime) -> bool:
    return row.began_at is not None and now - row.began_at < LONGEST_WAIT


def _waits(one: DueWork, first: set[str], now: datetime) -> bool:
    if one.asked or now - one.at >= LONGEST_WAIT:
        return False
    return bool(FOLLOWS.get(one.work.job, frozenset()) & first)
