"""A store whose records were noted by an earlier version becomes a catalogue and loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

import hytedata.store
from hytedata.models.common import Completeness, SourceRef
from hytedata.store import Store
from hytedata.store.catalogue import Entry, OccurrenceSpan, ReadCounts
from hytedata.store.schema import REVISIONS
from tests.store.conftest import Clock

OLD, SEEN, GONE = (f"2026-0{month}-01 00:00:00" for month in (1, 2, 3))
WHOLE = b'{"lipas-id":1}'


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def make_older(url: str, revision: str) -> None:
    """Make an empty store of an older schema."""
    settings = Config()
    folder = Path(hytedata.store.__file__).parent / "migrations"
    settings.set_main_option("script_location", str(folder))
    settings.set_main_option("path_separator", "os")
    with connected(url) as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        connection.execute(
            text("INSERT INTO meta (id, made_at) VALUES ('the-store', :at)"), {"at": OLD}
        )


def make_third(url: str) -> None:
    """Make a store of schema 0003 that holds two records and the verdict of a read."""
    make_older(url, "0003")
    with connected(url) as connection:
        for statement, values in (
            (
                "INSERT INTO run (id, kind, organisation, started_at) "
                "VALUES (7, 'plan', 'org', :at)",
                {"at": OLD},
            ),
            (
                "INSERT INTO snapshot (run_id, source, kind, scope, complete, items, reasons, "
                "taken_at) VALUES (7, 'lipas', 'sports-site', '889', true, 2, '[]', :at)",
                {"at": SEEN},
            ),
            (
                "INSERT INTO record VALUES ('lipas', 'sports-site', '1', '889', 'city', 'hash-1', "
                ":old, :seen, NULL, :raw)",
                {"old": OLD, "seen": SEEN, "raw": WHOLE},
            ),
            (
                "INSERT INTO record VALUES ('lipas', 'sports-site', '2', '889', NULL, 'hash-2', "
                ":old, :seen, :gone, NULL)",
                {"old": OLD, "seen": SEEN, "gone": GONE},
            ),
        ):
            connection.execute(text(statement), values)


def test_records_and_verdicts_of_an_earlier_version_are_kept(url: str, clock: Clock) -> None:
    make_third(url)

    Store.upgrade(url, now=clock)

    with Store.open(url, now=clock) as store:
        first, second = store.catalogue.records(include_absent=True)
        (verdict,) = store.catalogue.snapshots()
    assert store.id == "the-store"
    assert (first.id, first.owner, first.hash, first.raw) == (
        "1",
        "city",
        "hash-1",
        {"lipas-id": 1},
    )
    assert first.first_seen == first.changed_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert first.last_seen == datetime(2026, 2, 1, tzinfo=UTC)
    assert (first.absent_since, second.absent_since) == (None, datetime(2026, 3, 1, tzinfo=UTC))
    assert (verdict.mode, verdict.items, verdict.started_at) == ("full", 2, None)


def test_the_next_read_goes_on_from_what_an_earlier_version_noted(url: str, clock: Clock) -> None:
    make_third(url)
    Store.upgrade(url, now=clock)
    ref = SourceRef(source="lipas", kind="sports-site", id="2")
    clock.advance(days=60)

    with (
        Store.open(url, now=clock) as store,
        store.catalogue.reading("lipas", "sports-site", "889") as reading,
    ):
        reading.put(Entry(ref=ref, hash="hash-2", model=b"{}", municipalities=("889",)))
        counts = reading.finish(Completeness(complete=True, items=1))
        first, second = store.catalogue.records(include_absent=True)

    assert counts == ReadCounts(returned=1, absent=1)
    assert (first.absent_since, second.absent_since) == (clock(), None)
    assert second.document == b"{}"


@pytest.mark.parametrize(
    "statement", ["UPDATE snapshot SET complete = false", "DELETE FROM snapshot"]
)
def test_verdicts_can_still_not_be_changed(url: str, clock: Clock, statement: str) -> None:
    make_third(url)
    Store.upgrade(url, now=clock)

    with pytest.raises(DBAPIError, match="append-only"), connected(url) as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "revision",
    [
        REVISIONS[0],
        *(pytest.param(one, marks=pytest.mark.slow) for one in REVISIONS[1:-2]),
        REVISIONS[-2],
    ],
)
def test_a_store_of_any_older_version_takes_events_after_an_upgrade(
    sqlite_url: str, clock: Clock, revision: str
) -> None:
    make_older(sqlite_url, revision)

    Store.upgrade(sqlite_url, now=clock)

    with Store.open(sqlite_url, now=clock) as store:
        ref = SourceRef(source="kainuu", kind="event", id="1")
        when = OccurrenceSpan(starts_at=clock())
        with store.catalogue.reading("kainuu", "event", "all") as reading:
            reading.put(Entry(ref=ref, hash="h", model=b"{}", when=when))
            counts = reading.finish(Completeness(complete=True, items=1))
        assert counts == ReadCounts(new=1)
        assert store.catalogue.event_links.latest() is None
        assert [len(one) for one in store.catalogue.classes.waiting("r", [("kainuu", "event")])]


def test_plans_of_an_earlier_version_keep_their_document_and_their_time(
    url: str, clock: Clock
) -> None:
    make_older(url, "0013")
    with connected(url) as connection:
        connection.execute(
            text(
                "INSERT INTO plan (id, organisation, document, saved_at) "
                "VALUES ('p', 'o', :it, :at)"
            ),
            {"it": b"{}", "at": f"{SEEN}+00:00" if "postgresql" in url else f"{SEEN}.000000"},
        )

    Store.upgrade(url, now=clock)

    with Store.open(url, now=clock) as store:
        (head,) = store.plan_heads("o")
        assert store.plan("p") == b"{}"
        assert head.saved_at == head.last_made_at == datetime(2026, 2, 1, tzinfo=UTC)
