"""What the outbox of notices takes and gives: notices, what becomes of them, states of channels."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from hytedata.models.common import Json


@dataclass(frozen=True)
class Notice:
    """One thing that one channel is to tell, or has told.

    Attributes:
        rule: What kind of thing.
        organisation: Whom it is about; "" for everybody.
        subject: What it is about within that; the same thing is one notice.
        channel: Name of the channel.
        params: The facts; who writes them knows what they mean. Never a secret.
        made_at: When it first came up; aware.
        sent_at: When it was told; None while it is to be told.
        not_before: It is not told before; None for at once.
        id: Number in the store; 0 before it is kept.
    """

    rule: str
    organisation: str
    subject: str
    channel: str
    params: Mapping[str, Json]
    made_at: datetime
    sent_at: datetime | None = None
    not_before: datetime | None = None
    id: int = 0


@dataclass(frozen=True)
class ChannelState:
    """How sending by one channel goes.

    Attributes:
        unsent: How many notices are to be told, those that are held back included.
        oldest: When the oldest of them came up.
        failures: How often in a row sending failed.
        last_sent: When a message last went out.
        rests_until: Nothing is sent before, after a failure or a message; None for at once.
    """

    unsent: int = 0
    oldest: datetime | None = None
    failures: int = 0
    last_sent: datetime | None = None
    rests_until: datetime | None = None


@dataclass(frozen=True)
class Change:
    """What becomes of a notice: it is kept as `kept`, or forgotten where that is None."""

    kept: Notice | None


Decide: TypeAlias = Callable[[Notice], Change | None]


@dataclass(frozen=True)
class Subject:
    """Names the notices of all channels about one thing."""

    rule: str
    organisation: str = ""
    subject: str = ""


@dataclass(frozen=True)
class New:
    """A notice for each of *channels* that has none about a subject yet."""

    subject: Subject
    channels: Collection[str]
    params: Mapping[str, Json]
    not_before: datetime | None = None
