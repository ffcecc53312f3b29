"""The whole country in the store, as a daily scan asks for it, against plain `sqlite3`."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Applied
from hytedata.store import Store

SITES, ROUNDS = 45_000, 5
TARGET_OF_READING, TARGET_OF_NOTING = 5.0, 2.5
ORGANISATION, LOGIN = "org", "mallila"
DOCUMENT = {"name.fi": "Mallihalli", "description.fi": "x" * 600}

SELECT = "SELECT source, item, source_hash, target_version FROM applied WHERE organisation = ?"
UPDATE = (
    "UPDATE applied SET source_hash = ? WHERE organisation = ? AND login = ? AND kind = 'channel' "
    "AND source = 'lipas' AND item = ?"
)


def bench_country_in_step() -> list[Result]:
    """Read what is in step, and note that every site has moved."""
    with _full_store() as (store, plain):
        reading = fastest(
            lambda: _all_of(len(store.in_step(ORGANISATION, LOGIN))),
            lambda: _all_of(len(plain.execute(SELECT, (ORGANISATION,)).fetchall())),
            rounds=ROUNDS,
        )
        moves = cycle((_moved("1"), _moved("2")))
        hashes = cycle(("3" * 32, "4" * 32))
        noting = fastest(
            lambda: store.note_in_step(ORGANISATION, LOGIN, next(moves)),
            lambda: _note_plainly(plain, next(hashes)),
            rounds=ROUNDS,
        )
    size = f"{SITES} sites"
    return [
        Result(
            f"store: {size} in step are read",
            reading[0],
            reading[1],
            TARGET_OF_READING,
            note="sqlite3, the same columns as tuples",
        ),
        Result(
            f"store: {size} that moved are noted",
            noting[0],
            noting[1],
            TARGET_OF_NOTING,
            note="sqlite3, executemany of the same updates in one transaction",
        ),
    ]


@contextmanager
def _full_store() -> Iterator[tuple[Store, sqlite3.Connection]]:
    """A store that holds the country, and a plain connection to the same file."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "country.db"
        with (
            Store.open(f"sqlite:///{file}", now=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as store,
            closing(sqlite3.connect(file, isolation_level=None)) as plain,
        ):
            plain.execute("PRAGMA synchronous = FULL")  # as the store has it
            store.note_in_step(ORGANISATION, LOGIN, _moved("0"))
            yield store, plain


def _moved(digit: str) -> tuple[Applied, ...]:
    first = Applied(SourceItem("lipas", ""), "channel", DOCUMENT, DOCUMENT, digit * 32)
    return tuple(
        replace(first, source=SourceItem("lipas", f"site:{n}"), target_version=f"{n:032x}")
        for n in range(SITES)
    )


def _note_plainly(plain: sqlite3.Connection, source_hash: str) -> None:
    plain.execute("BEGIN IMMEDIATE")
    plain.executemany(
        UPDATE, ((source_hash, ORGANISATION, LOGIN, f"site:{n}") for n in range(SITES))
    )
    plain.execute("COMMIT")


def _all_of(count: int) -> None:
    if count != SITES:
        raise RuntimeError("the benchmark did not read everything")
