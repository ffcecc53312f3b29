"""What the service starts, watches and ends, as the service sees it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from socket import socket
from typing import Protocol, TypeAlias

from hytedata_daemon.service.holder import OnConfigProblem, SettingsHolder
from hytedata_daemon.settings import Settings


class Engine(Protocol):
    """What does the work."""

    @property
    def rest_s(self) -> float:
        """How long to wait before the next `tick`, in seconds."""

    @property
    def trouble_s(self) -> float:
        """For how long it has begun nothing, because a database fails; 0 where all is well."""

    def tick(self, now: datetime) -> None:
        """Look for what is due, and see to daemons that died."""

    def drain(self, timeout_s: float) -> bool:
        """Begin nothing more and let work in hand end; returns whether it did in time."""

    def close(self) -> None:
        """Let go of everything."""


class Web(Protocol):
    """What serves the pages, on a thread of its own."""

    def start(self) -> object:
        """Answer requests from now on."""

    def is_alive(self) -> bool:
        """Whether it still does."""

    def stop(self, timeout_s: float) -> bool:
        """Answer what is under way, then no more; returns whether that ended in time."""


@dataclass(frozen=True)
class Parts:
    """Everything that runs, made but not started.

    Attributes:
        engine: Does the work.
        web: Serves the pages.
        send_notices: Sends what people are to be told.
        on_config_problem: Is told when the configuration breaks and when it is in order again.
    """

    engine: Engine
    web: Web
    send_notices: Callable[[datetime], object]
    on_config_problem: OnConfigProblem


@dataclass(frozen=True)
class Surroundings:
    """What the service hands to the parts when they are made.

    Attributes:
        settings: Gives the settings in force.
        listening: The socket of the pages, which listens.
        turns: Whether the engine's loop comes round; for `/healthz`.
        wake: Lets the engine look for work now; for a page on which a person asked for it.
        now: The time, aware.
    """

    settings: SettingsHolder
    listening: socket
    turns: Callable[[], bool]
    wake: Callable[[], None]
    now: Callable[[], datetime]


Prepare: TypeAlias = Callable[[Settings], object]
"""Brings the store to this version's schema, with a copy before that; makes one where none is."""

Assemble: TypeAlias = Callable[[Surroundings], AbstractContextManager[Parts]]
"""Makes the parts; leaving the block closes what they share, such as the store."""
