"""Sports sites as rows: always all of them, with the verdict of each municipality's read."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, Protocol

from hytedata.codes import municipalities
from hytedata.dlt.rows import Batch, Credit, read_batches, record_rows
from hytedata.errors import TransientError
from hytedata.models.common import Completeness, Snapshot
from hytedata.models.sports_site import SportsSite
from hytedata.runs.entries import entry_of_site

SOURCE, KIND, TABLE = "lipas", "sports-site", "lipas_sites"

GIVE_UP_AFTER: Final = 3
"""Outages in a row after which the rest is not asked for."""


class ReadsSites(Protocol):
    """What is needed of Lipas, or of a file of its records."""

    def snapshot(self, *, municipalities: Sequence[str]) -> Snapshot[SportsSite]:
        """Read the sites of *municipalities* in all statuses."""
        ...


def lipas_batches(
    source: ReadsSites, places: tuple[str, ...], started_at: datetime
) -> Iterator[Batch]:
    """Yield the sites of *places*, one municipality in memory, each with the read's verdict.

    Lipas's dates move without a change, and changes come without a date: nothing less than
    everything is read, and what is missing of it is told by `reads`, not concluded.

    Args:
        source: Lipas, or a file of its records.
        places: Codes of municipalities; none for all of today's.
        started_at: When this load began.
    """
    credit, failed = Credit.of(SOURCE, started_at), 0
    for code in places or tuple(one.code for one in municipalities()):
        scope = f"municipality:{code}"
        found = _asked(source, code) if failed < GIVE_UP_AFTER else _not_asked()
        failed = 0 if found.items or found.completeness.complete else failed + 1
        entries = [(entry_of_site(site), credit) for site in found.items]
        yield Batch(TABLE, record_rows(entries, scope=scope, seen_at=started_at))
        yield from read_batches(
            found.completeness,
            found.rejections,
            source=SOURCE,
            kind=KIND,
            scopes=[scope],
            started_at=started_at,
        )


def _asked(source: ReadsSites, code: str) -> Snapshot[SportsSite]:
    try:
        return source.snapshot(municipalities=[code])
    except TransientError as error:
        return Snapshot((), Completeness(complete=False, items=0, reasons=(str(error),)))


def _not_asked() -> Snapshot[SportsSite]:
    reason = f"not asked for, after {GIVE_UP_AFTER} outages in a row"
    return Snapshot((), Completeness(complete=False, items=0, reasons=(reason,)))
