"""When a job runs next: pure functions of its rule, its last run and the time.

Every moment that goes in is aware, every one that comes out is in UTC. Nothing here reads a clock
or remembers anything, so that all daemons of a store come to the same answer.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from hytedata_daemon.quiet_hours import QuietHours, shortest_gap, span_around

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
FIELDS: Final = 5

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING: Final = timedelta(0)
_INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True)
class Cron:
    """Times by a cron expression of five fields, as Debian's cron reads it.

    At a fixed hour (`30 3 * * *`) a job runs once a day at both changes of the clock: where the
    hour is skipped it runs as soon as the clock has jumped, where it comes twice it runs the first
    time. Where hour or minute begin with `*` it runs whenever the clock shows such a time: twice
    where that comes twice, not at all where it is skipped.

    Attributes:
        expression: Minute, hour, day of the month, month, day of the week.
    """

    expression: str

    def __post_init__(self) -> None:
        """Refuse what is no expression, and what never comes.

        Raises:
            ValueError: Says what is wrong.
        """
        if len(self.expression.split()) != FIELDS:
            raise ValueError(
                "must have five fields: minute, hour, day of the month, month, day of the week"
            )
        try:
            found = next(CronSim(self.expression, _EPOCH), None)
        except CronSimError as exc:
            raise ValueError(
                f"is no cron expression: {str(exc)[:1].lower()}{str(exc)[1:]}"
            ) from exc
        if found is None:
            raise ValueError("names a day that never comes")

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """Return the first time after *moment*, by the clock of *zone*; in UTC."""
        times = CronSim(self.expression, moment.astimezone(zone))
        # In the hour that comes twice the clock on the wall goes on from its second round, and
        # shows times whose first round, which counts, is over.
        return next(at for at in (found.astimezone(UTC) for found in times) if at > moment)


@dataclass(frozen=True)
class Every:
    """Times at an interval, counted from the beginning of 1970 in UTC.

    It is the same for all daemons, whenever they were started, and knows no change of the clock.

    Attributes:
        interval: At least a second.
    """

    interval: timedelta

    def __post_init__(self) -> None:
        """Refuse an interval of nothing.

        Raises:
            ValueError: It is shorter than a second.
        """
        if self.interval < timedelta(seconds=1):
            raise ValueError("must be at least a second")

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """Return the first time after *moment*; *zone* plays no part."""
        return _EPOCH + ((moment - _EPOCH) // self.interval + 1) * self.interval


@dataclass(frozen=True)
class Rule:
    """When one job of one organisation runs.

    Attributes:
        times: The times themselves.
        zone: Whose clock a cron expression and quiet hours are meant on.
        offset: So much later than *times* it runs, always; see `jitter`.
        quiet: Hours in which it does not begin. It begins when they are over instead, and by the
            offset later, once for all times that fell into them.
    """

    times: Cron | Every
    zone: ZoneInfo = HELSINKI
    offset: timedelta = _NOTHING
    quiet: tuple[QuietHours, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse a rule that could never run.

        Raises:
            ValueError: What quiet hours leave of the day is not longer than the offset.
        """
        if self.offset < _NOTHING:
            raise ValueError("a job cannot run before its time")
        gap = shortest_gap(self.quiet)
        if gap is not None and gap <= self.offset:
            raise ValueError("quiet hours leave no time to run in")


def jitter(longest: timedelta, job: str, organisation: str = "") -> timedelta:
    """Return by how much later a job of an organisation runs: from 0 to below *longest*.

    It is the same each time and on each machine, and spread evenly over organisations, so that
    upstreams do not get everybody's requests at once. Whole seconds.
    """
    seconds = int(longest.total_seconds())
    if seconds <= 0:
        return _NOTHING
    # Not `hash`, which differs from process to process.
    digest = hashlib.sha256(f"{job}\0{organisation}".encode()).digest()
    return timedelta(seconds=int.from_bytes(digest[:8]) % seconds)


def next_run(rule: Rule, after: datetime) -> datetime:
    """Return the first moment after *after* at which the rule says that the job runs."""
    span = span_around(after, rule.quiet, rule.zone, spread=rule.offset)
    # What fell into quiet hours that still last waits for their end with what is to come.
    since = after if span is None else span[0] - _INSTANT
    at = rule.times.after(since - rule.offset, rule.zone) + rule.offset
    return _out_of_quiet(rule, at)


def next_start(rule: Rule, *, last: datetime, now: datetime) -> datetime:
    """Return when the job is to begin: at *now* or before where it is due, else when to look again.

    However many runs were missed, by a machine that was off or a clock that was set forward, there
    is one to make up for them; it keeps quiet hours too. A *last* after *now* comes of a clock that
    was set back, and counts as *now*, so that the job does not rest until the clock is there again.

    Args:
        rule: When it runs.
        last: When it last began; of one that never did, when it was first known.
        now: The time.
    """
    at = next_run(rule, min(last, now))
    return at if at > now else _out_of_quiet(rule, now)


def is_due(rule: Rule, *, last: datetime, now: datetime) -> bool:
    """Whether the job is to begin at *now*; arguments as of `next_start`."""
    return next_start(rule, last=last, now=now) <= now


def _out_of_quiet(rule: Rule, moment: datetime) -> datetime:
    span = span_around(moment, rule.quiet, rule.zone, spread=rule.offset)
    return moment.astimezone(UTC) if span is None else span[1]
