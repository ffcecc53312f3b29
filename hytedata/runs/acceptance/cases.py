"""What DVV's list is made of: sections of its words, and cases that try them or say why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from hytedata.runs.acceptance.bench import Bench

Try: TypeAlias = Callable[[Bench], None]
"""Tries a case; raises `Failed`, `NotHere`, or whatever went wrong on the way."""


@dataclass(frozen=True)
class Case:
    """One thing that is tried.

    Attributes:
        number: Section and place in it: `2.1`.
        title: Finnish.
        english: The same in English.
        attempt: None where it is out of scope.
        why: Why it is, in Finnish.
        why_english: The same in English.
    """

    number: str
    title: str
    english: str
    attempt: Try | None = None
    why: str = ""
    why_english: str = ""

    @property
    def section(self) -> str:
        """Number of its section."""
        return self.number.partition(".")[0]


@dataclass(frozen=True)
class Section:
    """One item of DVV's technical test list (field notes 10).

    Attributes:
        asks: What DVV asks to be shown, in Finnish.
    """

    number: str
    title: str
    english: str
    asks: str
    cases: tuple[Case, ...]
