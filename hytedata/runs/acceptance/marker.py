"""The marker: how everything that a test makes is named, so that it is found again."""

import re
import secrets
from dataclasses import dataclass
from typing import Final

MARKER: Final = "Hytekoe"
"""The word that every name begins with."""
_SOURCE: Final = "hytekoe"
"""Begins every source id: never `hytedata-`, which says that the sync made an item."""
_LETTERS: Final = "bcdfghjklmnpqrstvwxz"
"""No vowels, so no words; no digits, so nothing that looks like a phone number."""
_LENGTH: Final = 6
_NAME: Final = re.compile(rf"{MARKER} (?P<run>[{_LETTERS}]{{{_LENGTH}}}) \d+-\d+ \S.*", re.DOTALL)


def new_run() -> str:
    """Make the id of a run: six letters, new each time."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def run_of(name: str) -> str | None:
    """The run that gave an item its name; None where no test did."""
    found = _NAME.fullmatch(name)
    return found["run"] if found else None


@dataclass(frozen=True)
class Naming:
    """How one case of one run names what it makes."""

    run: str
    case: str

    def name(self, words: str) -> str:
        """A name that is unique to the run and the case: `Hytekoe kdmvtr 2-1 Pallokentät`."""
        return f"{MARKER} {self.run} {self._number} {words}"

    def source_id(self, word: str) -> str:
        """A source id that is likewise: `hytekoe-kdmvtr-2-1-service`."""
        return f"{_SOURCE}-{self.run}-{self._number}-{word}"

    @property
    def _number(self) -> str:
        return self.case.replace(".", "-")
