"""What people are told of a daemon that died, and until when."""

from datetime import datetime, timedelta
from typing import Final

from hytedata.store import Store
from hytedata.store.daemons import DaemonRow
from hytedata_daemon.notices import Trouble, note_over, note_trouble
from hytedata_daemon.outcome import EVERYBODY
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.notices import RuleName

STEADY: Final = timedelta(hours=1)
"""A daemon that has run for so long is back: one that dies again and again is told of once."""

OVER_AFTER: Final = timedelta(days=1)

_RULE: Final[RuleName] = "daemon-dead"


def note_death(store: Store, settings: Settings, machine: str, now: datetime) -> None:
    """Note that a daemon of *machine* died, and that its work was given back.

    Raises:
        StoreError: The outbox cannot be written.
    """
    trouble = Trouble(_RULE, subject=machine, facts={"machine": machine})
    note_trouble(store, settings, trouble, now)


def note_returns(store: Store, now: datetime) -> None:
    """Note the deaths that are over: a day after they were told, or once that machine has a daemon.

    What a channel has not told yet stays to be told, however short it was: somebody is to look.

    Raises:
        StoreError: The outbox cannot be read or written.
    """
    known = store.notices.about({EVERYBODY}, {_RULE})
    # Mostly there is nothing to look at.
    here = store.daemons.here() if known else ()
    for machine in {one.subject for one in known}:
        told_at = [one.sent_at for one in known if one.subject == machine]
        if all(at is not None and _is_over(machine, at, here, now) for at in told_at):
            note_over(store, _RULE, subject=machine)


def _is_over(machine: str, told_at: datetime, here: tuple[DaemonRow, ...], now: datetime) -> bool:
    return now - told_at >= OVER_AFTER or any(
        one.machine == machine
        and one.claimed_by is None
        and not one.process_is_gone
        and now - one.started_at >= STEADY
        for one in here
    )
