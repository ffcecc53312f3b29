"""Settings with channels, an empty store, a clock, and a way to send that only remembers."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hytedata.store import Store
from hytedata_daemon.notices import NotSent, Sent, notice_outcome, send_due
from hytedata_daemon.notices.messages import Message
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.notices import Channel
from tests.daemon.conftest import Load

MALLILA = "00000000-0000-4000-8000-000000000889"
ESILA = "00000000-0000-4000-8000-000000000890"

ORGANISATIONS = f"""
[[organisation]]
id = "{MALLILA}"
name = "Mallila"
municipalities = ["889"]

[[organisation]]
id = "{ESILA}"
name = "Esilä"
municipalities = ["890"]
"""
MAIL = """
[[daemon.notices.channel]]
name = "it"
mail_to = ["tuki@kunta.example"]
mail_from = "hytedata@kunta.example"
mail_server = "127.0.0.1"
"""


class Clock:
    """A time that moves when told to: noon in Helsinki at first."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class Post:
    """Remembers what was sent; refuses for the channels named in `closed`."""

    sent: list[tuple[str, Message, str]] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)

    def __call__(
        self,
        settings: Settings,
        channel: Channel,
        message: Message,
        environ: Mapping[str, str],
        *,
        kind: str,
    ) -> None:
        if channel.name in self.closed:
            raise NotSent(channel.name, "it answered 500")
        self.sent.append((channel.name, message, kind))

    @property
    def subjects(self) -> list[str]:
        return [message.subject for _, message, _ in self.sent]


@dataclass
class Office:
    """A daemon as far as notices are concerned."""

    store: Store
    settings: Settings
    clock: Clock
    post: Post

    def ends(
        self, job: str, state: str, code: str = "", *, organisation: str = MALLILA, **more: object
    ) -> None:
        """Let a work end so."""
        work = Work.model_validate({"job": job, "organisation": organisation})
        outcome = Outcome.model_validate({"state": state, "code": code, **more})
        notice_outcome(self.store, self.settings, work, outcome, self.clock())

    def send(self) -> Sent:
        return send_due(self.store, self.settings, {}, self.clock(), send=self.post)


MakeOffice = Callable[..., Office]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, made_store: Path, clock: Clock) -> Iterator[Store]:
    shutil.copy(made_store, tmp_path / "hytedata.db")
    with Store.open(f"sqlite:///{tmp_path}/hytedata.db", now=clock) as opened:
        yield opened


@pytest.fixture
def office(load: Load, store: Store, clock: Clock) -> MakeOffice:
    """Make one from the text of its channels."""

    def make(channels: str = MAIL, before: str = "") -> Office:
        settings = load(before + ORGANISATIONS + channels)
        return Office(store, settings, clock, Post())

    return make
