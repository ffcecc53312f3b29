"""What rules over all records stand on: facts of each record, kept beside it, and their world."""

from collections.abc import Iterable
from typing import Protocol


class CrossKnowledge(Protocol):
    """Takes facts out of records, and makes a world of all of them."""

    @property
    def version(self) -> str:
        """Changes with what is kept of the same record: all are looked at anew then."""
        ...

    def kept(self, record: object) -> str | None:
        """Return what is kept of a record, as JSON; None: nothing."""
        ...

    def world(self, items: Iterable[tuple[str, str | None]]) -> object:
        """Return what rules look at.

        Args:
            items: What was kept of each record, and the municipality that it is in; None: unknown.
        """
        ...


class NoKnowledge:
    """Keeps nothing; the world of rules over all records is empty."""

    version = ""

    def kept(self, record: object) -> str | None:
        """Return None."""
        return None

    def world(self, items: Iterable[tuple[str, str | None]]) -> object:
        """Return None."""
        return None
