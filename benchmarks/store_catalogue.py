"""The catalogue, written and read back, against plain `sqlite3` with the same rows."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.models.common import Completeness, Position, SourceRef
from hytedata.store import Catalogue
from hytedata.store.catalogue import Entry

RECORDS, ROUNDS = 20_000, 3
TARGET_OF_WRITING, TARGET_OF_SEEING, TARGET_OF_READING = 8.0, 12.0, 12.0
BODY = b'{"name":"Uimahalli","description":"' + b"Halli ja altaat. " * 150 + b'"}'

TABLES = (
    "CREATE TABLE head (id TEXT PRIMARY KEY, owner TEXT, hash TEXT, first TEXT, last TEXT, "
    "names TEXT, status TEXT, east REAL, north REAL, modified TEXT, changed TEXT)",
    "CREATE TABLE document (id TEXT PRIMARY KEY, model BLOB)",
    "CREATE TABLE place (id TEXT, role TEXT, code TEXT, PRIMARY KEY (id, role, code))",
    "CREATE TABLE scope (id TEXT, scope TEXT, seen TEXT, PRIMARY KEY (id, scope))",
)
NOW = "2026-03-01 12:00:00"


@dataclass
class Clock:
    """A second later at each look: a read must tell itself from the one before."""

    time: datetime = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def bench_catalogue() -> list[Result]:
    """Put a register in, see it again unchanged, and stream it out."""
    contents = count()
    with _opened() as (catalogue, plain):
        writing = fastest(
            lambda: _put(catalogue, next(contents)),
            lambda: _put_plainly(plain, next(contents)),
            rounds=ROUNDS,
        )
        same = next(contents)
        _put(catalogue, same)
        seeing = fastest(lambda: _put(catalogue, same), lambda: _see_plainly(plain), rounds=ROUNDS)
        reading = fastest(
            lambda: _all_of(sum(1 for one in catalogue.records() if one.document)),
            lambda: _all_of(sum(1 for _ in _read_plainly(plain))),
            rounds=ROUNDS,
        )
    size = f"{RECORDS} records"
    return [
        Result(
            f"catalogue: {size} that changed are written",
            writing[0],
            writing[1],
            TARGET_OF_WRITING,
            note="sqlite3, executemany of the same rows in transactions of 500",
        ),
        Result(
            f"catalogue: {size} are seen again, unchanged",
            seeing[0],
            seeing[1],
            TARGET_OF_SEEING,
            note="sqlite3, the hashes looked up and both times updated; ours digests each record",
        ),
        Result(
            f"catalogue: {size} are read back",
            reading[0],
            reading[1],
            TARGET_OF_READING,
            note="sqlite3, the same columns as tuples, documents decompressed",
        ),
    ]


@contextmanager
def _opened() -> Iterator[tuple[Catalogue, sqlite3.Connection]]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'catalogue.db'}"
        with (
            Catalogue.open(url, now=Clock(), create=True) as catalogue,
            closing(sqlite3.connect(Path(folder) / "plain.db", isolation_level=None)) as plain,
        ):
            plain.execute("PRAGMA journal_mode = WAL")
            plain.execute("PRAGMA synchronous = FULL")
            for table in TABLES:
                plain.execute(table)
            yield catalogue, plain


def _entry(number: int, content: int) -> Entry:
    return Entry(
        ref=SourceRef(source="lipas", kind="sports-site", id=f"{number:06}"),
        hash=f"{content}",
        model=BODY + b"%d %d" % (number, content),
        names={"fi": "Uimahalli", "sv": "Simhall"},
        owner="city",
        status="active",
        municipalities=("889",),
        position=Position(east=427_000, north=7_200_000),
        modified_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def _put(catalogue: Catalogue, content: int) -> None:
    with catalogue.reading("lipas", "sports-site", "municipality:889") as reading:
        for number in range(RECORDS):
            reading.put(_entry(number, content))
        reading.finish(Completeness(complete=True, items=RECORDS))


def _put_plainly(plain: sqlite3.Connection, content: int) -> None:
    for start in range(0, RECORDS, 500):
        ids = [f"{number:06}" for number in range(start, start + 500)]
        heads = [
            (key, "city", f"{content}", NOW, NOW, '{"fi":"Uimahalli","sv":"Simhall"}', "active",
             427_000.0, 7_200_000.0, NOW, NOW)
            for key in ids
        ]  # fmt: skip
        documents = [(key, zlib.compress(BODY + b"%d %d" % (int(key), content), 1)) for key in ids]
        plain.execute("BEGIN IMMEDIATE")
        plain.executemany(f"INSERT OR REPLACE INTO head VALUES ({','.join('?' * 11)})", heads)
        plain.executemany("INSERT OR REPLACE INTO document VALUES (?, ?)", documents)
        plain.executemany(
            "INSERT OR REPLACE INTO place VALUES (?, 'place', '889')", [(key,) for key in ids]
        )
        plain.executemany(
            "INSERT OR REPLACE INTO scope VALUES (?, 'all', ?)", [(key, NOW) for key in ids]
        )
        plain.execute("COMMIT")


def _see_plainly(plain: sqlite3.Connection) -> None:
    for start in range(0, RECORDS, 500):
        ids = [f"{number:06}" for number in range(start, start + 500)]
        plain.execute("BEGIN IMMEDIATE")
        known = dict(
            plain.execute(f"SELECT id, hash FROM head WHERE id IN ({','.join('?' * 500)})", ids)
        )
        plain.executemany(
            "UPDATE head SET last = ? WHERE id = ?", [(NOW, key) for key in ids if key in known]
        )
        plain.executemany("UPDATE scope SET seen = ? WHERE id = ?", [(NOW, key) for key in ids])
        plain.execute("COMMIT")


def _read_plainly(plain: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    query = (
        "SELECT head.*, document.model, place.code FROM head JOIN document USING (id) "
        "JOIN place USING (id) ORDER BY id"
    )
    for row in plain.execute(query):
        zlib.decompress(row[11])
        yield row


def _all_of(number: int) -> None:
    if number != RECORDS:
        raise RuntimeError("the benchmark did not read everything")
