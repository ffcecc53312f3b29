"""WordPress with The Events Calendar is recognised by its index, also without pretty links."""

import pytest

from hytedata.runs.events.probe import ProbeReport
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from tests.runs.events.probe.site import HTML, JSON, Site, look

WORDPRESS = '<!DOCTYPE html><html><link rel="stylesheet" href="/wp-content/a.css"></html>'


def site(*traps: str, folder: str = "", pretty: bool = True) -> Site:
    simulator = EventsCalendarSimulator(f"https://kunta.test{folder}")
    simulator.set_traps(*traps)
    return Site().wordpress(simulator, folder, pretty=pretty)


def step(report: ProbeReport) -> tuple[str, str]:
    found = next(one for one in report.steps if one.name == "The Events Calendar")
    return found.outcome, found.seen


@pytest.mark.parametrize(
    "given",
    [
        "kunta.test",
        "https://kunta.test/tapahtumat/syksy/",
        "https://kunta.test/wp-json/tribe/events/v1/events?page=2",
    ],
)
def test_it_is_found_from_any_address_of_the_site(given: str) -> None:
    report = look(site(), given)

    assert report.verdict == "found"
    assert report.calendar is not None
    assert report.calendar.kind == "events-calendar"
    assert report.calendar.url == "https://kunta.test"
    assert report.calendar.sample.total == 8


def test_it_is_found_in_the_folder_that_the_page_names() -> None:
    link = '<link rel="https://api.w.org/" href="https://kunta.test/sivut/wp-json/">'
    inside = site(folder="/sivut").page("/", f"<!DOCTYPE html><html>{link}</html>")

    report = look(inside)

    assert report.calendar is not None
    assert report.calendar.url == "https://kunta.test/sivut"


def test_it_is_found_in_the_folder_that_was_given() -> None:
    inside = site(folder="/sivut").page("/sivut", WORDPRESS)

    report = look(inside, "https://kunta.test/sivut")

    assert report.calendar is not None
    assert report.calendar.url == "https://kunta.test/sivut"


def test_it_is_found_without_pretty_links() -> None:
    plain = site(pretty=False).page("/", WORDPRESS)

    report = look(plain)

    assert report.verdict == "found"
    assert report.calendar is not None
    assert report.calendar.url == "https://kunta.test/?rest_route=/tribe/events/v1"
    assert report.calendar.sample.events == 8


def test_an_interface_that_is_switched_off_is_a_calendar_that_cannot_be_read() -> None:
    report = look(site("off"))

    assert report.verdict == "partly"
    assert report.calendar is not None
    assert "switched off" in report.calendar.problem
    assert report.ask


def test_a_wordpress_without_it_is_told() -> None:
    plain = Site().page("/wp-json/", b'{"namespaces": ["wp/v2"]}', headers=JSON)

    outcome, seen = step(look(plain))

    assert outcome == "absent"
    assert "it is a WordPress" in seen


def test_the_gated_newer_interface_alone_is_not_read() -> None:
    newer = Site().page("/wp-json/", b'{"namespaces": ["wp/v2", "tec/v1"]}', headers=JSON)

    _, seen = step(look(newer))

    assert "tec/v1" in seen
    assert not any("tec/v1" in asked for asked in newer.asked)


@pytest.mark.parametrize("status", [401, 403])
def test_an_index_that_is_closed_is_told(status: int) -> None:
    closed = Site().page("/wp-json/", b'{"code": "rest_disabled"}', status, JSON)

    report = look(closed)

    assert step(report) == ("closed", f"it is not open to everyone (status {status})")
    assert report.verdict == "unclear"


def test_an_index_that_is_a_web_page_is_none() -> None:
    assert step(look(Site().page("/wp-json/", WORDPRESS, headers=HTML)))[0] == "absent"


def test_a_list_of_events_that_is_a_web_page_is_a_problem() -> None:
    report = look(site("html"))

    assert report.calendar is not None
    assert "a web page" in report.calendar.problem


@pytest.mark.parametrize("trap", ["venue-list", "bad-row", "old-404", "endless-next"])
def test_its_traps_cost_none_of_the_good_rows(trap: str) -> None:
    report = look(site(trap))

    assert report.calendar is not None
    assert report.calendar.sample.events == 8


def test_a_row_that_cannot_be_used_is_counted_with_its_reason() -> None:
    report = look(site("bad-row"))

    assert report.calendar is not None
    assert report.calendar.sample.rows == 9
    assert sum(report.calendar.sample.rejections.values()) == 1


def test_a_zone_that_was_never_set_is_told() -> None:
    report = look(site("utc"))

    assert report.calendar is not None
    assert any("zone was never set" in note for note in report.calendar.notes)


def test_an_old_empty_calendar_is_found_and_told_to_be_empty() -> None:
    empty = EventsCalendarSimulator("https://kunta.test", ())
    empty.set_traps("old-404")

    report = look(Site().wordpress(empty))

    assert report.verdict == "partly"
    assert report.calendar is not None
    assert any("no events in the year to come" in note for note in report.calendar.notes)
