"""What takes place in a span of time, in all calendars together; and forgetting what is over."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Unpack

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_

from hytedata.errors import NotFound
from hytedata.models.occurrence import Occurrence
from hytedata.places.shapes import shape_of
from hytedata.store import event_forgetting
from hytedata.store.database import Database
from hytedata.store.event_forgetting import Forgotten
from hytedata.store.event_merge import Merge, first_wins, occurrence_of
from hytedata.store.event_query import EventFilter, EventSelection, any_other, goes_first
from hytedata.store.event_rows import (
    EventRecord,
    First,
    first_of,
    firsts,
    groups_of,
    records_of_events,
)
from hytedata.store.event_tables import occurrence
from hytedata.store.part import Part

_AT_ONCE: Final = 300  # occurrences in memory while they are streamed


class Events(Part):
    """What takes place when; `Catalogue.events`.

    Args:
        database: The store's.
        merge: Makes one event of the records that are one.
    """

    def __init__(self, database: Database, merge: Merge = first_wins) -> None:
        super().__init__(database)
        self._merge = merge

    def between(
        self, start: date, end: date, **selection: Unpack[EventSelection]
    ) -> Iterator[Occurrence]:
        """Yield what takes place in [start, end), by start and key; some hundreds in memory.

        What began before and goes on is among it, and what states no end counts at its start. An
        event that several calendars have comes once, with what each of them knows.

        Args:
            start: A day in Finland, or an aware time.
            end: The day or time after the last one.
            selection: Which occurrences; see `EventSelection`.

        Raises:
            InputError: An empty span, a time without zone, an unknown or ambiguous place, theme
                or kind; raised at once.
            RecordError: A record was stored by a version whose models were others.
            StoreError: The store cannot be read.
        """
        wanted = EventFilter.of(start, end, selection)
        return self._stream(wanted, firsts().where(*wanted.conditions()))

    def count(self, start: date, end: date, **selection: Unpack[EventSelection]) -> int:
        """Count what `between` would give."""
        return sum(1 for _ in self.between(start, end, **selection))

    def get(self, key: str) -> Occurrence:
        """Return one occurrence, as all calendars together know it, cancelled or not.

        Args:
            key: Its own, or that of any record that it was merged from.

        Raises:
            NotFound: The catalogue has none with this key now.
        """
        when = occurrence.alias()

        def bears(source: ColumnElement[str], id_: ColumnElement[str]) -> ColumnElement[bool]:
            return exists().where(when.c.source == source, when.c.id == id_, when.c.key == key)

        own = occurrence.c.key == key
        query = firsts().where(or_(own, any_other(bears)), goes_first()).limit(1)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            found = self._made(connection, [first_of(row) for row in rows], merged=True)
        if not found:
            raise NotFound("the catalogue", f"occurrence {key}")
        return found[0][0]

    def forget_before(self, day: date, *, keep_days: int = 0) -> Forgotten:
        """Delete the events that were over before a day in Finland, with all that was derived.

        Of what has no time, series that have no occurrence left and that no read has given for
        30 days go too. Decisions stay, and so does everything that is no event.

        Args:
            day: The first day that is kept, or an aware time.
            keep_days: So many days before it are kept as well.

        Raises:
            InputError: A time without zone, or days below 0.
        """
        return event_forgetting.forget(self._database, day, keep_days)

    def _stream(
        self, wanted: EventFilter, query: Select[tuple[object, ...]]
    ) -> Iterator[Occurrence]:
        last: First | None = None
        while True:
            after = query if last is None else query.where(_comes_after(last))
            # A transaction of its own for each portion: the caller may write in between.
            with self._database.reading() as connection:
                rows = [first_of(row) for row in connection.execute(after.limit(_AT_ONCE))]
                found = self._made(connection, rows, merged=wanted.merged)
            for one, records in found:
                if wanted.wants(one) and _is_around(wanted, records):
                    yield one
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1]

    def _made(
        self, connection: Connection, rows: Sequence[First], *, merged: bool
    ) -> list[tuple[Occurrence, Sequence[EventRecord]]]:
        if not rows:
            return []
        keys = [one.record for one in rows]
        groups = groups_of(connection, keys) if merged else {key: [key] for key in keys}
        members = sorted({key for group in groups.values() for key in group})
        known = records_of_events(connection, members)
        found: list[tuple[Occurrence, Sequence[EventRecord]]] = []
        for row in rows:
            records = [known[key] for key in groups[row.record]]
            found.append((occurrence_of(row, records, self._merge), records))
        return found


def _comes_after(last: First) -> ColumnElement[bool]:
    table = occurrence.c
    return or_(
        table.starts_at > last.starts_at,
        and_(table.starts_at == last.starts_at, table.key > last.key),
    )


def _is_around(wanted: EventFilter, records: Sequence[EventRecord]) -> bool:
    """Whether any of the records is where it is asked for; a box around them is not enough."""
    around = wanted.area.around
    if not around:
        return True
    return any(
        around.hold(shape_of(one.event))
        for one in records
        if wanted.include_whole_towns or not one.whole_town
    )
