"""The client of Linked Events against a simulated calendar: whole walks, edits amid them, traps."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import anyio
import pytest
import respx

from hytedata.clients.calendars.linked_events import (
    AsyncLinkedEventsClient,
    LinkedEventsClient,
)
from hytedata.clients.calendars.linked_events_setup import linked_events_upstream
from hytedata.clients.calendars.source import CalendarSource
from hytedata.errors import InputError, NotFound, ReadInterrupted, SourceContractError
from hytedata.models.event import Event
from hytedata.normalise.calendars import needed
from hytedata.sandbox.calendars.linked_events import BASE, ESPOO_HOST, LinkedEventsSimulator
from tests.clients.calendars.linked_events_double import Double, client, no_wait, ticking


@pytest.fixture
def router() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        yield router


@pytest.fixture
def double(router: respx.MockRouter) -> Double:
    return Double(LinkedEventsSimulator(now=ticking())).mount(router)


@pytest.fixture
def calendar(double: Double) -> Iterator[LinkedEventsClient]:
    with client() as opened:
        yield opened


def ids(events: tuple[Event, ...]) -> list[str]:
    return [event.id for event in events]


# --- the whole -------------------------------------------------------------------------------


def test_a_walk_gives_exactly_what_is_published(
    double: Double, calendar: LinkedEventsClient
) -> None:
    found = calendar.events.snapshot()

    assert ids(found.items) == double.simulator.ids()
    assert found.completeness.complete
    assert (found.rejections, found.drift) == ((), {})
    assert {event.kind for event in found.items} == {"event", "course", "volunteering"}


def test_places_keywords_and_roles_come_with_the_events(calendar: LinkedEventsClient) -> None:
    events = {event.id: event for event in calendar.events.iter()}

    child, lecture = events["esim:205-kuoro1"], events["esim:205-luento"]
    assert (child.series_role, child.series_id) == ("occurrence", "esim:205-kuoro")
    assert (child.places[0].municipality, child.keywords[0].labels) == ("205", {"fi": "liikunta"})
    assert child.places[0].position is not None
    assert events["esim:205-avajaiset"].series_role == "none"
    assert (lecture.online, lecture.places) == (True, ())
    assert not [remark for event in events.values() for remark in event.remarks]


def test_series_come_where_they_are_asked_for(double: Double, calendar: LinkedEventsClient) -> None:
    found = calendar.events.snapshot(include_series=True)

    assert ids(found.items) == double.simulator.ids(leaves=False)
    assert {event.series_role for event in found.items} >= {"series", "umbrella"}


def test_the_licence_and_whom_to_name_are_the_calendars(double: Double) -> None:
    with client(attribution="Esimerkkikunta", page="https://tapahtumat.test/{id}") as calendar:
        found = calendar.events.get("esim:205-jumppa")

    assert (found.licence, found.attribution) == ("CC BY 4.0", "Esimerkkikunta")
    assert found.page_url == "https://tapahtumat.test/esim:205-jumppa"


def test_a_calendar_may_be_told_of_as_to_the_clients_of_other_kinds(double: Double) -> None:
    settings: dict[str, Any] = {"attribution": "Esimerkkikunta", "per_second": 0}
    source = CalendarSource("esim", BASE, "data@example.fi", **settings)

    with (
        client(attribution="Esimerkkikunta") as named,
        LinkedEventsClient.of(source, sleep=no_wait) as told,
    ):
        assert told.events.snapshot() == named.events.snapshot()


def test_a_host_that_is_allowed_to_a_source_may_be_linked_to(router: respx.MockRouter) -> None:
    simulator = LinkedEventsSimulator(shape="espoo")
    Double(simulator).mount(router)
    allowed: dict[str, Any] = {"allowed_hosts": (ESPOO_HOST,), "per_second": 0}
    source = CalendarSource("esim", BASE, "data@example.fi", **allowed)

    with LinkedEventsClient.of(source, page_size=30, sleep=no_wait) as calendar:
        found = calendar.events.snapshot()

    assert ids(found.items) == simulator.ids()


def test_a_calendar_is_asked_one_at_a_time_and_once_a_second() -> None:
    upstream = linked_events_upstream("esim", BASE, contact="data@example.fi")

    assert (upstream.at_once, upstream.per_second) == (1, 1.0)


def test_the_asynchronous_client_reads_the_same(double: Double) -> None:
    async def read() -> list[str]:
        settings: dict[str, Any] = {"per_second": 0, "sleep": no_wait, "page_size": 10}
        async with AsyncLinkedEventsClient(
            "esim", BASE, contact="data@example.fi", **settings
        ) as calendar:
            found = await calendar.events.snapshot()
            return [*ids(found.items), (await calendar.events.get("esim:205-ilta")).id]

    assert anyio.run(read) == [*double.simulator.ids(), "esim:205-ilta"]


# --- windows and changes ---------------------------------------------------------------------


def test_an_event_of_the_day_after_the_end_does_not_come(
    double: Double, calendar: LinkedEventsClient
) -> None:
    found = calendar.events.snapshot(start=date(2027, 1, 11), end=date(2027, 1, 11))

    assert "esim:889-paiva" in ids(found.items)
    assert "esim:205-paiva" not in ids(found.items)
    assert found.completeness.complete
    assert double.asked[0].params["end"] == "2027-01-11"


def test_what_still_runs_at_the_start_comes_and_what_has_no_time_too(
    calendar: LinkedEventsClient,
) -> None:
    found = ids(calendar.events.snapshot(start=date(2027, 1, 20)).items)

    assert {"esim:889-nayttely", "esim:889-siirtyy", "esim:889-kuoro3"} <= set(found)
    assert "esim:889-paiva" not in found


def test_changes_tell_what_was_deleted(double: Double, calendar: LinkedEventsClient) -> None:
    double.simulator.edit("esim:205-jumppa", name={"fi": "Jumppa"})
    double.simulator.delete("esim:205-ilta")

    found = calendar.events.snapshot(
        changed_since=datetime(2026, 11, 19, tzinfo=UTC), include_deleted=True
    )

    assert {event.id: event.status for event in found.items} == {
        "esim:205-jumppa": "scheduled",
        "esim:205-ilta": "deleted",
    }


@pytest.mark.parametrize(
    "arguments",
    [
        {"changed_since": date(2026, 11, 20)},
        {"start": date(2027, 1, 2), "end": date(2027, 1, 1)},
        {"on_invalid": "raw"},
        {"cursor": "7"},
    ],
)
def test_wrong_arguments_are_told_before_anything_is_sent(
    double: Double, calendar: LinkedEventsClient, arguments: dict[str, Any]
) -> None:
    with pytest.raises(InputError):
        calendar.events.snapshot(**arguments)

    assert double.asked == []


# --- edits amid a walk -----------------------------------------------------------------------


def test_events_that_are_saved_amid_a_walk_stay_where_they_are(
    double: Double, calendar: LinkedEventsClient
) -> None:
    double.simulator.traps.before_page = lambda page: double.simulator.edit("esim:564-jumppa")

    found = calendar.events.snapshot()

    assert ids(found.items) == double.simulator.ids()
    assert found.completeness.complete


@pytest.mark.parametrize(
    "edit",
    [
        lambda it: it.edit("esim:564-paattajaiset", start_time="2027-01-01T10:00:00Z"),
        lambda it: it.edit("esim:889-jumppa", start_time="2027-03-01T10:00:00Z", end_time=None),
        lambda it: it.delete("esim:889-jumppa"),
        lambda it: it.unpublish("esim:564-paattajaiset"),
    ],
)
def test_what_moves_over_an_edge_of_a_page_leads_to_a_second_reading(
    double: Double, calendar: LinkedEventsClient, edit: Any
) -> None:
    done: list[int] = []

    def amid(page: int) -> None:
        if page == 3 and not done:
            done.append(page)
            edit(double.simulator)

    double.simulator.traps.before_page = amid

    found = calendar.events.snapshot()

    assert ids(found.items) == double.simulator.ids()
    assert found.completeness.complete
    assert double.pages.count("1") == 2


def test_what_changes_amid_a_walk_over_changes_is_not_missed(
    double: Double, calendar: LinkedEventsClient
) -> None:
    done: list[int] = []

    def amid(page: int) -> None:
        if page == 3 and not done:
            done.append(page)
            double.simulator.edit("esim:889-jumppa", name={"fi": "Uusi"})

    double.simulator.traps.before_page = amid

    found = calendar.events.snapshot(changed_since=datetime(2026, 10, 1, tzinfo=UTC))

    assert ids(found.items) == double.simulator.ids(leaves=False)
    assert "Uusi" in {event.names["fi"] for event in found.items}
    assert found.completeness.complete


def test_a_library_that_is_missing_is_told_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(needed, "ALWAYS", ("no_such_library",))

    with pytest.raises(InputError, match=r"pip install 'hytedata\[calendars\]'"):
        client()


def test_a_calendar_that_never_rests_is_read_in_doubt(
    double: Double, calendar: LinkedEventsClient
) -> None:
    left = iter(["esim:889-jumppa", "esim:889-paiva", "esim:889-ilta", "esim:889-kurssi"])
    double.simulator.traps.before_page = lambda page: (
        double.simulator.delete(next(left)) if page in (2, 3) else None
    )

    found = calendar.events.snapshot()

    assert not found.completeness.complete
    assert "moved between" in " ".join(found.completeness.reasons)


def test_an_event_that_comes_on_two_pages_comes_once(
    double: Double, calendar: LinkedEventsClient
) -> None:
    double.simulator.traps.before_page = lambda page: (
        double.simulator.edit("esim:889-nayttely", start_time="2027-01-25", end_time="2027-01-26")
        if page == 2
        else None
    )

    read = [event.id for event in calendar.events.iter()]

    assert len(read) == len(set(read))


# --- traps -----------------------------------------------------------------------------------


def test_a_web_page_amid_a_walk_says_where_to_go_on(
    double: Double, calendar: LinkedEventsClient
) -> None:
    double.simulator.traps.html_from_page = 3
    read: list[str] = []

    with pytest.raises(ReadInterrupted, match="web page") as caught:
        read.extend(event.id for event in calendar.events.iter())
    double.simulator.traps.html_from_page = 0
    rest = [event.id for event in calendar.events.iter(cursor=caught.value.cursor)]

    whole = [event.id for event in calendar.events.iter()]
    assert whole[len(whole) - len(rest) :] == rest
    assert len(rest) == len(whole) - 20


def test_a_snapshot_that_meets_a_web_page_is_incomplete(
    double: Double, calendar: LinkedEventsClient
) -> None:
    double.simulator.traps.html_from_page = 3

    found = calendar.events.snapshot()

    assert len(found.items) == 20
    assert not found.completeness.complete


def test_a_link_to_a_foreign_host_is_not_believed(
    double: Double, calendar: LinkedEventsClient
) -> None:
    double.simulator.traps.next_host = "elsewhere.test"

    with pytest.raises(SourceContractError, match=r"elsewhere\.test"):
        calendar.events.snapshot()


def test_a_list_without_an_end_is_left_and_told(
    double: Double, calendar: LinkedEventsClient
) -> None:
    double.simulator.traps.endless = True

    found = calendar.events.snapshot()

    assert ids(found.items) == double.simulator.ids()
    assert "the list of events has no end" in found.completeness.reasons
    assert len(double.pages) == 2 * 6


@pytest.mark.parametrize("page_size", [5, 8, 10])
def test_two_readings_of_a_restless_order_are_whole_together(
    double: Double, page_size: int
) -> None:
    double.simulator.traps.restless_ties = True

    with client(page_size=page_size) as calendar:
        found = calendar.events.snapshot()

    assert ids(found.items) == double.simulator.ids()
    assert found.completeness.complete
    assert double.pages.count("1") == 2


def test_what_both_readings_of_a_restless_order_lack_is_told(double: Double) -> None:
    double.simulator.traps.restless_ties = True

    with client(page_size=4) as calendar:
        found = calendar.events.snapshot()

    assert len(found.items) < len(double.simulator.ids())
    assert not found.completeness.complete


# --- forks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["espoo", "turku", "tampere"])
def test_forks_are_read_whole(router: respx.MockRouter, shape: Any) -> None:
    simulator = LinkedEventsSimulator(shape=shape)
    double = Double(simulator).mount(router)

    with client(allowed_hosts=[ESPOO_HOST], page_size=30) as calendar:
        found = calendar.events.snapshot()
        one = calendar.events.get("esim:205-jumppa")

    assert ids(found.items) == simulator.ids()
    assert found.completeness.complete, found.completeness.reasons
    assert one == next(event for event in found.items if event.id == one.id)
    assert len(double.pages) == 2


def test_new_fields_of_a_fork_are_counted(router: respx.MockRouter) -> None:
    Double(LinkedEventsSimulator(shape="turku")).mount(router)

    with client(page_size=100) as calendar:
        found = calendar.events.snapshot()

    assert found.drift == {"Event.sub_event_type": len(found.items)}


# --- by id -----------------------------------------------------------------------------------


def test_what_is_deleted_or_unknown_is_not_found(
    double: Double, calendar: LinkedEventsClient
) -> None:
    double.simulator.delete("esim:205-ilta")

    assert calendar.events.find("esim:205-ilta") is None
    with pytest.raises(NotFound, match="esim:nowhere"):
        calendar.events.get("esim:nowhere")


def test_events_by_id_tell_those_that_are_missing(calendar: LinkedEventsClient) -> None:
    found = calendar.events.get_many(["esim:205-ilta", "esim:nowhere"])

    assert ids(found.items) == ["esim:205-ilta"]
    assert "esim:nowhere" in found.completeness.reasons[0]


def test_an_event_that_cannot_be_used_is_among_the_rejections(
    double: Double, calendar: LinkedEventsClient
) -> None:
    double.simulator.edit("esim:205-ilta", name={})

    found = calendar.events.snapshot()

    assert [(one.ref.id, one.field) for one in found.rejections] == [("esim:205-ilta", "name")]
    assert found.completeness.complete


@pytest.mark.parametrize(
    "arguments",
    [
        {"url": "calendar.test"},
        {"contact": " "},
        {"name": ""},
        {"page_size": 0},
    ],
)
def test_a_calendar_that_is_described_wrongly_is_refused(arguments: dict[str, Any]) -> None:
    usual = {"name": "esim", "url": BASE, "contact": "data@example.fi"}

    with pytest.raises(InputError):
        LinkedEventsClient(**(usual | arguments))
