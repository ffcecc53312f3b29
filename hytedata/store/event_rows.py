"""From rows of several tables to what is known of each record of an event."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, false, or_, select

from hytedata.errors import RecordError
from hytedata.models.classification import ProviderKind, ThemeSlug, ThemeStrength
from hytedata.models.common import MunicipalityCode, Position
from hytedata.models.event import Event
from hytedata.store import event_tables, schema
from hytedata.store.catalogue_models import EVENT
from hytedata.store.catalogue_query import AREA, PLACE
from hytedata.store.event_tables import event_group, occurrence

Key: TypeAlias = tuple[str, str]
"""Source and id of a record."""

Found: TypeAlias = Row[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A municipality that a record is in, with how sure that is (0–1)."""

    municipality: MunicipalityCode
    confidence: float


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One record of an event, with all that was derived of it.

    Attributes:
        position: EPSG:3067 metres, as the record states it.
        whole_town: That is the middle of a municipality.
        places: The surest first.
        stated: Municipalities that the record states.
        area: Whom its publisher serves, as `county:18`.
    """

    event: Event
    position: Position | None
    whole_town: bool
    places: tuple[Placed, ...]
    stated: tuple[str, ...]
    area: tuple[str, ...]
    themes: Mapping[ThemeSlug, ThemeStrength]
    provider: ProviderKind


@dataclass(frozen=True, slots=True)
class First:
    """The row that stands for an occurrence; times are UTC."""

    record: Key
    key: str
    starts_at: datetime
    ends_at: datetime | None
    long_running: bool


def firsts() -> Select[tuple[object, ...]]:
    """Return the query of all occurrences whose records are not absent, by start and key."""
    record, when = schema.record.c, occurrence.c
    joined = occurrence.join(
        schema.record,
        and_(record.source == when.source, record.kind == EVENT, record.id == when.id),
    )
    return (
        select(occurrence)
        .select_from(joined)
        .where(record.absent_since.is_(None))
        .order_by(when.starts_at, when.key)
    )


def first_of(row: Found) -> First:
    """Return what a row of `firsts` says."""
    return First((row.source, row.id), row.key, row.starts_at, row.ends_at, row.long_running)


def groups_of(connection: Connection, keys: Sequence[Key]) -> dict[Key, list[Key]]:
    """Return with each record those that it is merged with and itself, in their order."""
    own, other, record = event_group.alias(), event_group.alias(), schema.record.alias()
    query = (
        select(own.c.source, own.c.id, other.c.source, other.c.id)
        .join(other, other.c.group_key == own.c.group_key)
        .join(
            record,
            and_(
                record.c.source == other.c.source,
                record.c.kind == EVENT,
                record.c.id == other.c.id,
            ),
        )
        .where(among(own, keys), record.c.absent_since.is_(None))
        .order_by(other.c.rank)
    )
    found: dict[Key, list[Key]] = {}
    for source, id_, other_source, other_id in connection.execute(query):
        found.setdefault((source, id_), []).append((other_source, other_id))
    return {key: found.get(key) or [key] for key in keys}


def records_of_events(connection: Connection, keys: Sequence[Key]) -> dict[Key, EventRecord]:
    """Return what is known of each of these records.

    Raises:
        RecordError: One was stored by a version whose models were others.
    """
    places, areas = _places(connection, keys), _areas(connection, keys)
    themes, providers = _themes(connection, keys), _providers(connection, keys)
    return {
        (key := (row.source, row.id)): EventRecord(
            event=_event(row),
            position=None if row.east is None else Position(east=row.east, north=row.north),
            whole_town=bool(row.whole_town),
            places=tuple(places.get(key, ())),
            stated=tuple(code for role, code in areas.get(key, ()) if role == PLACE),
            area=tuple(
                f"{role.removeprefix(AREA)}:{code}"
                for role, code in areas.get(key, ())
                if role != PLACE
            ),
            themes=themes.get(key, {}),
            provider=providers.get(key, "unknown"),
        )
        for row in connection.execute(_heads(keys))
    }


def _heads(keys: Sequence[Key]) -> Select[tuple[object, ...]]:
    record, document, when = schema.record, schema.record_document, occurrence
    joined = record.outerjoin(
        document,
        and_(
            document.c.source == record.c.source,
            document.c.kind == record.c.kind,
            document.c.id == record.c.id,
        ),
    ).outerjoin(when, and_(when.c.source == record.c.source, when.c.id == record.c.id))
    return (
        select(
            record.c.source,
            record.c.id,
            record.c.east,
            record.c.north,
            document.c.model,
            when.c.whole_town,
        )
        .select_from(joined)
        .where(record.c.kind == EVENT, among(record, keys))
    )


def _event(row: Found) -> Event:
    try:
        return Event.model_validate_json(zlib.decompress(row.model or b""))
    except (ValueError, zlib.error) as error:
        detail = (
            f"it does not fit the models of this version ({error}); read it again: "
            f"hytedata read events --calendar {row.source} --full"
        )
        raise RecordError(row.source, f"event {row.id}", field="model", detail=detail) from error


def _places(connection: Connection, keys: Sequence[Key]) -> dict[Key, list[Placed]]:
    table = schema.place
    query = (
        select(table.c.source, table.c.id, table.c.municipality, table.c.confidence)
        .where(table.c.kind == EVENT, among(table, keys))
        .order_by(table.c.share.desc(), table.c.confidence.desc(), table.c.municipality)
    )
    found: dict[Key, list[Placed]] = {}
    for source, id_, code, confidence in connection.execute(query):
        found.setdefault((source, id_), []).append(Placed(code, confidence))
    return found


def _areas(connection: Connection, keys: Sequence[Key]) -> dict[Key, list[tuple[str, str]]]:
    table = schema.record_area
    query = (
        select(table.c.source, table.c.id, table.c.role, table.c.code)
        .where(table.c.kind == EVENT, among(table, keys))
        .order_by(table.c.role, table.c.code)
    )
    found: dict[Key, list[tuple[str, str]]] = {}
    for source, id_, role, code in connection.execute(query):
        found.setdefault((source, id_), []).append((role, code))
    return found


def _themes(
    connection: Connection, keys: Sequence[Key]
) -> dict[Key, dict[ThemeSlug, ThemeStrength]]:
    table = event_tables.theme
    query = select(table.c.source, table.c.id, table.c.theme, table.c.strength).where(
        table.c.kind == EVENT, among(table, keys)
    )
    found: dict[Key, dict[ThemeSlug, ThemeStrength]] = {}
    for source, id_, theme, strength in connection.execute(query):
        found.setdefault((source, id_), {})[theme] = strength
    return found


def _providers(connection: Connection, keys: Sequence[Key]) -> dict[Key, ProviderKind]:
    table = event_tables.provider
    query = select(table.c.source, table.c.id, table.c.provider).where(
        table.c.kind == EVENT, among(table, keys)
    )
    return {(source, id_): kind for source, id_, kind in connection.execute(query)}


def among(
    table: FromClause, keys: Sequence[Key], *, source: str = "source", id_: str = "id"
) -> ColumnElement[bool]:
    """Return whether a row is of one of these records."""
    ids: dict[str, list[str]] = {}
    for key in keys:
        ids.setdefault(key[0], []).append(key[1])
    # Calendar by calendar: SQLite looks pairs up one by one, or reads the whole table.
    return or_(
        false(),
        *(and_(table.c[source] == one, table.c[id_].in_(some)) for one, some in ids.items()),
    )
