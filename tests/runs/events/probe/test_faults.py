"""Whatever a site does, the probe says what it was, and is polite about it."""

import json

import httpx
import pytest

from hytedata.connectors._http import Response
from hytedata.connectors._http.wire import Interrupted, Outgoing
from hytedata.errors import InputError
from hytedata.runs.events.probe import MOST_REQUESTS, ProbeReport, document_of
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.linked_events import LinkedEventsSimulator
from tests.runs.events.probe.site import JSON, Site, look

PAGE = "<!DOCTYPE html><html>Kunta</html>"


def outcome(report: ProbeReport, name: str) -> str:
    return next(step.outcome for step in report.steps if step.name == name)


class Untrusted:
    """A wire to a site whose certificate nobody signed."""

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        raise Interrupted(
            "its certificate is not trusted here (is a CA bundle needed?)", left=False
        )

    async def aclose(self) -> None:
        pass


def calendar() -> Site:
    simulator = LinkedEventsSimulator(base="https://kunta.test/v1")
    return Site().mount("/v1", simulator).page("/", PAGE)


def test_a_site_without_any_interface_is_answered_with_what_was_tried_and_whom_to_ask() -> None:
    report = look(Site().page("/", PAGE))

    assert report.verdict == "nothing"
    assert [step.name for step in report.steps] == [
        "robots.txt",
        "the page itself",
        "Linked Events",
        "The Events Calendar",
        "iCalendar",
        "JSON-LD in pages",
    ]
    assert all(step.asked for step in report.steps)
    assert report.ask


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (httpx.ConnectError("refused"), "cannot be connected to"),
        (httpx.ConnectTimeout("slow"), "connecting took too long"),
        (httpx.ReadTimeout("slow"), "no answer in time"),
    ],
)
def test_a_site_that_does_not_answer_is_told_and_asked_nothing_more(
    error: Exception, told: str
) -> None:
    silent = Site()
    silent.errors["/robots.txt"] = error

    report = look(silent)

    assert report.verdict == "failed"
    assert told in report.failure
    assert set(silent.asked) == {"/robots.txt"}


def test_a_certificate_that_is_not_trusted_is_told_with_what_may_help() -> None:
    report = look(Site(), wire_of=lambda _: Untrusted())

    assert report.verdict == "failed"
    assert "is a CA bundle needed?" in report.failure


def test_a_single_read_without_an_answer_does_not_end_the_probe() -> None:
    slow = Site().page("/", PAGE).wordpress(EventsCalendarSimulator())
    slow.errors["/v1/event/"] = httpx.ReadTimeout("slow")

    report = look(slow)

    assert outcome(report, "Linked Events") == "failed"
    assert report.verdict == "found"


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_that_is_in_trouble_means_that_nothing_is_read(status: int) -> None:
    site = calendar().page("/robots.txt", "", status)

    report = look(site)

    assert report.verdict == "failed"
    assert set(site.asked) == {"/robots.txt"}


def test_a_page_that_is_disallowed_is_said_and_not_read() -> None:
    site = calendar().robots("User-agent: *\nDisallow: /tapahtumat")

    report = look(site, "https://kunta.test/tapahtumat/")

    assert outcome(report, "the page itself") == "disallowed"
    assert not any(asked.startswith("/tapahtumat") for asked in site.asked)


def test_a_site_that_disallows_everything_is_not_read_and_not_called_empty() -> None:
    site = calendar().robots("User-agent: *\nDisallow: /")

    report = look(site)

    assert report.verdict == "unclear"
    assert site.asked == ["/robots.txt"]
    assert report.ask


def test_rules_for_us_by_name_are_kept_to() -> None:
    site = calendar().robots("User-agent: hytedata\nDisallow: /v1/\n\nUser-agent: *\nAllow: /")

    report = look(site)

    assert outcome(report, "Linked Events") == "disallowed"
    assert not any(asked.startswith("/v1/") for asked in site.asked)


def test_a_wait_that_robots_txt_asks_for_is_kept() -> None:
    naps: list[float] = []
    site = calendar().robots("User-agent: *\nCrawl-delay: 7")

    look(site, per_second=1, sleep=naps.append, clock=lambda: 100.0)

    assert naps == [7.0 * number for number in range(1, len(site.asked))]


def test_a_wait_that_would_take_hours_ends_the_probe_and_tells_whom_to_ask() -> None:
    naps: list[float] = []
    site = calendar().robots("User-agent: *\nCrawl-delay: 3600")

    report = look(site, per_second=1, sleep=naps.append, clock=lambda: 100.0)

    assert report.verdict == "failed"
    assert "asks for 3600 s between two reads" in report.failure
    assert site.asked == ["/robots.txt"]
    assert naps == []
    assert any("Ask the operator" in line for line in report.ask)


def test_reads_are_a_second_apart_and_few() -> None:
    naps: list[float] = []
    site = Site().page("/", PAGE)

    report = look(site, per_second=1, sleep=naps.append, clock=lambda: 100.0)

    assert report.requests == len(site.asked) <= MOST_REQUESTS
    assert naps == [float(number) for number in range(1, len(site.asked))]


def test_a_redirect_to_another_host_is_told_and_not_followed() -> None:
    site = Site().moved("/", "https://muualla.test/tapahtumat")

    report = look(site)

    assert report.verdict == "failed"
    assert report.elsewhere == ("https://muualla.test/tapahtumat",)
    assert "another host" in report.failure


