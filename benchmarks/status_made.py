"""A store with two years of history of 300 organisations, written past the store's own methods."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from hytedata.store import Store

NOW: Final = datetime(2026, 11, 29, 10, tzinfo=UTC)
DAYS: Final = 730
ORGANISATIONS: Final = 300
_FULL: Final = b"x" * 100_000
_CODES: Final = ("091", "049", "092", "889", "837", "564", "179", "853", "297", "444")
_SCOPES: Final = [
    (source, kind, f"municipality:{code}")
    for source, kinds in (("lipas", ("sports-site",)), ("ptv", ("service", "service-channel")))
    for kind in kinds
    for code in _CODES
]
_COUNTS: Final = msgspec.json.encode({"create_channel": 3, "update_channel": 5}).decode()


def organisation(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def made_history(folder: Path) -> Path:
    """Make the store; of each day and organisation a plan, and runs that plan, apply and adopt."""
    file = folder / "hytedata.db"
    Store.open(f"sqlite:///{file}", now=lambda: NOW).close()
    with sqlite3.connect(file) as raw:
        raw.executemany(
            "INSERT INTO run (kind, organisation, started_at, ended_at, verdict, counts)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            _runs(),
        )
        raw.executemany(
            "INSERT INTO plan (id, organisation, document, saved_at, summary, last_made_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            _plans(),
        )
        raw.executemany(
            "INSERT INTO snapshot (run_id, source, kind, scope, complete, items, reasons,"
            " taken_at, mode) VALUES (1, ?, ?, ?, ?, 40, '[]', ?, 'full')",
            _snapshots(),
        )
        raw.executemany(
            "INSERT INTO approval (plan_id, who, approved_at, decision, reason)"
            " VALUES (?, 'Aino', ?, 'approve', '')",
            ((f"{number:03d}-{DAYS - 1}", _told(NOW)) for number in range(0, ORGANISATIONS, 2)),
        )
        raw.executemany(
            "INSERT INTO link VALUES (?, 'login', 'channel', 'lipas', ?, ?, ?, 0)",
            (
                (organisation(number), f"site:{site}", f"p{number}-{site}", f"s{number}-{site}")
                for number in range(ORGANISATIONS)
                for site in range(100)
            ),
        )
        raw.executemany(
            "INSERT INTO due (organisation, job, full, known_at, began_at, ended_at, outcome)"
            " VALUES (?, ?, 0, ?, ?, ?, ?)",
            _due(),
        )
    raw.close()
    return file


def _told(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def _days() -> Iterator[tuple[int, datetime]]:
    for day in range(DAYS):
        yield day, NOW - timedelta(days=DAYS - 1 - day, hours=6)


def _runs() -> Iterator[tuple[object, ...]]:
    for _, at in _days():
        for number in range(ORGANISATIONS):
            for kind in ("plan", "apply", "adopt"):
                ended = _told(at + timedelta(minutes=1))
                yield kind, organisation(number), _told(at), ended, "complete", _COUNTS


def _plans() -> Iterator[tuple[object, ...]]:
    for day, at in _days():
        for number in range(ORGANISATIONS):
            blocked = [{"limit": "archive.count", "value": 9.0, "allowed": 5.0}]
            summary = {
                "kind": "publish",
                "changes": 8,
                "counts": {"create_channel": 3, "update_channel": 5, "unchanged": 92},
                "skipped": {"no-street": 4},
                "drift": 1,
                "candidates": 2,
                "irreversible": 0,
                "blocked": blocked if number % 3 == 0 else [],
                "source": {"complete": True},
                "target": {"complete": True},
            }
            document = _FULL if day == DAYS - 1 else b"{}"
            told = msgspec.json.encode(summary).decode()
            key = f"{number:03d}-{day}"
            yield key, organisation(number), document, _told(at), told, _told(at)


def _snapshots() -> Iterator[tuple[object, ...]]:
    for day, at in _days():
        for place, (source, kind, scope) in enumerate(_SCOPES):
            yield source, kind, scope, int(day + place != DAYS), _told(at)


def _due() -> Iterator[tuple[object, ...]]:
    at = _told(NOW - timedelta(hours=6))
    for number in range(ORGANISATIONS):
        waits = number % 3 == 0
        code = "limit-exceeded" if waits else ""
        for job in ("plan", "apply"):
            outcome = {"state": "waiting" if waits else "done", "code": code, "detail": ""}
            yield organisation(number), job, at, at, at, msgspec.json.encode(outcome).decode()
