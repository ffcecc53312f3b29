"""Rows of every table, by chance but always the same for a seed, and all rows of a store."""

import json
import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Float,
    Integer,
    LargeBinary,
    Table,
    insert,
    select,
)

from hytedata.store.columns import Utc, metadata
from hytedata.store.database import Database

TEXTS = (
    "",
    "Äkäslompolo",
    "näin \n ja \t näin",
    "'; DROP TABLE run; --",
    "🏊 uimahalli",
    "%s %(a)s",
    "\\N",
)
ZONES = (UTC, timezone(timedelta(hours=3)), timezone(timedelta(hours=-7, minutes=-30)))

Rows = Mapping[str, list[dict[str, Any]]]


def fill(database: Database, seed: int, each: int = 5) -> None:
    """Add rows to all tables, with numbers that have gaps."""
    chance = random.Random(seed)
    with database.writing() as connection:
        for table in metadata.sorted_tables:
            if table.name != "meta":
                _fill_table(connection, table, chance, each)


def _fill_table(connection: Connection, table: Table, chance: random.Random, each: int) -> None:
    for number in range(each):
        row = {column.name: _value(column, chance, number) for column in table.columns}
        if table.name == "snapshot":
            row["run_id"] = 3
        connection.execute(insert(table), row)


def _value(column: Column[Any], chance: random.Random, number: int) -> object:
    if column.nullable and chance.random() < 0.3:
        return None
    if column.primary_key and isinstance(column.type, BigInteger | Integer):
        return number * 3 + 3
    kind = column.type
    if isinstance(kind, Boolean):
        return chance.random() < 0.5
    if isinstance(kind, BigInteger):
        return chance.randrange(2**31)
    if isinstance(kind, Integer):
        return chance.randrange(2**31)
    if isinstance(kind, Float):
        return chance.choice([0.1, -1e300, 6_999_999.123456789, chance.random()])
    if isinstance(kind, Utc):
        moment = datetime(2026, 3, 29, 1, 30, tzinfo=chance.choice(ZONES))
        return moment + timedelta(microseconds=chance.randrange(10**12))
    if isinstance(kind, Date):
        return date(2024, 2, 29) + timedelta(days=chance.randrange(900))
    if isinstance(kind, LargeBinary):
        return chance.randbytes(chance.choice([0, 3, 4000]))
    if isinstance(kind, JSON):
        return chance.choice([{}, [], "sana", 1.5, 12345678901234567, 10**30, _nested(chance)])
    text = f"{chance.choice(TEXTS)}{number}-{chance.randrange(10**6)}"
    return text[: getattr(kind, "length", None) or 100]


def _nested(chance: random.Random) -> object:
    return {"ä": [None, True, {"\u0000x": chance.choice(TEXTS)}], "z": 0.1, "a": -3}


def everything(database: Database) -> Rows:
    """All rows of all tables but the audit journal's latest, in an order of their own."""
    with database.reading() as connection:
        return {
            table.name: sorted(
                (dict(row._mapping) for row in connection.execute(select(table))),
                key=lambda row: json.dumps(row, default=repr, sort_keys=True),
            )
            for table in metadata.sorted_tables
        }
