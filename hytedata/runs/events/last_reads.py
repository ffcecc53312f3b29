"""How calendars stand in the store: what is shown without reading is as old as this."""

from collections.abc import Iterable

from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.runs.events.read import KIND, SCOPE
from hytedata.store import Catalogue


class LastRead(Model):
    """The latest reads of one calendar.

    Attributes:
        complete_at: When it was last read completely; None: never.
        reasons: Why the latest read was incomplete; empty where it was complete, or there is none.
    """

    calendar: str
    complete_at: AwareDatetime | None = None
    reasons: tuple[str, ...] = ()


def last_reads(catalogue: Catalogue, calendars: Iterable[str]) -> tuple[LastRead, ...]:
    """Return how each of these calendars was last read.

    Raises:
        StoreError: The store cannot be read.
    """
    return tuple(_of(catalogue, one) for one in calendars)


def _of(catalogue: Catalogue, calendar: str) -> LastRead:
    latest = catalogue.snapshots(source=calendar, kind=KIND, limit=1)
    complete = catalogue.last_read(calendar, KIND, SCOPE)
    return LastRead(
        calendar=calendar,
        complete_at=complete.ended_at if complete else None,
        reasons=latest[0].reasons if latest else (),
    )
