"""The sample feed gives what its reference expects of it (events.md 4)."""

from datetime import date
from pathlib import Path

import pytest

from hytedata.models.event import Event
from hytedata.normalise.calendars.icalendar import FeedCalendar
from tests.normalise.calendars.icalendar_made import FACTS


@pytest.fixture(scope="module")
def calendar(shared: Path) -> FeedCalendar:
    content = (shared / "reference/event-samples/calendar.ics").read_bytes()
    return FeedCalendar(content, FACTS)


@pytest.fixture(scope="module")
def events(calendar: FeedCalendar) -> tuple[Event, ...]:
    return calendar.between(date(2027, 2, 1), date(2027, 5, 15)).events


def times(events: tuple[Event, ...], name: str) -> list[tuple[str, str]]:
    named = [event for event in events if event.names["fi"].startswith(name)]
    return [(f"{event.time.start:%d.%m. %H.%M}", event.status) for event in named]


def test_the_coffee_mornings_are_as_expected(events: tuple[Event, ...]) -> None:
    found = times(events, "Muistikahvila")

    assert len(events) == 11
    assert found == [
        ("10.03. 13.00", "scheduled"),
        ("17.03. 13.00", "scheduled"),
        ("25.03. 15.00", "rescheduled"),
        ("31.03. 13.00", "cancelled"),
        ("14.04. 13.00", "scheduled"),
        ("15.04. 13.00", "scheduled"),
        ("21.04. 13.00", "scheduled"),
        ("28.04. 13.00", "scheduled"),
    ]


def test_what_lasts_all_day_ends_on_its_last_day(events: tuple[Event, ...]) -> None:
    (winter,) = [event for event in events if event.id == "talvirieha@kunta.example"]

    assert (winter.time.start, winter.time.end) == (date(2027, 2, 20), date(2027, 2, 21))
    assert winter.places[0].locality == {"fi": "Raahe"}


def test_a_lecture_in_utc_is_read_by_the_local_clock(events: tuple[Event, ...]) -> None:
    (lecture,) = [event for event in events if event.id == "verkkoluento@kunta.example"]

    assert f"{lecture.time.start:%d.%m. %H.%M}–{lecture.time.end:%H.%M}" == "10.02. 18.00–19.30"
    assert (lecture.online, lecture.places) == (True, ())


def test_a_floating_event_without_end_stays_without(events: tuple[Event, ...]) -> None:
    (swim,) = [event for event in events if event.id == "uimahalli@kunta.example"]

    assert f"{swim.time.start}" == "2027-03-05 18:00:00+02:00"
    assert swim.time.end is None


def test_a_moved_instance_keeps_the_id_of_its_original_time(events: tuple[Event, ...]) -> None:
    (moved,) = [event for event in events if event.status == "rescheduled"]

    assert moved.id == "muistikahvila@kunta.example|2027-03-24T11:00:00Z"
    assert moved.series_id == "muistikahvila@kunta.example"
    assert (moved.keywords, moved.places[0].position) == ((), None)


def test_the_series_says_where_and_who_without_a_mail_address(calendar: FeedCalendar) -> None:
    series = {event.id: event for event in calendar.series()}["muistikahvila@kunta.example"]

    place = series.places[0]
    assert (place.street, place.postal_code, place.locality) == (
        {"fi": "Kirkkokuja 9"},
        "88600",
        {"fi": "Sotkamo"},
    )
    assert place.position is not None
    assert series.series_role == "series"
    assert series.organizers == ({"fi": "Kuvitteellinen muistiyhdistys ry"},)
    assert "info@muisti.example" not in series.model_dump_json()
