"""What is asked of events that are merged with others, as conditions on rows of `occurrence`."""

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import ColumnElement, FromClause, and_, exists

from hytedata.store import schema
from hytedata.store.catalogue_models import EVENT
from hytedata.store.event_tables import event_group, occurrence

OfRecord: TypeAlias = Callable[[ColumnElement[str], ColumnElement[str]], ColumnElement[bool]]
"""From the columns of a record's source and id to a condition on it."""


def any_other(condition: OfRecord) -> ColumnElement[bool]:
    """Whether *condition* holds for a record that this row's is merged with."""
    own, other, record = event_group.alias(), event_group.alias(), schema.record.alias()
    return exists().where(
        _are_grouped(own, other),
        _is_present(record, other),
        condition(other.c.source, other.c.id),
    )


def goes_first() -> ColumnElement[bool]:
    """Whether no other record of its group goes before it, of those that are there in time."""
    own, other = event_group.alias(), event_group.alias()
    record, when = schema.record.alias(), occurrence.alias()
    return ~exists().where(
        _are_grouped(own, other),
        other.c.rank < own.c.rank,
        _is_present(record, other),
        when.c.source == other.c.source,
        when.c.id == other.c.id,
    )


def _are_grouped(own: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Whether *own* is this row's record, and *other* is of its group."""
    return and_(
        own.c.source == occurrence.c.source,
        own.c.id == occurrence.c.id,
        other.c.group_key == own.c.group_key,
    )


def _is_present(record: FromClause, member: FromClause) -> ColumnElement[bool]:
    """Whether *record* is that of *member*, and its calendar still has it."""
    return and_(
        record.c.source == member.c.source,
        record.c.kind == EVENT,
        record.c.id == member.c.id,
        record.c.absent_since.is_(None),
    )
