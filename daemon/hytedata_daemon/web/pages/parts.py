"""What the pages are made with, and what they expect of whoever signs people in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hytedata.store import Store
from hytedata_daemon.settings import JobName, Settings


class User(Protocol):
    """Who is signed in: `request.state.user`."""

    @property
    def name(self) -> str:
        """Name of the account; it stands in the audit log."""
        ...

    @property
    def by_proxy(self) -> bool:
        """Whether a proxy signed them in, so that it signs them out as well."""
        ...

    def may_see(self, organisation: str) -> bool:
        """Whether this organisation's plans and texts are theirs to see; "" asks for all."""
        ...

    def can_approve(self, organisation: str) -> bool:
        """Whether they decide for this organisation; "" asks for all."""
        ...


class Ask(Protocol):
    """Asks for a job to run as soon as it can; `store.due.ask`."""

    def __call__(self, organisation: str, job: JobName, full: bool, who: str, /) -> None:
        """Ask for it; asking twice is asking once."""
        ...


def ask_nobody(organisation: str, job: JobName, full: bool, who: str, /) -> None:
    """Leave it to the schedule."""


def nobody(_: str) -> Sequence[str]:
    """Name nobody."""
    return ()


@dataclass(frozen=True)
class PageParts:
    """What all pages share.

    Attributes:
        settings: Gives those of now; they change when the configuration is read again.
        store: Where everything is.
        now: Gives the time, aware.
        ask: Asks for a job after a decision.
        approvers: Names of those who can approve for an organisation, told to those who cannot.
    """

    settings: Callable[[], Settings]
    store: Store
    now: Callable[[], datetime]
    ask: Ask = ask_nobody
    approvers: Callable[[str], Sequence[str]] = nobody