def test_a_site_whose_robots_txt_is_elsewhere_is_not_read() -> None:
    site = calendar().moved("/robots.txt", "https://muualla.test/robots.txt")

    report = look(site)

    assert report.verdict == "failed"
    assert report.elsewhere == ("https://muualla.test/",)
    assert site.asked == ["/robots.txt"]


def test_an_interface_that_redirects_to_another_host_is_told_too() -> None:
    site = Site().page("/", PAGE).moved("/wp-json/", "https://muualla.test/wp-json/")

    report = look(site)

    assert outcome(report, "The Events Calendar") == "moved"
    assert report.verdict == "unclear"


@pytest.mark.parametrize("to", ["/uusi", "https://kunta.test/uusi", "http://kunta.test/uusi"])
def test_a_redirect_within_the_site_is_followed_and_told(to: str) -> None:
    site = calendar().moved("/vanha", to).page("/uusi", PAGE)

    report = look(site, "https://kunta.test/vanha")

    step = next(one for one in report.steps if one.name == "the page itself")
    assert "/uusi" in step.seen
    assert report.verdict == "found"


def test_with_www_and_without_is_one_site() -> None:
    site = calendar()
    site.host = "https://www.kunta.test"

    report = look(site, "https://www.kunta.test")

    assert report.verdict == "found"


def test_redirects_in_a_circle_end() -> None:
    site = Site().moved("/a", "/b").moved("/b", "/a")

    report = look(site, "https://kunta.test/a")

    assert "circle" in next(one.seen for one in report.steps if one.name == "the page itself")
    assert len(site.asked) <= MOST_REQUESTS


@pytest.mark.parametrize(
    ("status", "told"), [(401, "closed"), (403, "closed"), (500, "failed"), (503, "failed")]
)
def test_a_page_that_is_refused_leaves_the_question_open(status: int, told: str) -> None:
    report = look(Site().page("/", PAGE, status))

    assert outcome(report, "the page itself") == told
    assert report.verdict == "unclear"


@pytest.mark.parametrize(
    ("status", "told"), [(401, "closed"), (403, "closed"), (500, "failed"), (404, "absent")]
)
def test_a_list_that_is_refused_is_told_for_what_it_is(status: int, told: str) -> None:
    site = Site().page("/", PAGE)
    site.page("/v1/event/?page_size=1", b'{"detail": "ei"}', status, JSON)

    assert outcome(look(site), "Linked Events") == told


def test_the_requests_of_a_probe_are_bounded_even_where_more_is_left_to_ask() -> None:
    site = Site().page("/", PAGE)

    report = look(site, most=4)

    assert len(site.asked) == 4
    assert report.verdict == "unclear"
    assert any("4 requests" in step.seen for step in report.steps)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "   ",
        "ftp://kunta.test/a.ics",
        "mailto:a@kunta.test",
        "https://user:pass@kunta.test/",
        "https://",
        "https:///polku",
        "kunta",
        "https://kunta.test:ovi/",
        "https://ku nta.test/",
        "https://kunta.test/\x00",
        "https://[::1/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_web_address_is_an_error_of_the_caller(given: str) -> None:
    with pytest.raises(InputError, match=r"^URL: "):
        look(Site(), given)


def test_a_password_in_the_address_is_not_repeated() -> None:
    with pytest.raises(InputError) as caught:
        look(Site(), "https://user:hush@kunta.test/")

    assert "hush" not in str(caught.value)


def test_a_key_in_the_address_is_sent_and_not_shown() -> None:
    site = Site()

    report = look(site, "https://kunta.test/a.ics?token=hush")

    assert "/a.ics?token=hush" in site.asked
    assert "hush" not in json.dumps(document_of(report))


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("kunta.test", "https://kunta.test/"),
        (" KUNTA.test/Tapahtumat#syksy ", "https://kunta.test/Tapahtumat"),
        ("http://kunta.test/a", "https://kunta.test/a"),
        ("http://kunta.test:80/a", "https://kunta.test/a"),
        ("webcal://kunta.test/a.ics?x=1", "https://kunta.test/a.ics?x=1"),
        ("//kunta.test/a", "https://kunta.test/a"),
    ],
)
def test_an_address_is_read_as_people_write_it(given: str, url: str) -> None:
    assert look(Site(), given).url == url


def test_a_name_with_letters_of_ours_is_asked_in_its_plain_form() -> None:
    site = Site(host="https://xn--ylkunta-6wa.test").page("/", PAGE)

    assert look(site, "yläkunta.test").url == "https://xn--ylkunta-6wa.test/"


def test_a_management_interface_is_not_even_asked_for_its_robots_txt() -> None:
    site = Site(host="https://hallinta.lahella.fi")

    report = look(site, "https://hallinta.lahella.fi/v1")

    assert report.verdict == "failed"
    assert "written consent" in report.failure
    assert site.asked == []


@pytest.mark.parametrize(
    ("host", "page"),
    [
        ("www.tapahtumienkainuu.fi", "tapahtumien-kainuu.md"),
        ("www.lahella.fi", "lahella.md"),
    ],
)
def test_of_calendars_that_are_known_the_page_is_named(host: str, page: str) -> None:
    report = look(Site(host=f"https://{host}"), host)

    assert report.verdict == "nothing"
    assert any(one.endswith(page) for one in report.ask)


def test_terms_of_use_that_the_page_links_to_are_told_and_left_to_a_person() -> None:
    link = '<a href="/ehdot">Käyttöehdot</a><a href="/a">Muuta</a>'
    site = Site().page("/", f"<!DOCTYPE html><html>{link}</html>")

    report = look(site)

    assert report.terms == ("https://kunta.test/ehdot",)
    assert "/ehdot" not in site.asked
