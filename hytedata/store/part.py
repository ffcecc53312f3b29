"""What all parts of the store share."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from hytedata.store.database import Database

Row = Mapping[str, object]


class Part:
    """Methods on one group of tables; `Store` is all of them together."""

    def __init__(self, database: Database) -> None:
        self._database = database


def put(connection: Connection, table: Table, rows: Sequence[Row], *, update: bool = True) -> None:
    """Insert *rows*; one whose primary key is there already is overwritten, or kept as it was."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    others = [name for name in rows[0] if name not in keys]
    # The two databases spell it alike, SQLAlchemy does not offer it in common.
    if connection.dialect.name == "postgresql":
        theirs = postgresql.insert(table)
        statement = (
            theirs.on_conflict_do_update(
                index_elements=keys, set_={name: theirs.excluded[name] for name in others}
            )
            if update and others
            else theirs.on_conflict_do_nothing(index_elements=keys)
        )
        connection.execute(statement, rows)
        return
    ours = sqlite.insert(table)
    connection.execute(
        ours.on_conflict_do_update(
            index_elements=keys, set_={name: ours.excluded[name] for name in others}
        )
        if update and others
        else ours.on_conflict_do_nothing(index_elements=keys),
        rows,
    )
