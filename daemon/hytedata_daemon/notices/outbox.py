"""Send what is to be sent: per channel one message with all that is new, at its time."""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hytedata.errors import HytedataError, NotFound
from hytedata.store import Store
from hytedata.store.notices import ChannelState, Notice
from hytedata_daemon.notices.known import Known, rule_of
from hytedata_daemon.notices.messages import message_of, trial_message
from hytedata_daemon.notices.room import note_room
from hytedata_daemon.notices.sending import NotSent, Send, send_by_process
from hytedata_daemon.notices.timing import rest_after, to_tell
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.notices import Channel

log: Final = logging.getLogger(__name__)

_AT_ONCE: Final = 4
_MOST: Final = 5_000  # notices in one message, of which the first are shown and all are counted
_CLAIM: Final = timedelta(minutes=20)  # longer than any sending takes
_KINDS: Final = {"error": "failure", "warning": "warning", "info": "info"}


@dataclass(frozen=True)
class Sent:
    """What came of it.

    Attributes:
        messages: How many went out.
        notices: How many notices they told.
        failed: Names of the channels that did not take theirs; they are tried again later.
    """

    messages: int = 0
    notices: int = 0
    failed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Job:
    channel: Channel
    state: ChannelState
    notices: tuple[Notice, ...]


def send_due(
    store: Store,
    settings: Settings,
    environ: Mapping[str, str],
    now: datetime,
    *,
    send: Send = send_by_process,
) -> Sent:
    """Send what is to be sent now; where there is nothing it costs two small queries.

    Two daemons may call it at once: each message goes out once. A channel that fails rests for
    longer and longer, up to six hours, and holds up no other. A daemon that dies between sending
    and noting it lets the message go out twice rather than never.

    Args:
        store: Holds the outbox.
        settings: Say who is told, and when.
        environ: For addresses that are kept there.
        now: The time, aware.
        send: Sends one message; another one in tests.

    Raises:
        StoreError: The outbox cannot be read or written.
    """
    if settings.daemon.notices.channel:
        note_room(store, settings, now)
    states = store.notices.channels()
    jobs = [
        job
        for channel in settings.daemon.notices.channel
        if states.get(channel.name, ChannelState()).unsent
        for job in _claimed(store, settings, channel, states[channel.name], now)
    ]
    if not jobs:
        return Sent()
    # At once, so that a server that hangs holds up nobody else's message.
    with ThreadPoolExecutor(min(len(jobs), _AT_ONCE), thread_name_prefix="notices") as pool:
        futures = [pool.submit(_send, job, settings, environ, send) for job in jobs]
    results = [_noted(store, job, future, now) for job, future in zip(jobs, futures, strict=True)]
    went = [job for job, ok in zip(jobs, results, strict=True) if ok]
    failed = [job.channel.name for job, ok in zip(jobs, results, strict=True) if not ok]
    return Sent(len(went), sum(len(job.notices) for job in went), tuple(failed))


def send_test(
    settings: Settings, environ: Mapping[str, str], channel: str, *, send: Send = send_by_process
) -> None:
    """Send a test message by one channel, at any hour.

    Raises:
        NotFound: No channel has this name.
        NotSent: It did not go out.
        ConfigError: Its address cannot be read.
    """
    found = next((one for one in settings.daemon.notices.channel if one.name == channel), None)
    if found is None:
        names = ", ".join(one.name for one in settings.daemon.notices.channel) or "none"
        raise NotFound(settings.config.file, f"channel {channel}", detail=f"it names {names}")
    send(settings, found, trial_message(settings, found), environ, kind="info")


def _claimed(
    store: Store, settings: Settings, channel: Channel, state: ChannelState, now: datetime
) -> Sequence[_Job]:
    """Return what to send by a channel, once the right to is ours; nothing where it is not time."""

    def found(known: ChannelState) -> tuple[Notice, ...]:
        waiting = store.notices.waiting(channel.name, now, limit=_MOST)
        return to_tell(settings.daemon, channel, known, waiting, now)

    if not found(state) or not store.notices.claim(channel.name, now, now + _CLAIM):
        return ()
    # Another daemon may have sent it since we looked. The claim itself is no rest of ours.
    fresh = store.notices.channels().get(channel.name, ChannelState())
    mine = ChannelState(fresh.unsent, fresh.oldest, fresh.failures, fresh.last_sent)
    notices = found(mine)
    if not notices:
        store.notices.release(channel.name)
        return ()
    return (_Job(channel, mine, notices),)


def _send(job: _Job, settings: Settings, environ: Mapping[str, str], send: Send) -> None:
    message = message_of(job.notices, settings, job.channel)
    send(settings, job.channel, message, environ, kind=_kind(job.notices))


def _kind(notices: Sequence[Notice]) -> str:
    if all(Known.of(one).over for one in notices):
        return "success"
    grave = {rule_of(one).severity for one in notices if not Known.of(one).over}
    return next(kind for severity, kind in _KINDS.items() if severity in grave)


def _noted(store: Store, job: _Job, future: "Future[None]", now: datetime) -> bool:
    name, error = job.channel.name, future.exception()
    if error is not None:
        rest = rest_after(job.state.failures)
        store.notices.failed(name, now + rest)
        facts = {"channel": name, "reason": _reason(error), "rest_s": int(rest.total_seconds())}
        # A fault of ours in one channel's message holds up no other either.
        unforeseen = None if isinstance(error, HytedataError) else error
        log.warning("notice_not_sent", extra=facts, exc_info=unforeseen)
        return False
    over = [one.id for one in job.notices if Known.of(one).over]
    store.notices.told(name, job.notices, now, forget=over)
    log.info("notices_sent", extra={"channel": name, "notices": len(job.notices)})
    return True


def _reason(error: BaseException) -> str:
    if isinstance(error, NotSent):
        return error.reason
    return str(error) if isinstance(error, HytedataError) else type(error).__name__
