"""What passes by while an export is written: of which sources and kinds, under which licences."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from hytedata.export.credits import CREDITS, credited
from hytedata.export.days import ReadDays
from hytedata.store.catalogue import CatalogueRecord

R = TypeVar("R")


class Noted(NamedTuple):
    """What a tally keeps of one record; credit and licence are "" where they are not known."""

    kind: str
    source: str
    attribution: str
    licence: str


@dataclass
class Tally(Generic[R]):
    """Counts records that are iterated through `watch`.

    Attributes:
        note: Says of a record what is kept; None of one that is left out of the file.
        records: How many there were.
        noted: All that was kept of them, each once.
    """

    note: Callable[[R], Noted | None]
    records: int = 0
    noted: set[Noted] = field(default_factory=set)

    def watch(self, records: Iterable[R]) -> Iterator[R]:
        """Yield *records* in their order."""
        for record in records:
            if (told := self.note(record)) is not None:
                self.records += 1
                self.noted.add(told)
            yield record

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, sorted."""
        return tuple(sorted({one.kind for one in self.noted}))

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Sources and their credit lines, sorted; a calendar may have several lines."""
        return tuple(sorted({(one.source, one.attribution) for one in self.noted}))

    @property
    def licences(self) -> tuple[tuple[str, str], ...]:
        """The licences, sorted: short name, and address of the text or ""."""
        addresses = {one.licence: one.url for one in CREDITS.values()}
        names = {one.licence for one in self.noted if one.licence}
        return tuple((name, addresses.get(name, "")) for name in sorted(names))


def tally_of_records(day: ReadDays, kinds: Collection[str]) -> Tally[CatalogueRecord]:
    """Return a tally of the records of *kinds*, read on *day*."""

    def note(record: CatalogueRecord) -> Noted | None:
        if record.kind not in kinds:
            return None
        credit = credited(record, day)
        return Noted(record.kind, record.source, credit.attribution, credit.licence)

    return Tally(note)
