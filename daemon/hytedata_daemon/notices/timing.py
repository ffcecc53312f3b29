"""When a channel may be used: quiet hours, one message an hour, one a day. Pure functions."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hytedata.store.notices import ChannelState, Notice
from hytedata_daemon.quiet_hours import instant, span_around
from hytedata_daemon.settings.notices import Channel
from hytedata_daemon.settings.tables import Daemon
from hytedata_daemon.settings.values import duration, quiet_hours, wall_time

_FIRST_REST: Final = timedelta(minutes=5)
_LONGEST_REST: Final = timedelta(hours=6)
_DAY: Final = timedelta(days=1)


def is_quiet(daemon: Daemon, now: datetime) -> bool:
    """Whether *now* lies in the hours in which nobody is told anything."""
    spans = tuple(quiet_hours(span) for span in daemon.notices.quiet_hours)
    zone = ZoneInfo(daemon.time_zone)
    return span_around(now, spans, zone, spread=timedelta(0)) is not None


def to_tell(
    daemon: Daemon,
    channel: Channel,
    state: ChannelState,
    waiting: Sequence[Notice],
    now: datetime,
) -> tuple[Notice, ...]:
    """Return what of *waiting* the channel is to tell at *now*: nothing where it is not time."""
    passing: Collection[str] = channel.through_quiet_hours
    if is_quiet(daemon, now):
        waiting = [one for one in waiting if one.rule in passing]
    if not waiting or rests(state, now):
        return ()
    if channel.daily_at is None:
        every = duration(channel.at_most_every)
        return tuple(waiting) if _is_past(state.last_sent, every, now) else ()
    if any(one.rule in passing for one in waiting):
        return tuple(waiting)
    since = min(one.made_at for one in waiting)
    at = _latest(channel.daily_at, ZoneInfo(daemon.time_zone), now)
    fresh = state.last_sent is None or state.last_sent < at or state.last_sent > now
    return tuple(waiting) if fresh and since <= at else ()


def rests(state: ChannelState, now: datetime) -> bool:
    """Whether the channel rests after a failure, or another daemon sends by it now.

    A rest that ends later than any can was noted before a clock was set back, and is over.
    """
    until = state.rests_until
    return until is not None and now < until <= now + _DAY


def rest_after(failures: int) -> timedelta:
    """Return how long a channel rests after so many failures in a row, counted from 0."""
    doubled: int = 1 << min(failures, 10)
    return min(_FIRST_REST * doubled, _LONGEST_REST)


def _is_past(last: datetime | None, every: timedelta, now: datetime) -> bool:
    # A time to come was noted before a clock was set back.
    return last is None or last > now or now - last >= every


def _latest(wall: str, zone: ZoneInfo, now: datetime) -> datetime:
    today = now.astimezone(zone).date()
    times = (instant(today - _DAY * back, wall_time(wall), zone) for back in (0, 1, 2))
    return next(at for at in times if at <= now)
