"""The reads of Linked Events without a network: what is sent, and what answers become."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.calendars.linked_events.endpoints import (
    EventPage,
    LinkedEventsApi,
    Moved,
)
from hytedata.connectors.calendars.linked_events.query import EventQuery
from hytedata.connectors.calendars.linked_events.wire import WireEvent, id_of, read_object
from hytedata.errors import InputError, SourceContractError

API = LinkedEventsApi("esim", frozenset({"events.test"}))
URL = "https://events.test/v1/event/"


def answer(body: Any, status: int = 200, **headers: str) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status, URL, headers, content)


def page(following: object, number: int = 1, **meta: Any) -> EventPage:
    body = {"meta": {"count": 3, "next": following, **meta}, "data": [{"id": "a:1"}]}
    return API.events(EventQuery(), number).decode(answer(body))


def test_all_kinds_of_events_are_asked_for_in_an_order_that_edits_do_not_move() -> None:
    sent = dict(API.events(EventQuery(super_type="none"), 2).request.params)

    assert sent == {
        "event_type": "general,course,volunteering",
        "super_event_type": "none",
        "include": "location,keywords,super_event",
        "sort": "start_time",
        "page_size": "100",
        "page": "2",
    }


def test_changes_are_asked_for_by_a_full_time_in_utc() -> None:
    since = datetime.fromisoformat("2026-11-20T12:00:00+02:00")

    sent = dict(EventQuery(changed_since=since, deleted=True).params(1))

    assert sent["last_modified_since"] == "2026-11-20T10:00:00Z"
    assert (sent["show_deleted"], sent["sort"]) == ("true", "last_modified_time")


@pytest.mark.parametrize(
    "arguments",
    [
        {"changed_since": date(2026, 11, 20)},
        {"changed_since": datetime(2026, 11, 20)},  # noqa: DTZ001 - that is the fault
        {"start": datetime(2026, 11, 20)},  # noqa: DTZ001
        {"start": date(2026, 11, 20), "end": date(2026, 11, 19)},
        {"page_size": 101},
    ],
)
def test_a_time_that_would_be_misread_is_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        EventQuery(**arguments)


def test_a_page_tells_what_it_holds_and_whether_more_follows() -> None:
    assert page(f"{URL}?page=2") == EventPage(1, ({"id": "a:1"},), 3, True)
    assert page(None, 2) == EventPage(2, ({"id": "a:1"},), 3, False)


def test_a_link_to_a_foreign_host_names_it() -> None:
    with pytest.raises(SourceContractError, match=r"another host \(elsewhere\.test\)"):
        page("https://elsewhere.test/v1/event/?page=2")


def test_a_link_within_the_own_host_may_be_relative() -> None:
    assert page("/v1/event/?page=2").has_next


@pytest.mark.parametrize("following", [f"{URL}?page=2", f"{URL}?page=1", 7, "https://[", {}])
def test_a_link_that_leads_nowhere_is_an_error(following: object) -> None:
    with pytest.raises(SourceContractError, match=r"next page|after 2"):
        page(following, 2)


def test_a_page_past_the_end_is_empty() -> None:
    found = API.events(EventQuery(), 4)

    assert 404 in found.accept
    assert found.decode(answer({"detail": "Ei löydy"}, 404)) == EventPage(4)
    assert 404 not in API.events(EventQuery(), 1).accept


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"not json", "no JSON"),
        (b"[]", "an object was expected"),
        (b'{"meta": {}}', "a list was expected"),
    ],
)
def test_what_is_no_list_is_told(body: bytes, told: str) -> None:
    with pytest.raises(SourceContractError, match=told):
        API.events(EventQuery()).decode(answer(body))


def test_a_page_without_a_count_is_a_page() -> None:
    found = API.events(EventQuery()).decode(answer({"data": []}))

    assert found == EventPage(1)


def test_one_event_may_come_wrapped() -> None:
    wrapped = API.event("a:1").decode(answer({"data": {"id": 7}}))

    assert wrapped == {"id": 7}
    assert API.event("a:1").request.path == "/event/a:1/"


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_deleted_or_unknown_is_none(status: int) -> None:
    assert API.record("place", "a:1").decode(answer({"detail": "poissa"}, status)) is None


def test_a_replaced_record_tells_its_successor() -> None:
    endpoint: Endpoint[Any] = API.record("keyword", "yso:p1")

    moved = endpoint.decode(answer(b"", 301, location="https://events.test/v1/keyword/yso%3Ap2/"))

    assert moved == Moved("yso:p2")


@pytest.mark.parametrize("record_id", ["", "  ", "..", "x" * 300, "a\nb"])
def test_what_is_no_id_is_refused(record_id: str) -> None:
    with pytest.raises(InputError):
        API.record("organization", record_id)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ({"@id": "https://events.test/v1/event/a:1/?format=json"}, "a:1"),
        ({"id": 12}, "12"),
        (12, "12"),
        ("a:1", "a:1"),
        ("/v1/event/a%3A1/", "a:1"),
        (None, ""),
        (True, ""),
        ("https://[", ""),
    ],
)
def test_references_come_in_several_shapes(reference: object, expected: str) -> None:
    assert id_of(reference) == expected


def test_a_value_of_a_wrong_type_costs_that_value_alone() -> None:
    read = read_object({"id": "a:1", "offers": "ilmainen", "mood": 1}, WireEvent)

    assert (read.wire.id, read.wire.offers) == ("a:1", None)
    assert (read.odd, read.unknown) == ({"offers": "ilmainen"}, {"mood": 1})


def test_times_are_told_in_utc() -> None:
    asked = EventQuery(start=date(2026, 12, 1), end=datetime(2026, 12, 2, 9, tzinfo=UTC)).params(1)

    assert (dict(asked)["start"], dict(asked)["end"]) == ("2026-12-01", "2026-12-02T09:00:00Z")
