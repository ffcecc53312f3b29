"""Why the pages of one list, read in order, may not be the whole of it."""

from collections.abc import Iterator
from typing import Final

from hytedata.clients.walks import Found, HasId, T
from hytedata.models.common import Completeness, Snapshot

MOST_PAGES: Final = 10_000
"""A list that states more pages than this is not believed."""


class PageDoubts:
    """Why the pages of a list may not be the whole of it (ptv-api 3.2, ptv-v12 8).

    Their number must not move while they are read, each must be the one that was asked for, those
    before the last must be full, no entry may come twice (something was pushed over a page's edge,
    and something else may have been pushed the other way), and together they must hold as many
    records as the list states.

    Args:
        what: The list, for people.
        counted: Whether its pages state how many there are.
    """

    def __init__(self, what: str, *, counted: bool = True) -> None:
        self._what, self._counted = what, counted
        self._counts: set[int] = set()
        self._totals: set[int] = set()
        self._entries: dict[int, int] = {}
        self._ids: set[str] = set()
        self._repeated: set[str] = set()
        self._doubts: list[str] = []

    def add(self, number: int, found: Found[HasId]) -> bool:
        """Remember a page; return whether it holds anything that had not come before."""
        if self._counted:
            self._counts.add(found.count)
        self._entries[number] = found.entries
        ids = {*(found.read or (item.id for item in found.items))}
        is_news = not ids <= self._ids
        self._repeated |= self._ids & ids
        self._ids |= ids
        if found.total is not None:
            self._totals.add(found.total)
        if not found.entries and number <= found.count != 1:
            self._doubts.append(f"page {number} of {found.count} of {self._what} came empty")
        if found.number not in (0, number):
            self._doubts.append(f"page {number} of {self._what} calls itself page {found.number}")
        return is_news

    def told(self) -> list[str]:
        """Return the reasons, after the last page."""
        return [*self._doubts, *self._moved(), *self._short()]

    def completes(self, other: "PageDoubts") -> bool:
        """Whether two readings together hold every record of the list, each in doubt by itself.

        Of records with the same place in the order a server may show one twice and another never:
        then what is missing is most likely in the other reading. Both must state the same number
        of records, and together they must hold just as many.
        """
        states_one = len(self._totals) == 1 and self._totals == other._totals
        return states_one and {len(self._ids | other._ids)} == self._totals

    def _moved(self) -> Iterator[str]:
        for moved, of in ((self._counts, "pages"), (self._totals, "records")):
            if len(moved) > 1:
                between = " and ".join(str(one) for one in sorted(moved))
                yield f"the number of {of} of {self._what} moved between {between}"
        if max(self._counts, default=0) > MOST_PAGES:
            yield f"{self._what} states {max(self._counts)} pages"
        if self._repeated:
            yield f"{len(self._repeated)} entries of {self._what} came twice"

    def _short(self) -> Iterator[str]:
        full = max(self._entries.values())
        for number, entries in [*self._entries.items()][:-1]:
            if 0 < entries < full:
                yield f"page {number} of {self._what} has {entries} entries, others have {full}"
        came = sum(self._entries.values())
        if 1 in self._entries and len(self._totals) == 1 and came not in self._totals:
            yield f"{self._what} states {min(self._totals)} records and gave {came}"


def join_readings(first: Snapshot[T], second: Snapshot[T]) -> Snapshot[T]:
    """Return two readings that are whole together as one; what the second one says counts."""
    items = {one.id: one for one in (*first.items, *second.items)}
    rejections = {one.ref.id: one for one in (*first.rejections, *second.rejections)}
    return Snapshot(
        items=tuple(items[each] for each in sorted(items)),
        completeness=Completeness(complete=True, items=len(items)),
        rejections=tuple(rejections[each] for each in rejections if each not in items),
        drift=second.drift,
    )
