"""Records that a register has and that could not be used, until a read gives them again."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from hytedata.models.common import Rejection, SourceRef
from hytedata.store.part import put
from hytedata.store.quality_tables import rejection


def note_rejections(
    connection: Connection, scope: str, rejected: Iterable[Rejection], at: datetime
) -> None:
    """Keep what could not be used, in place of what was known of the same records."""
    rows = {
        (one.ref.source, one.ref.kind, one.ref.id): {
            "source": one.ref.source,
            "kind": one.ref.kind,
            "id": one.ref.id,
            "scope": scope,
            "name": one.name,
            "field": one.field,
            "reason": one.reason,
            "seen_at": at,
        }
        for one in rejected
    }
    put(connection, rejection, list(rows.values()))


def take_back(connection: Connection, source: str, kind: str, ids: Collection[str]) -> None:
    """Forget the rejections of records that were read well."""
    table = rejection.c
    connection.execute(
        delete(rejection).where(table.source == source, table.kind == kind, table.id.in_(ids))
    )


def forget_unseen(
    connection: Connection, source: str, kind: str, scope: str, before: datetime
) -> None:
    """Forget what a complete read of a scope no longer gave."""
    table = rejection.c
    connection.execute(
        delete(rejection).where(
            table.source == source,
            table.kind == kind,
            table.scope == scope,
            table.seen_at < before,
        )
    )


def any_of(connection: Connection, source: str, kind: str) -> bool:
    """Whether anything is rejected of this kind: most reads need not look for it."""
    table = rejection.c
    query = select(table.id).where(table.source == source, table.kind == kind).limit(1)
    return connection.execute(query).first() is not None


def all_rejections(connection: Connection) -> Sequence[Rejection]:
    """Return all, by source, kind and id."""
    table = rejection.c
    query = select(rejection).order_by(table.source, table.kind, table.id)
    return [
        Rejection(
            ref=SourceRef(source=row.source, kind=row.kind, id=row.id),
            name=row.name,
            field=row.field,
            reason=row.reason,
        )
        for row in connection.execute(query)
    ]
