"""Read a table of a store in any order, and sum up what is in it so that two can be compared."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Connection, LargeBinary, Table, func, select

_AT_ONCE: Final = 1_000
_DOCUMENTS_AT_ONCE: Final = 100
_DIGEST_BYTES: Final = 16

Values = Mapping[str, object]


@dataclass(frozen=True)
class TableSum:
    """What a table holds.

    Attributes:
        rows: How many.
        digest: The same for equal rows in whatever order, on either database.
    """

    rows: int = 0
    digest: int = 0

    def with_rows(self, rows: Sequence[Values]) -> "TableSum":
        """Return the sum with more rows."""
        # Added up, not chained: the two databases sort text differently.
        digest = (self.digest + sum(map(_digest, rows))) % (1 << 8 * _DIGEST_BYTES)
        return TableSum(self.rows + len(rows), digest)


def _digest(row: Values) -> int:
    values = list(row.values())
    try:
        # Exact for everything: JSON has no word for numbers that are none.
        encoded = msgspec.msgpack.encode(values)
    except OverflowError:  # a whole number in a document that has more than 64 bits
        encoded = msgspec.json.encode(values)
    return int.from_bytes(hashlib.blake2b(encoded, digest_size=_DIGEST_BYTES).digest())


def batches(connection: Connection, table: Table) -> Iterator[Sequence[Values]]:
    """Yield the rows of *table*, by thousands; fewer where they hold long documents."""
    names = [column.name for column in table.columns]
    is_long = any(isinstance(column.type, LargeBinary) for column in table.columns)
    size = _DOCUMENTS_AT_ONCE if is_long else _AT_ONCE
    options = {"stream_results": True, "yield_per": size}
    for some in connection.execute(select(table), execution_options=options).partitions():
        yield [dict(zip(names, row, strict=True)) for row in some]


def sum_of(connection: Connection, table: Table) -> TableSum:
    """Read all of *table* and sum it up."""
    total = TableSum()
    for some in batches(connection, table):
        total = total.with_rows(some)
    return total


def count_of(connection: Connection, table: Table) -> int:
    """Return how many rows *table* has."""
    number: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return number
