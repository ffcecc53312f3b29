"""A format: a list in Markdown, one line a record, with licence and credit below it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO

from hytedata.export.credits import CREDITS
from hytedata.export.exporter import Loss
from hytedata.export.files import write_whole
from hytedata.store.catalogue import CatalogueRecord

_WHY = "a list to read has a line a record"


class Markdown:
    """Names and ids, to read."""

    name = "markdown"
    suffix = ".md"
    carried = ("record.source", "record.kind", "record.id")
    losses = (Loss("record.names", "only one language is shown"), Loss("service", _WHY))

    def write(self, out: Path, records: Iterable[CatalogueRecord], *, day: date) -> int:
        """Write *records* to *out*; returns how many."""
        return write_whole(out, lambda stream: _write(stream, records, day))


def _write(stream: BinaryIO, records: Iterable[CatalogueRecord], day: date) -> int:
    count, sources = 0, set()
    for record in records:
        line = f"- {' '.join(record.name.split())} ({record.source} {record.kind} {record.id})\n"
        stream.write(line.encode())
        sources.add(record.source)
        count += 1
    for source in sorted(sources & CREDITS.keys()):
        credit = CREDITS[source]
        stream.write(f"\n{credit.attribution(day)}. {credit.licence}: <{credit.url}>\n".encode())
    return count
