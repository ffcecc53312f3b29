"""Calendars of every kind as one thing that can be read: batches, the end, the covered span."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import respx

from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.runs.events.batches import EventBatch, EventsEnd
from hytedata.runs.events.open import open_calendar
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.icalendar_feed import PATH, IcalendarSimulator
from hytedata.sandbox.calendars.json_ld import JsonLdSimulator
from hytedata.sandbox.calendars.linked_events import BASE, LinkedEventsSimulator
from hytedata.sandbox.calendars.linked_events_world import make_calendar
from hytedata.sandbox.world.tables import municipalities
from tests.clients.calendars.linked_events_double import Double, ticking
from tests.clients.calendars.simulated import SITE, serving
from tests.runs.events.fake_calendars import config, table

WINTER = Window.of(date(2027, 1, 10), date(2027, 3, 1))
SPRING = Window.of(date(2027, 2, 1), date(2027, 5, 1))


@pytest.fixture
def linked() -> Iterator[Double]:
    with respx.mock(assert_all_called=False) as router:
        yield Double(LinkedEventsSimulator(now=ticking())).mount(router)


def read(
    kind: str, url: str, window: Window, *, since: datetime | None = None, **more: object
) -> tuple[dict[str, Event], list[str], EventsEnd]:
    """Read a calendar: its events by id, what is gone, and the end."""
    calendar = table("esim", kind, url=url, per_second=0, **more)
    settings = config(calendar)
    events: dict[str, Event] = {}
    gone: list[str] = []
    with open_calendar(settings, settings.calendar[0]) as reader:
        *batches, end = reader.read(window, since)
    for batch in batches:
        assert isinstance(batch, EventBatch)
        events |= {one.id: one for one in batch.events}
        gone += batch.gone
    assert isinstance(end, EventsEnd)
    return events, gone, end


# --- Linked Events ----------------------------------------------------------------------------


def test_linked_events_gives_occurrences_series_and_what_has_no_time(linked: Double) -> None:
    events, gone, end = read("linked-events", BASE, WINTER)

    assert sorted(events) == linked.simulator.ids(leaves=False)
    assert events["esim:889-siirtyy"].time.start is None
    assert gone == []
    assert end.covered == (WINTER.start, WINTER.end)


def test_what_lies_beyond_the_window_is_left_out(linked: Double) -> None:
    first_days = Window.of(date(2027, 1, 11), date(2027, 1, 13))

    events, gone, _ = read("linked-events", BASE, first_days)

    assert "esim:889-jumppa" in events
    assert "esim:889-kuoro3" not in events
    assert gone == []


def test_changes_come_with_tombstones_and_cover_nothing(linked: Double) -> None:
    since = datetime(2026, 11, 10, tzinfo=UTC)
    linked.simulator.edit("esim:889-jumppa", name={"fi": "Uusi"})
    linked.simulator.delete("esim:205-jumppa")
    linked.simulator.edit("esim:564-jumppa", start_time="2029-01-01T10:00:00Z", end_time=None)

    events, gone, end = read("linked-events", BASE, WINTER, since=since)

    assert {key: one.names["fi"] for key, one in events.items()} == {"esim:889-jumppa": "Uusi"}
    assert sorted(gone) == ["esim:205-jumppa", "esim:564-jumppa"]
    assert (end.completeness.complete, end.covered) == (True, None)


def test_a_walk_that_breaks_off_keeps_what_came_and_covers_nothing() -> None:
    simulator = LinkedEventsSimulator(make_calendar([*municipalities()][:8]), now=ticking())
    simulator.traps.html_from_page = 2

    with respx.mock(assert_all_called=False) as router:
        Double(simulator).mount(router)
        events, _, end = read("linked-events", BASE, WINTER)

    assert len(events) > 50
    assert (end.completeness.complete, end.covered) == (False, None)


def test_what_the_configuration_states_of_a_calendar_is_in_its_events(linked: Double) -> None:
    page = "https://tapahtumat.test/{id}"

    events, _, _ = read(
        "linked-events", BASE, WINTER, page=page, attribution="Keksitty kunta", licence="CC0"
    )

    found = events["esim:889-jumppa"]
    assert found.page_url == "https://tapahtumat.test/esim:889-jumppa"
    assert (found.licence, found.attribution) == ("CC0", "Keksitty kunta")


# --- calendars that are read by a window --------------------------------------------------------


def test_the_events_calendar_covers_the_whole_window() -> None:
    with serving(EventsCalendarSimulator()):
        events, _, end = read("events-calendar", SITE, SPRING)

    assert len(events) == 8
    assert end.covered == (SPRING.start, SPRING.end)


def test_a_feed_covers_from_its_first_occurrence_to_the_beginning_of_its_last() -> None:
    with serving(IcalendarSimulator()):
        events, _, end = read("icalendar", SITE + PATH, SPRING)

    assert len(events) == 8
    assert end.covered == (
        datetime(2027, 2, 19, 22, tzinfo=UTC),
        datetime(2027, 4, 7, 15, tzinfo=UTC),
    )


def test_an_empty_feed_covers_the_whole_window() -> None:
    with serving(IcalendarSimulator(events=[])):
        events, _, end = read("icalendar", SITE + PATH, SPRING)

    assert events == {}
    assert end.covered == (SPRING.start, SPRING.end)


def test_a_feed_with_one_occurrence_covers_nothing() -> None:
    narrow = Window.of(date(2027, 3, 3), date(2027, 3, 4))

    with serving(IcalendarSimulator()):
        events, _, end = read("icalendar", SITE + PATH, narrow)

    assert len(events) == 1
    assert end.covered is None


def test_a_feed_that_was_cut_off_covers_nothing() -> None:
    simulator = IcalendarSimulator()
    simulator.set_traps("cut-off")

    with serving(simulator):
        _, _, end = read("icalendar", SITE + PATH, SPRING)

    assert not end.completeness.complete
    assert end.covered is None


# --- pages --------------------------------------------------------------------------------------


def test_a_site_whose_pages_were_all_read_covers_the_whole_window() -> None:
    with serving(JsonLdSimulator()):
        events, _, end = read("json-ld", SITE, SPRING, pages=["/tapahtumat/"])

    assert len([one for one in events.values() if one.series_role != "series"]) == 8
    assert end.covered == (SPRING.start, SPRING.end)


def test_a_page_that_could_not_be_read_makes_it_cover_nothing() -> None:
    simulator = JsonLdSimulator()
    simulator.set_traps("missing-page")

    with serving(simulator):
        _, _, end = read("json-ld", SITE, SPRING)

    assert (end.completeness.complete, end.covered) == (False, None)


def test_of_pages_only_those_that_changed_are_asked_for() -> None:
    simulator = JsonLdSimulator()
    simulator.modified["luento"] = "2027-02-10T12:00:00+02:00"
    since = datetime(2027, 2, 1, tzinfo=UTC)

    with serving(simulator):
        events, gone, end = read("json-ld", SITE, SPRING, since=since)

    assert [one.names["fi"] for one in events.values()] == ["PERUTTU: Luento unesta"]
    assert (gone, end.covered) == ([], None)
