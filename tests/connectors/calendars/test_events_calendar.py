"""The calls of The Events Calendar: pages, their links, and the 404 that is an end."""

import json
from datetime import date

import pytest

from hytedata.connectors._http import Response, Upstream
from hytedata.connectors.calendars.events_calendar import (
    EventRows,
    api_address,
    list_events,
    next_events,
)
from hytedata.errors import SourceContractError

DAY = date(2027, 2, 1)
SITE = "https://kunta.test"
API = f"{SITE}/wp-json/tribe/events/v1"
FIRST = list_events("kunta", SITE, DAY, DAY)


def answer(body: object, status: int = 200) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status, API, {"content-type": "application/json"}, content)


def test_the_interface_is_found_from_the_site_or_named_itself() -> None:
    plain = f"{SITE}/?rest_route=/tribe/events/v1"

    assert api_address(f"{SITE}/") == API
    assert api_address(API) == API
    assert api_address(plain) == plain


def test_what_overlaps_is_asked_for_and_the_servers_own_window_is_kept_away() -> None:
    params = dict(FIRST.request.params)

    assert (params["ends_after"], params["starts_before"]) == ("2027-02-01", "2027-02-02")
    assert params["strict_dates"] == "true"
    assert (params["start_date"][:4], params["end_date"][:4]) == ("2017", "2037")


def test_a_page_gives_rows_the_next_link_and_the_count() -> None:
    rows = FIRST.decode(answer({"events": [{"id": 1}], "next_rest_url": "x", "total": "7"}))

    assert rows == EventRows(({"id": 1},), "x", 7)


def test_the_404_of_an_empty_list_is_an_end() -> None:
    ended = FIRST.decode(answer({"code": "event-archive-page-not-found"}, 404))

    assert ended == EventRows()


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"code": "rest_no_route"}, 404, "switched it off"),
        (b"<html>", 200, "a web page came"),
        ({"data": []}, 200, "events"),
        (b"{", 200, "truncated"),
    ],
)
def test_what_is_no_list_of_events_is_refused(body: object, status: int, told: str) -> None:
    with pytest.raises(SourceContractError, match=told):
        FIRST.decode(answer(body, status))


def test_a_link_with_blanks_and_http_is_followed_as_it_is_meant() -> None:
    following = "http://kunta.test/wp-json/x/?start_date=2026-12-01 00:00:00&page=2"

    path = next_events("kunta", SITE, following).request.path

    assert path == "https://kunta.test/wp-json/x/?start_date=2026-12-01%2000:00:00&page=2"


def test_a_link_to_another_host_is_not_followed() -> None:
    path = next_events("kunta", SITE, "https://other.test/wp-json/?page=2").request.path

    with pytest.raises(SourceContractError, match="another host"):
        Upstream("kunta", SITE).address(path)
    assert Upstream("kunta", SITE, also=("https://other.test",)).address(path) == path


def test_a_link_that_is_none_is_refused() -> None:
    with pytest.raises(SourceContractError, match="no address"):
        next_events("kunta", SITE, "page two")
