"""What became of the rows of a file that was located."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_WORD: Final = re.compile(r"(?:^|; )([a-z]+(?:-[a-z0-9]+)*): ")
"""The stable word of a reason, of which there may be several in a row."""


@dataclass
class LocateReport:
    """Counts of rows, and what was recognised on the way.

    Attributes:
        rows: How many there are; each was written, in its order.
        methods: How many were found in which way (`hytedata.places.located.LocateMethod`).
        reasons: How many have which reason, by its stable word.
        notes: What to know of the file, one sentence each.
    """

    rows: int = 0
    methods: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def count(self, methods: Iterable[str], reasons: Iterable[str]) -> None:
        """Add some rows: the method of each, and the reasons of those that have one."""
        counted = Counter(methods)
        self.rows += counted.total()
        self.methods.update(counted)
        self.reasons.update(word for reason in reasons for word in _WORD.findall(reason))

    def note(self, text: str | None) -> None:
        """Keep a note, once."""
        if text and text not in self.notes:
            self.notes.append(text)

    def document(self) -> dict[str, object]:
        """Return the report for `--json`."""
        return {
            "rows": self.rows,
            "methods": dict(self.methods.most_common()),
            "reasons": dict(self.reasons.most_common()),
            "notes": self.notes,
        }
