"""What the catalogue keeps of an event beside its document."""

from datetime import timedelta
from typing import Any

import pytest

from hytedata.config import Calendar
from hytedata.models.common import Position
from hytedata.models.event import Event, EventPlace, EventTime
from hytedata.runs.events.entries import entry_of_event
from hytedata.store.catalogue import AreaCode
from tests.runs.events.fake_calendars import TODAY, all_day, event, table
from tests.runs.read_fakes import START

HALL = Position(east=537_000, north=7_120_000)


def calendar(**more: Any) -> Calendar:
    return Calendar.model_validate(table(**more), strict=False)


def online(**more: Any) -> Event:
    return event("net", places=(), online=True, **more)


def test_an_event_is_kept_with_its_publisher_status_and_stated_place() -> None:
    place = EventPlace(names={"fi": "Halli"}, position=HALL, municipality="205")
    made = event("a", places=(place,), publisher="esim:kunta", status="cancelled")

    entry = entry_of_event(made, calendar(area=["county:20"]))

    assert (entry.owner, entry.status, entry.municipalities) == (
        "esim:kunta",
        "cancelled",
        ("205",),
    )
    assert (entry.position, entry.bounds and entry.bounds.is_point) == (HALL, True)
    # What takes place somewhere is there, whoever publishes it.
    assert (entry.area, entry.is_nationwide) == ((), False)
    assert entry.when is not None
    assert entry.when.starts_at == START + timedelta(days=3)
    assert entry.when.status == "cancelled"


@pytest.mark.parametrize(
    ("settings", "area", "is_nationwide"),
    [
        ({"area": ["county:20", "municipality:205"]}, ["county 20", "municipality 205"], False),
        ({"area": ["finland"]}, [], True),
        ({"municipality": "205"}, ["municipality 205"], False),
        ({"municipality": "205", "area": ["region:18"]}, ["region 18"], False),
        ({}, [], False),
    ],
)
def test_what_is_only_online_belongs_to_the_publishers_area(
    settings: dict[str, object], area: list[str], is_nationwide: bool
) -> None:
    entry = entry_of_event(online(), calendar(**settings))

    assert [f"{one.kind} {one.code}" for one in entry.area] == area
    assert entry.is_nationwide == is_nationwide
    assert entry.when is not None
    assert entry.when.online


def test_an_event_that_is_also_online_is_where_it_takes_place() -> None:
    entry = entry_of_event(event("a", online=True), calendar(area=["county:20"]))

    assert entry.area == ()
    assert AreaCode("county", "20") not in entry.area


@pytest.mark.parametrize(
    ("time", "is_long"),
    [
        (all_day(TODAY), False),
        (all_day(TODAY, TODAY + timedelta(days=13)), False),
        (all_day(TODAY, TODAY + timedelta(days=14)), True),
        (EventTime(start=START, end=START + timedelta(days=14)), False),
        (EventTime(start=START, end=START + timedelta(days=14, minutes=1)), True),
        (EventTime(start=START), False),
    ],
)
def test_what_lasts_longer_than_a_fortnight_is_open_rather_than_takes_place(
    time: EventTime, is_long: bool
) -> None:
    entry = entry_of_event(event("a", time=time), calendar())

    assert entry.when is not None
    assert entry.when.long_running == is_long


@pytest.mark.parametrize(
    "change",
    [
        {"time": EventTime(), "status": "postponed"},
        {"series_role": "series"},
        {"series_role": "umbrella"},
        {"status": "deleted"},
    ],
)
def test_what_takes_place_at_no_time_of_its_own_has_no_occurrence(
    change: dict[str, Any],
) -> None:
    assert entry_of_event(event("a", **change), calendar()).when is None


def test_the_middle_of_a_whole_town_is_marked() -> None:
    town = EventPlace(names={"fi": "Kajaanin kaupunki"}, position=HALL)

    entry = entry_of_event(event("a", places=(town,)), calendar())

    assert entry.position == HALL
    assert entry.when is not None
    assert entry.when.whole_town


def test_a_place_beside_a_whole_town_is_where_it_is() -> None:
    town = EventPlace(names={"fi": "Kajaani"}, position=Position(east=530_000, north=7_100_000))
    hall = EventPlace(names={"fi": "Halli"}, position=HALL)

    entry = entry_of_event(event("a", places=(town, hall)), calendar())

    assert entry.position == HALL
    assert entry.when is not None
    assert not entry.when.whole_town


def test_being_saved_again_is_no_change_of_content() -> None:
    first = entry_of_event(event("a", modified_at=START), calendar())
    second = entry_of_event(event("a", modified_at=START + timedelta(days=1)), calendar())
    third = entry_of_event(event("a", names={"fi": "Muu"}), calendar())

    assert first.hash == second.hash
    assert first.hash != third.hash
