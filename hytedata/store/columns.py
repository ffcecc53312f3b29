"""What the columns of all tables are made of, and what holds the tables together."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    TypeDecorator,
)


class Utc(TypeDecorator[datetime]):
    """An aware time in UTC; SQLite, which knows no zones, holds it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times, turn others into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows by itself only in a column that is exactly INTEGER.
NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")
DOCUMENT: Final = JSON(none_as_null=True)
# In the same order on both databases, whatever their language.
RECORD_ID: Final = String().with_variant(String(collation="C"), "postgresql")


def record_key() -> tuple[Column[str], Column[str], Column[str]]:
    """Return new columns that name a record: the beginning of a table's primary key."""
    return (
        Column("source", String, primary_key=True),
        Column("kind", String, primary_key=True),
        Column("id", RECORD_ID, primary_key=True),
    )


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)
