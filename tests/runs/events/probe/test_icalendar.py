"""iCalendar feeds are found where the address is one, where a page links to one, or by ?ical=1."""

import pytest

from hytedata.runs.events.probe import ProbeReport
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.icalendar_feed import PATH, IcalendarSimulator
from hytedata.sandbox.http import SimRequest, SimResponse
from tests.runs.events.probe.site import Site, look

FEED = f"https://kunta.test{PATH}"


def feed(*traps: str) -> IcalendarSimulator:
    simulator = IcalendarSimulator()
    simulator.set_traps(*traps)
    return simulator


def site(*traps: str) -> Site:
    return Site().mount("/", _Below(feed(*traps)))


def page(body: str, *traps: str) -> Site:
    return site(*traps).page("/", f"<!DOCTYPE html><html>{body}</html>")


def url_of(report: ProbeReport) -> str:
    return report.calendar.url if report.calendar is not None else "nothing"


@pytest.mark.parametrize("given", [FEED, "kunta.test/tapahtumat.ics", f"webcal://kunta.test{PATH}"])
def test_an_address_that_is_a_feed_is_one(given: str) -> None:
    report = look(site(), given)

    assert report.verdict == "found"
    assert report.calendar is not None
    assert (report.calendar.kind, report.calendar.url) == ("icalendar", FEED)
    assert report.calendar.sample.events == 8


def test_of_an_address_that_is_a_feed_nothing_else_is_asked() -> None:
    asked = site()

    look(asked, FEED)

    assert set(asked.asked) == {"/robots.txt", PATH}


def test_a_feed_of_the_events_calendar_leads_to_its_better_interface() -> None:
    body = "BEGIN:VCALENDAR\r\nPRODID:-//Kunta - ECPv6.17//NONSGML v1.0//FI\r\nEND:VCALENDAR\r\n"
    wordpress = Site().wordpress(EventsCalendarSimulator()).page("/a.ics", body)

    report = look(wordpress, "https://kunta.test/a.ics")

    assert report.calendar is not None
    assert report.calendar.kind == "events-calendar"


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="text/calendar" href="/tapahtumat.ics">',
        '<a href="tapahtumat.ics">Tilaa</a>',
        '<a href="webcal://kunta.test/tapahtumat.ics">Tilaa</a>',
        '<a href="http://kunta.test/tapahtumat.ics">Tilaa</a>',
    ],
)
def test_a_feed_that_the_page_links_to_is_found(link: str) -> None:
    assert url_of(look(page(link))) == FEED


def test_a_page_of_wordpress_is_asked_for_its_feed() -> None:
    wordpress = Site().page("/tapahtumat/", "<!DOCTYPE html><html></html>")
    body = feed().handle(SimRequest("GET", PATH)).body
    wordpress.page("/tapahtumat/?ical=1", body, headers={"Content-Type": "text/calendar"})

    report = look(wordpress, "https://kunta.test/tapahtumat/")

    assert url_of(report) == "https://kunta.test/tapahtumat/?ical=1"


def test_a_feed_on_another_host_is_told_and_not_read() -> None:
    report = look(page('<a href="https://muualla.test/a.ics">Tilaa</a>'))

    assert report.verdict == "unclear"
    assert report.elsewhere == ("https://muualla.test/a.ics",)


@pytest.mark.parametrize(
    ("trap", "events"),
    [("latin-1", 8), ("no-dtstart", 8), ("bad-line", 8), ("windows-zone", 8), ("cut-off", 7)],
)
def test_traps_of_feeds_are_survived(trap: str, events: int) -> None:
    report = look(site(trap), FEED)

    assert report.calendar is not None
    assert report.calendar.sample.events == events


def test_a_feed_that_is_cut_off_is_told() -> None:
    report = look(site("cut-off"), FEED)

    assert report.calendar is not None
    assert any("ends before" in note for note in report.calendar.notes)


def test_a_web_page_where_a_feed_was_due_is_none() -> None:
    report = look(page('<a href="/tapahtumat.ics">Tilaa</a>', "html"))

    assert report.verdict == "nothing"


def test_a_feed_that_is_too_large_is_told() -> None:
    large = site("huge")
    large.is_large = True

    report = look(large, FEED)

    assert report.verdict == "unclear"
    assert any("larger than" in step.seen for step in report.steps)


def test_news_feeds_tell_no_times() -> None:
    rss = '<link rel="alternate" type="application/rss+xml" href="/feed/">'

    report = look(page(rss, "html"))

    seen = next(one.seen for one in report.steps if one.name == "iCalendar")
    assert "RSS" in seen


def test_a_feed_without_events_is_found_and_cannot_be_judged() -> None:
    empty = Site().page("/a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")

    report = look(empty, "https://kunta.test/a.ics")

    assert report.verdict == "partly"
    assert report.calendar is not None
    assert report.calendar.problem == "it holds no event"


class _Below:
    """The feed at its path, where the mount is the root."""

    def __init__(self, simulator: IcalendarSimulator) -> None:
        self._simulator = simulator

    def handle(self, request: SimRequest) -> SimResponse:
        path = f"/{request.path.lstrip('/')}"
        return self._simulator.handle(SimRequest("GET", path))
