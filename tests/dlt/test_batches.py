"""Registers as rows for dlt: what is read when, and what is told of what did not come."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import hytedata.dlt
from hytedata.config import Calendar, Config
from hytedata.dlt.calendars import calendar_batches
from hytedata.dlt.lipas import lipas_batches
from hytedata.dlt.ptv import PtvLoad
from hytedata.dlt.rows import (
    READ_COLUMNS,
    RECORD_COLUMNS,
    RECORD_TABLES,
    REJECTED_COLUMNS,
    Batch,
    Row,
    absent_sql,
)
from hytedata.errors import InputError
from tests.runs.events.fake_calendars import FakeCalendar, FakeCalendars, event
from tests.runs.read_fakes import NATIONWIDE, START, FakeLipas, FakeReads, of, service, site

DAY = timedelta(days=1)
CONFIG = Config(
    contact="it@kunta.example",
    calendar=tuple(
        Calendar(name=name, kind="icalendar", url="https://kunta.test/a.ics")
        for name in ("kunta", "muu")
    ),
)


def rows(batches: Iterable[Batch], table: str) -> list[Row]:
    return [row for batch in batches if batch.table == table for row in batch.rows]


def ids(batches: Iterable[Batch], table: str = "ptv_services") -> list[Any]:
    return [row["id"] for row in rows(batches, table)]


class Ptv:
    """Services of PTV, loaded once a day."""

    def __init__(self, *held: Any) -> None:
        self.reads: FakeReads[Any] = FakeReads(list(held))
        self.cursors: dict[str, str] = {}
        self.now = START

    def load(self, *places: str, nationwide: bool = False, full: bool = False) -> list[Batch]:
        load = PtvLoad("service", self.reads, self.cursors, timedelta(hours=2), self.now, full=full)
        found = list(load.batches(places, nationwide=nationwide))
        self.now += DAY
        return found


def test_the_first_load_is_full_and_the_next_asks_for_changes_with_an_overlap() -> None:
    ptv = Ptv(service("a", of("889")))

    first, second = ptv.load(), ptv.load()

    assert [one.changed_since for one in ptv.reads.asked] == [None, START - timedelta(hours=2)]
    assert [row["mode"] for row in rows([*first, *second], "reads")] == ["full", "changes"]


def test_after_a_week_all_is_read_again() -> None:
    ptv = Ptv()

    modes = [rows(ptv.load(), "reads")[0]["mode"] for _ in range(8)]

    assert modes == ["full", *["changes"] * 6, "full"]


def test_an_incomplete_load_moves_no_cursor() -> None:
    ptv = Ptv(service("a", of("889")))
    ptv.load()
    before = dict(ptv.cursors)
    ptv.reads.doubt = "a page came empty"

    told = rows(ptv.load(), "reads")

    assert ptv.cursors == before
    assert (told[0]["complete"], told[0]["reasons"]) == (False, "a page came empty")


def test_an_outage_is_told_and_the_next_load_begins_where_it_was() -> None:
    ptv = Ptv()
    ptv.reads.is_down = True

    (told,) = rows(ptv.load(), "reads")

    assert (told["complete"], ptv.cursors) == (False, {})
    assert "503" in str(told["reasons"])


def test_what_is_for_several_places_is_one_row() -> None:
    ptv = Ptv(service("a", of("889", "091")), service("b", of("091")))

    found = ptv.load("091", "889")

    assert ids(found) == ["a", "b"]
    assert [row["scope"] for row in rows(found, "reads")] == [
        "municipality:091",
        "municipality:889",
    ]


def test_what_is_for_the_whole_country_has_a_scope_of_its_own() -> None:
    ptv = Ptv(service("a", of("889")), service("b", NATIONWIDE))

    found = ptv.load("889", nationwide=True)

    scopes = {row["id"]: row["scope"] for row in rows(found, "ptv_services")}
    assert scopes == {"a": "municipality:889", "b": "nationwide"}
    assert [row["scope"] for row in rows(found, "reads")] == ["municipality:889", "nationwide"]


def test_what_ptv_says_was_archived_is_told_and_nothing_is_deleted() -> None:
    ptv = Ptv()
    ptv.load()
    ptv.reads.archived = ["a"]

    assert ids(ptv.load(), "ptv_archived") == ["a"]


def test_rows_carry_place_licence_and_the_whole_record() -> None:
    (row,) = rows(lipas_batches(FakeLipas([site(1)]), ("889",), START), "lipas_sites")

    assert row.keys() == RECORD_COLUMNS.keys()
    assert (row["id"], row["municipality"], row["licence"]) == ("1", "889", "CC BY 4.0")
    assert row["attribution"] == "Liikuntapaikat: Lipas.fi Jyväskylän yliopisto, 1.3.2026"
    assert (row["lon"], row["lat"]) == pytest.approx((27.0, 64.92), abs=0.01)
    assert isinstance(row["document"], dict)


def test_a_municipality_that_cannot_be_read_is_told_and_the_rest_is_read() -> None:
    lipas = FakeLipas([site(1), site(2, "091")], down={"091"})

    found = list(lipas_batches(lipas, ("091", "889"), START))

    assert ids(found, "lipas_sites") == ["1"]
    assert [row["complete"] for row in rows(found, "reads")] == [False, True]


def test_a_lipas_that_is_down_is_left_in_peace() -> None:
    places = ("005", "009", "016", "018", "019")
    lipas = FakeLipas(down=set(places))

    found = list(lipas_batches(lipas, places, START))

    assert len(lipas.asked) == 3
    assert [row["complete"] for row in rows(found, "reads")] == [False] * 5


def test_trouble_with_one_calendar_is_told_and_the_next_is_read() -> None:
    opened = FakeCalendars(
        kunta=FakeCalendar([event("1")], fails_after=0),
        muu=FakeCalendar([event("2", source="muu")]),
    )

    found = list(calendar_batches(CONFIG, START, opened=opened))

    assert ids(found, "events") == ["2"]
    assert [(row["source"], row["complete"]) for row in rows(found, "reads")] == [
        ("kunta", False),
        ("muu", True),
    ]


def test_without_dlt_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dlt", None)
    monkeypatch.delitem(sys.modules, "hytedata.dlt.source", raising=False)

    with pytest.raises(InputError, match=r"pip install 'hytedata\[dlt\]'"):
        getattr(hytedata.dlt, "hytedata_source")  # noqa: B009 - the look-up is what fails


# --- what is absent ------------------------------------------------------------------------


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    for table in RECORD_TABLES:
        made.execute(f"CREATE TABLE {table} ({', '.join(RECORD_COLUMNS)}, UNIQUE (source, id))")
    made.execute(f"CREATE TABLE reads ({', '.join(READ_COLUMNS)})")
    made.execute(f"CREATE TABLE rejected ({', '.join(REJECTED_COLUMNS)})")
    yield made
    made.close()


def put(database: sqlite3.Connection, batches: Iterable[Batch]) -> None:
    """Load rows as dlt does: records are merged, the rest is appended."""
    for batch in batches:
        for row in batch.rows:
            cells = {name: _cell(value) for name, value in row.items() if name != "document"}
            names = ", ".join(cells)
            marks = ", ".join("?" * len(cells))
            database.execute(
                f"INSERT OR REPLACE INTO {batch.table} ({names}) VALUES ({marks})",
                list(cells.values()),
            )


def _cell(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def absent(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(absent_sql(table))]


def test_a_site_that_a_complete_read_misses_is_absent_and_stays(
    database: sqlite3.Connection,
) -> None:
    lipas = FakeLipas([site(1), site(2), site(3, "091")])
    put(database, lipas_batches(lipas, ("091", "889"), START))
    lipas.held = [site(1), site(3, "091")]

    put(database, lipas_batches(lipas, ("889",), START + DAY))

    assert absent(database, "lipas_sites") == ["2"]
    assert database.execute("SELECT count(*) FROM lipas_sites").fetchone() == (3,)


def test_an_incomplete_read_makes_nothing_absent(database: sqlite3.Connection) -> None:
    lipas = FakeLipas([site(1)])
    put(database, lipas_batches(lipas, ("889",), START))
    lipas.held, lipas.down = [], {"889"}

    put(database, lipas_batches(lipas, ("889",), START + DAY))

    assert absent(database, "lipas_sites") == []


def test_what_comes_back_is_no_longer_absent(database: sqlite3.Connection) -> None:
    lipas = FakeLipas([site(1)])
    put(database, lipas_batches(lipas, ("889",), START))
    put(database, lipas_batches(FakeLipas(), ("889",), START + DAY))
    gone = absent(database, "lipas_sites")

    put(database, lipas_batches(lipas, ("889",), START + 2 * DAY))

    assert gone == ["1"]
    assert absent(database, "lipas_sites") == []


def test_a_record_that_cannot_be_used_any_more_is_not_absent(database: sqlite3.Connection) -> None:
    ptv = Ptv(service("a", of("889")))
    put(database, ptv.load("889"))
    ptv.reads.held, ptv.reads.rejected = [], ["a"]

    put(database, ptv.load("889", full=True))

    assert absent(database, "ptv_services") == []


def test_a_read_of_changes_makes_nothing_absent(database: sqlite3.Connection) -> None:
    ptv = Ptv(service("a", of("889"), modified_at=START - 9 * DAY))
    put(database, ptv.load("889"))
    put(database, ptv.load("889"))
    before = absent(database, "ptv_services")
    ptv.reads.held = []

    put(database, ptv.load("889", full=True))

    assert before == []
    assert absent(database, "ptv_services") == ["a"]


def test_an_event_is_absent_only_where_its_time_was_covered(database: sqlite3.Connection) -> None:
    calendar = FakeCalendar([event("1", 3), event("2", 30)])
    opened = FakeCalendars(kunta=calendar, muu=FakeCalendar())
    put(database, calendar_batches(CONFIG, START, opened=opened))
    calendar.held, calendar.covered = [], (START, START + 7 * DAY)

    put(database, calendar_batches(CONFIG, START + DAY, opened=opened))

    assert absent(database, "events") == ["1"]


def test_a_table_without_records_has_nothing_absent() -> None:
    with pytest.raises(InputError, match="'reads' holds no records"):
        absent_sql("reads")
