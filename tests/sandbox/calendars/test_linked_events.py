"""The simulated Linked Events calendar: the quirks that a client must bear (events.md 2)."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hytedata.sandbox.calendars.linked_events import LinkedEventsSimulator
from hytedata.sandbox.calendars.linked_events_world import make_calendar
from hytedata.sandbox.http import SimRequest, SimResponse

ALL_KINDS = {"event_type": "general,course,volunteering", "page_size": "100"}


@pytest.fixture
def simulator() -> LinkedEventsSimulator:
    return LinkedEventsSimulator(now=lambda: datetime(2026, 12, 1, tzinfo=UTC))


def get(simulator: LinkedEventsSimulator, path: str, **query: str) -> SimResponse:
    return simulator.handle(SimRequest("GET", path, tuple(query.items())))


def listed(simulator: LinkedEventsSimulator, **query: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(get(simulator, "/event/", **query).body)
    return answer


def ids(page: dict[str, Any]) -> list[str]:
    return [row["id"] for row in page["data"]]


def test_courses_and_volunteering_are_hidden_unless_asked_for(
    simulator: LinkedEventsSimulator,
) -> None:
    usual, whole = listed(simulator, page_size="100"), listed(simulator, **ALL_KINDS)

    assert "esim:205-kurssi" not in ids(usual)
    assert {"esim:205-kurssi", "esim:205-talkoot"} <= set(ids(whole))


def test_an_edit_jumps_to_the_first_place_unless_a_sort_is_asked_for(
    simulator: LinkedEventsSimulator,
) -> None:
    before = ids(listed(simulator, sort="start_time"))

    simulator.edit("esim:564-jumppa")

    assert ids(listed(simulator))[0] == "esim:564-jumppa"
    assert ids(listed(simulator, sort="start_time")) == before


@pytest.mark.parametrize(("asked", "given"), [("500", 100), ("0", 20), ("rubbish", 20), ("7", 7)])
def test_the_size_of_a_page_is_put_right(asked: str, given: int) -> None:
    codes = ("889", "205", "564", "091", "049", "092", "837")
    simulator = LinkedEventsSimulator(make_calendar(codes))

    assert len(listed(simulator, **(ALL_KINDS | {"page_size": asked}))["data"]) == given


def test_any_word_shows_deleted_events_as_five_keys(simulator: LinkedEventsSimulator) -> None:
    simulator.delete("esim:205-ilta")

    page = listed(simulator, **ALL_KINDS, show_deleted="false")

    (row,) = [row for row in page["data"] if row["id"] == "esim:205-ilta"]
    assert set(row) == {"id", "last_modified_time", "deleted", "replaced_by", "name"}
    assert "esim:205-ilta" not in ids(listed(simulator, **ALL_KINDS))
    assert get(simulator, "/event/esim:205-ilta/").status == 410


def test_a_day_as_the_end_lets_the_next_midnight_in(simulator: LinkedEventsSimulator) -> None:
    found = ids(listed(simulator, **ALL_KINDS, end="2027-01-11"))

    assert "esim:205-paiva" in found
    assert "esim:205-jumppa" not in found


def test_what_is_postponed_is_in_every_window_without_an_end(
    simulator: LinkedEventsSimulator,
) -> None:
    assert "esim:205-siirtyy" in ids(listed(simulator, **ALL_KINDS, start="2030-01-01"))
    assert "esim:205-siirtyy" not in ids(listed(simulator, **ALL_KINDS, end="2030-01-01"))


def test_pages_link_on_and_past_the_end_there_is_none(simulator: LinkedEventsSimulator) -> None:
    first = listed(simulator, page_size="20")

    assert first["meta"]["next"].endswith("page_size=20&page=2")
    assert get(simulator, "/event/", page="9").status == 404


def test_a_path_without_its_slash_leads_to_the_one_with_it(
    simulator: LinkedEventsSimulator,
) -> None:
    answer = get(simulator, "/event")

    assert (answer.status, answer.headers["Location"][-7:]) == (301, "/event/")


def test_a_browser_is_shown_a_page(simulator: LinkedEventsSimulator) -> None:
    request = SimRequest("GET", "/event/", headers={"accept": "text/html"})

    assert simulator.handle(request).body.startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(
    "path",
    [
        "/place/esim:talo205/",
        "/keyword/yso:p916/",
        "/organization/esim:kunta/",
        "/event/esim:205-ilta/",
    ],
)
def test_single_records_are_shown(simulator: LinkedEventsSimulator, path: str) -> None:
    assert json.loads(get(simulator, path).body)["id"] == path.split("/")[2]


def test_tampere_writes_it_in_its_own_way() -> None:
    simulator = LinkedEventsSimulator(shape="tampere")

    page = listed(simulator, **ALL_KINDS, super_event_type="none")
    one = json.loads(get(simulator, "/event/esim:205-kuoro1/").body)

    assert (len(page["data"]), page["meta"]["parameters"]["page_size"]) == (25, "100")
    assert one["data"]["super_event"] == "esim:205-kuoro"
    assert "position" not in one["data"]["location"]
