"""Linked Events and its forks are recognised wherever they are, and told for what they are."""

import json
from datetime import UTC, datetime
from typing import get_args

import pytest

from hytedata.runs.events.probe import ProbeReport
from hytedata.sandbox.calendars.linked_events import ESPOO_HOST, LinkedEventsSimulator
from hytedata.sandbox.calendars.linked_events_views import Shape
from hytedata.sandbox.http import SimRequest, SimResponse
from tests.runs.events.probe.site import HTML, JSON, Site, look

PAGE = "<!DOCTYPE html><html><title>Kunta</title></html>"


def site(path: str = "/v1", shape: Shape = "helsinki") -> Site:
    simulator = LinkedEventsSimulator(base=f"https://kunta.test{path}", shape=shape)
    return Site().mount(path, simulator)


def url_of(report: ProbeReport) -> str:
    return report.calendar.url if report.calendar is not None else "nothing"


@pytest.mark.parametrize(
    ("mount", "given"),
    [
        ("/v1", "https://kunta.test"),
        ("/v1", "kunta.test"),
        ("/v1", "https://kunta.test/v1/"),
        ("/v1", "https://kunta.test/v1/event/?page=3&keyword=yso:p916"),
        ("/v1", "https://kunta.test/v1/event/esim:889-jumppa/"),
        ("/linkedevents/v1", "https://kunta.test/linkedevents"),
        ("/linkedevents/v1", "https://kunta.test"),
        ("/api/v1", "https://kunta.test/api/"),
        ("/api/v2", "https://kunta.test/api"),
        ("/api/v2", "https://kunta.test/api/v2/event"),
        ("/tapahtumat", "https://kunta.test/tapahtumat/event/"),
    ],
)
def test_it_is_found_from_any_address_of_it(mount: str, given: str) -> None:
    report = look(site(mount), given)

    assert report.verdict == "found"
    assert url_of(report) == f"https://kunta.test{mount}"


def test_it_is_found_where_a_browser_is_answered_with_a_page() -> None:
    given = "https://kunta.test/v1/event/?page_size=1"

    report = look(Site().mount("/v1", _ForBrowsers()), given)

    assert url_of(report) == "https://kunta.test/v1"


def test_a_page_of_an_event_for_people_does_not_hide_it() -> None:
    beside = site().page("/event/konsertti", PAGE)

    report = look(beside, "https://kunta.test/event/konsertti")

    assert url_of(report) == "https://kunta.test/v1"


def test_it_is_found_from_a_page_for_people_beside_it() -> None:
    beside = site("/linkedevents/v1").page("/fi/tapahtumat", PAGE)

    report = look(beside, "https://kunta.test/fi/tapahtumat")

    assert url_of(report) == "https://kunta.test/linkedevents/v1"


@pytest.mark.parametrize("shape", get_args(Shape))
def test_every_fork_is_recognised_and_its_events_are_read(shape: Shape) -> None:
    report = look(site(shape=shape))

    assert report.calendar is not None
    assert report.calendar.kind == "linked-events"
    assert report.calendar.certainty == "certain"
    assert report.calendar.sample.events > 0
    assert report.calendar.sample.rejections == {}


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        ("helsinki", "all fields of Helsinki's code"),
        ("turku", "a fork: without type_id"),
        ("tampere", "meta.parameters, as Tampere's look-alike has"),
    ],
)
def test_the_report_tells_whose_code_it_seems_to_be(shape: Shape, told: str) -> None:
    report = look(site(shape=shape))

    assert report.calendar is not None
    assert told in report.calendar.reasons


def test_a_look_alike_of_another_version_is_told() -> None:
    report = look(site("/api/v2"), "https://kunta.test/api/v2")

    assert report.calendar is not None
    assert "its version is v2, a look-alike's" in report.calendar.reasons


def test_hosts_that_its_links_name_are_told() -> None:
    report = look(site(shape="espoo"))

    assert report.calendar is not None
    assert report.calendar.next_hosts == (ESPOO_HOST,)


def test_a_link_that_is_no_address_is_no_host() -> None:
    rows = [{"id": "a:1", "name": {"fi": "Ilta"}, "start_time": "2027-02-01", "@type": "x"}]
    odd = {"meta": {"count": 1, "next": 'https://"evil\n.test/'}, "data": rows}

    report = look(Site().page("/v1/event/?page_size=1", json.dumps(odd), headers=JSON))

    assert report.calendar is not None
    assert report.calendar.next_hosts == ()
    assert report.calendar.certainty == "likely"


def test_an_empty_list_is_a_calendar_of_which_nothing_can_be_told() -> None:
    empty = '{"meta": {"count": 0, "next": null, "previous": null}, "data": []}'

    report = look(Site().page("/v1/event/?page_size=1", empty, headers=JSON))

    assert report.verdict == "partly"
    assert report.calendar is not None
    assert report.calendar.certainty == "possible"
    assert "empty" in report.calendar.problem


def test_a_calendar_without_coming_events_is_judged_by_an_old_one_and_told_so() -> None:
    report = look(site(), now=_later)

    assert report.verdict == "found"
    assert report.calendar is not None
    assert any("no events from today on" in note for note in report.calendar.notes)


@pytest.mark.parametrize(
    "body",
    [
        '{"meta": {"count": 1}, "data": [{"id": 5, "title": "Uutinen"}]}',
        '{"meta": {"count": 1}, "data": {"id": 5}}',
        '{"data": []}',
        "[]",
        "null",
        '{"meta": [',
    ],
)
def test_another_list_in_json_is_none_of_it(body: str) -> None:
    report = look(Site().page("/v1/event/?page_size=1", body, headers=JSON))

    assert report.calendar is None


def test_a_web_page_where_json_was_due_is_none_of_it() -> None:
    report = look(Site().page("/v1/event/?page_size=1", PAGE, headers=HTML))

    step = next(one for one in report.steps if one.name == "Linked Events")
    assert step.outcome == "absent"


def test_the_shares_of_fields_count_what_is_known() -> None:
    report = look(site())

    assert report.calendar is not None
    fields = report.calendar.sample.fields
    assert fields["names"] == 1
    assert 0 < fields["is_free"] < 1  # an absent price is not free
    assert fields["images"] == 0


def test_nothing_is_asked_further_once_it_is_found() -> None:
    asked = site()

    look(asked, "https://kunta.test/v1")

    assert [one.partition("?")[0] for one in asked.asked] == [
        "/robots.txt",
        "/v1",
        "/v1/",  # where the one before it redirects to
        "/v1/event/",
        "/v1/event/",
    ]


class _ForBrowsers:
    """Linked Events, whose lists browsers see as pages."""

    def __init__(self) -> None:
        self._inner = LinkedEventsSimulator(base="https://kunta.test/v1")

    def handle(self, request: SimRequest) -> SimResponse:
        if "html" in request.headers["accept"]:
            return SimResponse(200, PAGE.encode(), HTML)
        return self._inner.handle(request)


def _later() -> datetime:
    return datetime(2031, 1, 1, tzinfo=UTC)
