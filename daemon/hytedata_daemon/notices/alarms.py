"""What is told where the outbox cannot be: the store itself fails, or there is none yet."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from hytedata.errors import HytedataError
from hytedata.store.notices import Notice
from hytedata_daemon.notices.known import first
from hytedata_daemon.notices.messages import message_of
from hytedata_daemon.notices.noting import channels_for
from hytedata_daemon.notices.sending import Send, send_by_process
from hytedata_daemon.notices.timing import is_quiet
from hytedata_daemon.notices.troubles import Trouble
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.notices import Channel

log: Final = logging.getLogger(__name__)

_AGAIN: Final = timedelta(hours=6)


class Alarms:
    """Tells at once, remembers in this process only; at most once in six hours for each channel.

    Several daemons of a store tell each for itself: what they share is what fails.
    """

    def __init__(self, environ: Mapping[str, str], *, send: Send = send_by_process) -> None:
        self._environ = environ
        self._send = send
        self._told: dict[tuple[str, str, str], datetime] = {}

    def tell(self, settings: Settings, trouble: Trouble, now: datetime) -> int:
        """Tell each channel that is told of such things; returns how many were told now.

        Call it again while the trouble lasts: what fell into quiet hours, or did not go out, is
        told then. It raises nothing of ours: a channel that fails is logged.
        """
        quiet = is_quiet(settings.daemon, now)
        return sum(
            self._tell_one(settings, channel, trouble, now)
            for channel in channels_for(settings, trouble.rule, trouble.organisation)
            if not quiet or trouble.rule in channel.through_quiet_hours
        )

    def _tell_one(
        self, settings: Settings, channel: Channel, trouble: Trouble, now: datetime
    ) -> bool:
        key = (channel.name, trouble.rule, trouble.subject)
        last = self._told.get(key)
        if last is not None and last <= now < last + _AGAIN:
            return False
        # Noted before: one that fails must not be tried each second either.
        self._told[key] = now
        notice = Notice(
            trouble.rule,
            trouble.organisation,
            trouble.subject,
            channel.name,
            first(trouble).document(),
            now,
        )
        message = message_of([notice], settings, channel)
        try:
            self._send(settings, channel, message, self._environ, kind="failure")
        except HytedataError as exc:
            log.error("alarm_not_sent", extra={"channel": channel.name, "reason": str(exc)})
            return False
        return True
