"""The simulated calendars by themselves: what they answer, and how they are upset."""

import json

import pytest

from hytedata.errors import InputError
from hytedata.sandbox.calendars.events_calendar import PATH as ROWS
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.icalendar_feed import PATH as FEED
from hytedata.sandbox.calendars.icalendar_feed import IcalendarSimulator
from hytedata.sandbox.http import SimRequest


def rows(simulator: EventsCalendarSimulator, **query: str) -> dict[str, object]:
    answer = simulator.handle(SimRequest("GET", ROWS, tuple(query.items())))
    found: dict[str, object] = json.loads(answer.body)
    return found


def test_only_their_own_paths_are_answered() -> None:
    assert IcalendarSimulator().handle(SimRequest("GET", "/muu.ics")).status == 404
    assert EventsCalendarSimulator().handle(SimRequest("GET", "/wp-json/wp/v2")).status == 404


@pytest.mark.parametrize("simulator", [IcalendarSimulator(), EventsCalendarSimulator()])
def test_an_unknown_trap_is_refused(
    simulator: IcalendarSimulator | EventsCalendarSimulator,
) -> None:
    with pytest.raises(InputError, match="no such trap"):
        simulator.set_traps("olematon")


def test_the_last_page_has_no_link_and_the_one_after_it_is_not_found() -> None:
    simulator = EventsCalendarSimulator(page_limit=5)

    assert "next_rest_url" in rows(simulator, page="1", per_page="100")
    assert "next_rest_url" not in rows(simulator, page="2", per_page="100")
    assert rows(simulator, page="3", per_page="100")["code"] == "event-archive-page-not-found"


def test_dates_of_start_and_end_keep_only_what_lies_within_as_the_plugin_does() -> None:
    simulator = EventsCalendarSimulator()

    inside = rows(simulator, start_date="2027-02-21", end_date="2027-03-01")
    across = rows(simulator, ends_after="2027-02-21", starts_before="2027-03-01")

    assert (inside["total"], across["total"]) == (0, 1)


def test_what_is_published_or_withdrawn_is_seen_at_once() -> None:
    simulator = IcalendarSimulator()
    simulator.events.pop()

    body = simulator.handle(SimRequest("GET", FEED)).body

    assert body.count(b"BEGIN:VEVENT") == 3
