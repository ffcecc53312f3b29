"""What the sandbox's simulators speak: plain requests and responses, no web framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class SimRequest:
    """A request as a simulator sees it.

    Attributes:
        path: Below the simulator's mount, percent-decoded, beginning with a slash.
        query: In order, decoded; a name may repeat.
        headers: Lower-case names.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class SimResponse:
    """A simulator's answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


class Simulator(Protocol):
    """An upstream in memory. `handle` is called from one thread at a time."""

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        ...
