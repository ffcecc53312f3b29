"""What takes place in a span of time, in all calendars together; and forgetting what is over."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Unpack

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, tuple_

from hytedata.errors import NotFound
from hytedata.models.common import SourceRef
from hytedata.models.occurrence import Occurrence
from hytedata.places.shapes import shape_of
from hytedata.store import event_forgetting, schema
from hytedata.store.catalogue_models import EVENT
from hytedata.store.event_forgetting import Forgotten
from hytedata.store.event_merge import occurrence_of
from hytedata.store.event_query import EventFilter, EventSelection
from hytedata.store.event_rows import (
    EventRecord,
    First,
    Key,
    among,
    first_of,
    firsts,
    groups_of,
    records_of_events,
)
from hytedata.store.event_tables import occurrence
from hytedata.store.part import Part

_AT_ONCE: Final = 300  # occurrences in memory while they are streamed


class Events(Part):
    """What takes place when; `Catalogue.events`."""

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
        table = occurrence.c
        with self._database.reading() as connection:
            own = connection.execute(select(table.source, table.id).where(table.key == key)).first()
            group = groups_of(connection, [(own[0], own[1])]) if own else {}
            members = [one for some in group.values() for one in some]
            rows = connection.execute(firsts().where(among(occurrence, members))).all()
            there = {first.record: first for first in map(first_of, rows)}
            # The one that goes before the others, of those that take place.
            found = next((there[one] for one in members if one in there), None)
            if found is None:
                raise NotFound("the catalogue", f"occurrence {key}")
            return self._made(connection, [found], merged=True)[0][0]

    def portions(self) -> Iterator[Sequence[EventRecord]]:
        """Yield every record of an event that a calendar still has, series too, by source and id.

        Each portion is of some hundreds, which is what is in memory, and as the store is then.
        """
        table = schema.record.c
        query = select(table.source, table.id).where(
            table.kind == EVENT, table.absent_since.is_(None)
        )
        query = query.order_by(table.source, table.id).limit(_AT_ONCE)
        last: Key = ("", "")
        while True:
            after = query.where(tuple_(table.source, table.id) > last)
            with self._database.reading() as connection:
                keys: list[Key] = [(source, id_) for source, id_ in connection.execute(after)]
                found = records_of_events(connection, keys) if keys else {}
            yield [found[key] for key in keys if key in found]
            if len(keys) < _AT_ONCE:
                return
            last = keys[-1]

    def records(self, refs: Iterable[SourceRef]) -> Mapping[SourceRef, EventRecord]:
        """Return what is known of some records; those that are not there are left out."""
        wanted = sorted({(one.source, one.id) for one in refs})
        found: dict[SourceRef, EventRecord] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            with self._database.reading() as connection:
                some = records_of_events(connection, wanted[start : start + _AT_ONCE])
            found |= {one.event.ref: one for one in some.values()}
        return found

    def fingerprint(self) -> str:
        """Return what changes with any record that a calendar still has, and with its places."""
        table = schema.record.c
        is_placed = table.placed == table.digest
        query = select(table.source, table.id, table.hash, table.placed_by, is_placed).where(
            table.kind == EVENT, table.absent_since.is_(None)
        )
        summed = hashlib.blake2b(digest_size=16)
        with self._database.reading() as connection:
            for row in connection.execute(query.order_by(table.source, table.id)):
                summed.update(repr(tuple(row)).encode())
        return summed.hexdigest()

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
            found.append((occurrence_of(row, records), records))
        return found


def _comes_after(last: First) -> ColumnElement[bool]:
    table = occurrence.c
    later = or_(table.starts_at > last.starts_at, table.key > last.key)
    # The first condition lets the database begin where the last portion ended.
    return and_(table.starts_at >= last.starts_at, later)


def _is_around(wanted: EventFilter, records: Sequence[EventRecord]) -> bool:
    """Whether any of the records is where it is asked for; a box around them is not enough."""
    around = wanted.area.around
    return not around or any(_is_there(one, wanted) or _is_in_town(one, wanted) for one in records)


def _is_there(record: EventRecord, wanted: EventFilter) -> bool:
    if record.whole_town and not wanted.include_whole_towns:
        return False
    return wanted.area.around.hold(shape_of(record.event))


def _is_in_town(record: EventRecord, wanted: EventFilter) -> bool:
    """Whether no more is known than its municipality, and that is asked for."""
    if not wanted.include_whole_towns or not (record.whole_town or record.position is None):
        return False
    return any(it.municipality in wanted.towns for it in record.places)
