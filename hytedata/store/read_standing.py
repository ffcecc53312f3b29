"""How fresh sources are: of each scope still read, its latest read and its last complete one."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from sqlalchemy import CTE, Connection, ScalarSelect, and_, func, select

from hytedata.store import schema

_STILL_READ: Final = timedelta(days=15)
"""Everything is read weekly. A scope that was not read for two weeks while others of its source
were is asked for no more: another area was configured."""


class SourceReads(NamedTuple):
    """How fresh a source is.

    Attributes:
        source: `ptv`, `lipas`, or a calendar's name.
        scopes: How many parts of it are read.
        incomplete: Of how many the latest read was incomplete.
        read_at: When any part was last read.
        complete_at: All of it is known as of then: the oldest of its parts' last complete reads.
            None where a part was never read completely.
    """

    source: str
    scopes: int
    incomplete: int
    read_at: datetime
    complete_at: datetime | None


class _Scope(NamedTuple):
    source: str
    complete: bool
    read_at: datetime
    complete_at: datetime | None


def standing_of(connection: Connection) -> tuple[SourceReads, ...]:
    """Return how fresh each source is, by name."""
    found = sorted(_scopes(connection), key=lambda one: one.source)
    return tuple(_of(name, list(some)) for name, some in groupby(found, lambda one: one.source))


def _of(source: str, scopes: Iterable[_Scope]) -> SourceReads:
    scopes = list(scopes)
    latest = max(one.read_at for one in scopes)
    still = [one for one in scopes if one.read_at > latest - _STILL_READ]
    whole = [one.complete_at for one in still if one.complete_at is not None]
    return SourceReads(
        source,
        len(still),
        sum(not one.complete for one in still),
        latest,
        min(whole) if len(whole) == len(still) else None,
    )


def _scopes(connection: Connection) -> Iterator[_Scope]:
    scope = _each_scope()
    last, whole = schema.snapshot.alias("last"), schema.snapshot.alias("whole")
    query = (
        select(
            scope.c.source,
            last.c.complete,
            last.c.taken_at,
            whole.c.taken_at.label("complete_at"),
        )
        .select_from(scope)
        .join(last, last.c.id == _latest(scope, complete=False))
        .outerjoin(whole, whole.c.id == _latest(scope, complete=True))
    )
    for row in connection.execute(query):
        yield _Scope(row.source, row.complete, row.taken_at, row.complete_at)


def _latest(scope: CTE, *, complete: bool) -> ScalarSelect[int]:
    table = schema.snapshot.alias("newest").c
    query = select(table.id).where(
        table.source == scope.c.source,
        table.kind == scope.c.kind,
        table.scope == scope.c.scope,
    )
    if complete:
        query = query.where(table.complete)
    return query.order_by(table.id.desc()).limit(1).correlate(scope).scalar_subquery()


def _each_scope() -> CTE:
    """Return source, kind and scope of all that was ever read, from each to the next."""
    here, there = schema.snapshot.alias("here"), schema.snapshot.alias("there").c
    first = select(there.id).order_by(there.source, there.kind, there.scope).limit(1)
    columns = (here.c.source, here.c.kind, here.c.scope)
    each = select(*columns).where(here.c.id == first.scalar_subquery())
    scope = each.cte("each_scope", recursive=True)
    same_source = there.source == scope.c.source
    same_kind = and_(same_source, there.kind == scope.c.kind)
    # Three steps, each along the index: SQLite compares tuples by their first part alone.
    steps = (
        first.where(same_kind, there.scope > scope.c.scope),
        first.where(same_source, there.kind > scope.c.kind),
        first.where(there.source > scope.c.source),
    )
    following = func.coalesce(*(step.correlate(scope).scalar_subquery() for step in steps))
    return scope.union_all(select(*columns).select_from(scope).join(here, here.c.id == following))
