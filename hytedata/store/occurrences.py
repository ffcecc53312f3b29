"""When the events of one calendar take place: the rows beside its records, while it is read."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select

from hytedata.models.occurrence import OccurrenceSpan, moment_key
from hytedata.models.window import Window
from hytedata.store.event_tables import occurrence
from hytedata.store.part import Row, put


def overlaps(window: Window) -> ColumnElement[bool]:
    """What has a moment in *window*; what states no end counts at its start, as `Window.meets`."""
    table = occurrence.c
    return and_(
        table.starts_at < window.end,
        or_(table.starts_at >= window.start, table.ends_at > window.start),
    )


def over_before(moment: datetime) -> ColumnElement[bool]:
    """What was over before *moment*; what states no end is over when it begins."""
    table = occurrence.c
    return or_(table.ends_at <= moment, and_(table.ends_at.is_(None), table.starts_at < moment))


def write_spans(
    connection: Connection, source: str, spans: Mapping[str, OccurrenceSpan | None]
) -> None:
    """Keep when records take place, by their ids; what takes place no more loses its row.

    A record keeps the key that it was given first: it is the same occurrence when it is moved.
    """
    table = occurrence.c
    gone = [key for key, span in spans.items() if span is None]
    if gone:
        connection.execute(delete(occurrence).where(table.source == source, table.id.in_(gone)))
    there = {key: span for key, span in spans.items() if span is not None}
    keys = _keys(connection, source, there)
    put(connection, occurrence, [_row(source, key, keys[key], there[key]) for key in there])


def in_window(
    connection: Connection, source: str, ids: Collection[str], window: Window
) -> set[str]:
    """Return those of *ids*, records of *source*, that have a moment in *window*."""
    table = occurrence.c
    query = select(table.id).where(table.source == source, table.id.in_(ids), overlaps(window))
    return set(connection.execute(query).scalars())


def untimed(connection: Connection, source: str, ids: Collection[str]) -> set[str]:
    """Return those of *ids*, records of *source*, that take place at no time."""
    table = occurrence.c
    query = select(table.id).where(table.source == source, table.id.in_(ids))
    return set(ids) - set(connection.execute(query).scalars())


def _keys(
    connection: Connection, source: str, spans: Mapping[str, OccurrenceSpan]
) -> Mapping[str, str]:
    """Return the key of each record: the one that it has, or a new one that no other has."""
    table = occurrence.c
    found = _known(connection, source, table.id.in_(list(spans)))
    made = {one: _key(source, one, span) for one, span in spans.items() if one not in found}
    # A series may begin twice at one time, in two halls: then the record's id tells which.
    taken = set(_known(connection, source, table.key.in_(list(made.values()))).values())
    for one, key in made.items():
        found[one] = f"{key}|{one}" if key in taken else key
        taken.add(key)
    return found


def _known(connection: Connection, source: str, condition: ColumnElement[bool]) -> dict[str, str]:
    table = occurrence.c
    query = select(table.id, table.key).where(table.source == source, condition)
    return {row.id: row.key for row in connection.execute(query)}


def _key(source: str, record_id: str, span: OccurrenceSpan) -> str:
    original = span.original or moment_key(span.starts_at)
    return f"{source}|{span.series or record_id}|{original}"


def _row(source: str, record_id: str, key: str, span: OccurrenceSpan) -> Row:
    return {
        "source": source,
        "id": record_id,
        "key": key,
        "series": span.series or record_id,
        "starts_at": span.starts_at,
        "ends_at": span.ends_at,
        "all_day": span.all_day,
        "long_running": span.long_running,
        "status": span.status,
        "online": span.online,
        "whole_town": span.whole_town,
    }
