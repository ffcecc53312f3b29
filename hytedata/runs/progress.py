"""How long work tells where it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Step:
    """Where one step of a job stands.

    Attributes:
        name: What is being done, for people: `reading Lipas`.
        done: How many items so far.
        total: How many there are, where that is known.
        finished: Whether the step is over.
    """

    name: str
    done: int
    total: int | None = None
    finished: bool = False


OnProgress: TypeAlias = Callable[[Step], None]


class StopAsked(Exception):
    """What an `OnProgress` raises to end a job between two batches; its run ends as interrupted.

    No error of ours, so that nobody takes it for trouble of a register and goes on.
    """


def silent(_: Step) -> None:
    """Tell nobody."""
