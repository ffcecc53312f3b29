"""Forgetting events that are over: they are many, and nobody asks for last year's."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import Connection, Select, delete, exists, or_, select

from hytedata.errors import InputError
from hytedata.models.window import instant
from hytedata.store import event_tables, schema
from hytedata.store.catalogue_models import EVENT
from hytedata.store.database import Database
from hytedata.store.event_rows import Key, among
from hytedata.store.event_tables import event_group, event_pair, occurrence
from hytedata.store.occurrences import over_before

UNTIMED_LAST: Final = timedelta(days=30)
"""So long is kept what has no time and which no read has given since."""

_AT_ONCE: Final = 500  # records per transaction

_OF_RECORDS: Final = (
    event_tables.theme,
    event_tables.provider,
    schema.place,
    schema.record_area,
    schema.record_scope,
    schema.record_document,
    schema.record,
)


class Forgotten(NamedTuple):
    """How much was forgotten.

    Attributes:
        over: Events that were over.
        untimed: Series and others without a time that no read has given for long.
    """

    over: int
    untimed: int


def forget(database: Database, day: date, keep_days: int) -> Forgotten:
    """Delete what was over *keep_days* before *day*; each portion is one transaction."""
    if keep_days < 0:
        raise InputError(f"keep_days: {keep_days} is below 0")
    edge = _edge(day, keep_days)
    over = _delete_all(database, _over(edge))
    # After what is over: a series whose last occurrence went is without any now.
    untimed = _delete_all(database, _untimed(edge - UNTIMED_LAST))
    return Forgotten(over, untimed)


def _edge(day: date, keep_days: int) -> datetime:
    # Days are counted in Finland, where one has 23 hours and another 25.
    if isinstance(day, datetime):
        return instant(day) - timedelta(days=keep_days)
    return instant(day - timedelta(days=keep_days))


def _over(edge: datetime) -> Select[str, str]:
    table = occurrence.c
    return select(table.source, table.id).where(over_before(edge))


def _untimed(edge: datetime) -> Select[str, str]:
    table, when = schema.record.c, occurrence.alias().c
    is_of_it = exists().where(
        when.source == table.source, or_(when.id == table.id, when.series == table.id)
    )
    return select(table.source, table.id).where(
        table.kind == EVENT, table.last_seen < edge, ~is_of_it
    )


def _delete_all(database: Database, query: Select[str, str]) -> int:
    """Delete what *query* finds, and count it."""
    count = 0
    while True:
        with database.writing() as connection:
            some = [(row[0], row[1]) for row in connection.execute(query.limit(_AT_ONCE))]
            if not some:
                return count
            _delete(connection, some)
        count += len(some)


def _delete(connection: Connection, keys: Sequence[Key]) -> None:
    for table in (occurrence, event_group):
        connection.execute(delete(table).where(among(table, keys)))
    for side in ("left", "right"):
        named = among(event_pair, keys, source=f"{side}_source", id_=f"{side}_id")
        connection.execute(delete(event_pair).where(named))
    for table in _OF_RECORDS:
        named = among(table, keys)
        connection.execute(delete(table).where(table.c.kind == EVENT, named))
