"""Keep in the outbox what there is to tell, once for each channel that is told of it."""

from collections.abc import Iterator
from datetime import datetime

from hytedata.store import Store
from hytedata.store.notices import New, Subject
from hytedata_daemon.notices.known import again, first, over, rule_of
from hytedata_daemon.notices.rules import RULES
from hytedata_daemon.notices.troubles import Trouble
from hytedata_daemon.outcome import EVERYBODY
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.notices import Channel, RuleName
from hytedata_daemon.settings.values import duration


def note_trouble(store: Store, settings: Settings, trouble: Trouble, now: datetime) -> None:
    """Note one thing to tell.

    The same thing is told once, and again when it got worse or has lasted for a week.

    Raises:
        StoreError: The outbox cannot be written.
    """
    channels = [one.name for one in channels_for(settings, trouble.rule, trouble.organisation)]
    if not channels:
        return
    patience = RULES[trouble.rule].patience
    held = duration(settings.daemon.notices.read_failed_after) if patience is None else patience
    new = New(
        Subject(trouble.rule, trouble.organisation, trouble.subject),
        channels,
        first(trouble).document(),
        not_before=now + held if held else None,
    )
    store.notices.note(new, now, lambda notice: again(notice, trouble, now))


def note_over(
    store: Store, rule: RuleName, organisation: str = EVERYBODY, subject: str = ""
) -> None:
    """Note that a thing is over, whichever works met it. It is told where the thing was.

    Raises:
        StoreError: The outbox cannot be written.
    """
    about = Subject(rule, organisation, subject)
    store.notices.amend(about, lambda notice: over(notice, rule_of(notice)))


def channels_for(settings: Settings, rule: RuleName, organisation: str) -> Iterator[Channel]:
    """Yield the channels that are told of a rule about an organisation.

    One that is for some organisations is not told what concerns everybody.
    """
    for channel in settings.daemon.notices.channel:
        if channel.rules and rule not in channel.rules:
            continue
        if channel.organisations and organisation not in channel.organisations:
            continue
        yield channel
