"""The numbers that tables give their rows: never one twice, also where the latest row is gone."""

from typing import Final

from sqlalchemy import Connection, Table, func, select, text

from hytedata.store.columns import metadata

_SQLITE_LAST: Final = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
_SQLITE_FORGET: Final = text("DELETE FROM sqlite_sequence WHERE name = :table")
_SQLITE_SET: Final = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)")
_POSTGRESQL_SET: Final = text("SELECT setval(CAST(:sequence AS regclass), :last)")


def numbered_tables() -> tuple[Table, ...]:
    """Return the tables that number their rows."""
    return tuple(
        table
        for table in metadata.sorted_tables
        if table.dialect_options["sqlite"]["autoincrement"]
    )


def last_number(connection: Connection, table: Table) -> int:
    """Return the highest number that *table* has ever given; 0 for none."""
    if connection.dialect.name == "sqlite":
        kept = connection.execute(_SQLITE_LAST, {"table": table.name}).scalar()
        return int(kept) if kept is not None else 0
    # A sequence's name comes from the database, not from a person.
    named = _sequence(connection, table)
    row = connection.execute(text(f"SELECT last_value, is_called FROM {named}")).one()
    return int(row.last_value) if row.is_called else 0


def set_last_number(connection: Connection, table: Table, last: int) -> None:
    """Let *table* go on after *last*, or after its highest row if that is higher."""
    highest = connection.execute(select(func.max(table.c.id))).scalar() or 0
    last = max(last, highest)
    if last == 0:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(_SQLITE_FORGET, {"table": table.name})
        connection.execute(_SQLITE_SET, {"table": table.name, "last": last})
    else:
        sequence = _sequence(connection, table)
        connection.execute(_POSTGRESQL_SET, {"sequence": sequence, "last": last})


def _sequence(connection: Connection, table: Table) -> str:
    # The names of tables are ours; some, such as session, mean something else unquoted.
    quoted = connection.dialect.identifier_preparer.format_table(table)
    query = select(func.pg_get_serial_sequence(quoted, "id"))
    name: str = connection.execute(query).scalar_one()
    return name
