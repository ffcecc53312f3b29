"""A format: a list in Markdown, one line a record, with licence and credit below it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO

from hytedata.export.accounts import head_account
from hytedata.export.credits import CREDITS
from hytedata.export.whole import write_whole
from hytedata.store.catalogue import CatalogueRecord


class Markdown:
    """Names and ids, to read."""

    name = "markdown"
    suffix = ".md"
    # All fields but these are lost; those that hytedata adds later are, too.
    carried, losses = head_account(("source", "kind", "id"))

    def write(self, out: Path, records: Iterable[CatalogueRecord], *, day: date | None) -> int:
        """Write *records* to *out*; returns how many."""
        return write_whole(out, lambda stream: _write(stream, records, day))


def _write(stream: BinaryIO, records: Iterable[CatalogueRecord], day: date | None) -> int:
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
