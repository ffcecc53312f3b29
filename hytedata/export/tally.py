"""What passes by while records are written: of which registers and kinds, under which licences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from hytedata.export.credits import CREDITS, credited
from hytedata.store.catalogue import CatalogueRecord


@dataclass
class Tally:
    """Counts records that are iterated through `watch`.

    Attributes:
        day: When the registers were read.
        records: How many there were.
        kinds: Of which kinds they were.
        credits: Credit lines and licences of each register, as often as they differ.
    """

    day: date | None
    records: int = 0
    kinds: set[str] = field(default_factory=set)
    credits: set[tuple[str, str, str]] = field(default_factory=set)

    def watch(self, records: Iterable[CatalogueRecord]) -> Iterator[CatalogueRecord]:
        """Yield *records* in their order."""
        for record in records:
            self.records += 1
            self.kinds.add(record.kind)
            credit = credited(record, self.day)
            self.credits.add((record.source, credit.attribution, credit.licence))
            yield record

    @property
    def licences(self) -> tuple[tuple[str, str], ...]:
        """The licences, sorted: short name, and address of the text or ""."""
        addresses = {one.licence: one.url for one in CREDITS.values()}
        names = {licence for _, _, licence in self.credits if licence}
        return tuple((name, addresses.get(name, "")) for name in sorted(names))
