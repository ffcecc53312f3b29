"""Places, keywords and organisations of a simulated Linked Events calendar."""

from collections.abc import Iterator
from typing import Any

import anyio
import pytest
import respx

from hytedata.clients.calendars.linked_events import AsyncLinkedEventsClient, LinkedEventsClient
from hytedata.errors import InputError, NotFound
from hytedata.sandbox.calendars.linked_events import BASE, LinkedEventsSimulator
from hytedata.sandbox.calendars.linked_events_world import make_calendar
from tests.clients.calendars.linked_events_double import Double, client, no_wait

HALL = "esim:talo205"


@pytest.fixture
def double() -> Iterator[Double]:
    with respx.mock(assert_all_called=False) as router:
        yield Double(LinkedEventsSimulator()).mount(router)


@pytest.fixture
def calendar(double: Double) -> Iterator[LinkedEventsClient]:
    with client(page_size=2) as opened:
        yield opened


def test_all_places_are_read_by_id_with_where_they_are(
    double: Double, calendar: LinkedEventsClient
) -> None:
    found = calendar.places.snapshot()

    assert [one.id for one in found.items] == [
        "esim:internet",
        "esim:talo205",
        "esim:talo564",
        "esim:talo889",
    ]
    assert found.completeness.complete
    assert (found.rejections, found.drift) == ((), {})
    assert {url.params["sort"] for url in double.asked} == {"id"}
    hall = found.items[1]
    assert (hall.place.names["fi"], hall.place.municipality) == ("Esimerkkitalo", "205")
    assert hall.place.position is not None
    assert (found.items[0].online, hall.online) == (True, False)


def test_a_place_is_the_one_that_its_events_have(calendar: LinkedEventsClient) -> None:
    event = calendar.events.get("esim:205-jumppa")

    assert calendar.places.get(event.places[0].id).place == event.places[0]


def test_nothing_personal_of_a_place_is_kept(calendar: LinkedEventsClient) -> None:
    told = calendar.places.get(HALL).model_dump_json()

    assert "@kunta.example" not in told
    assert "+358" not in told


def test_places_without_events_can_be_left_out(
    double: Double, calendar: LinkedEventsClient
) -> None:
    for event in double.simulator.ids(leaves=False):
        if ":564-" in event:
            double.simulator.unpublish(event)

    found = calendar.places.snapshot(unused=False)

    assert "esim:talo564" not in {one.id for one in found.items}
    assert all(one.events for one in found.items)


def test_keywords_are_read_with_scheme_and_words(calendar: LinkedEventsClient) -> None:
    found = {one.id: one for one in calendar.keywords.iter()}

    sport = found["yso:p916"]
    assert {"yso:p916", "yso:p1808", "yso:p5121", "esim:perheet"} <= set(found)
    assert (sport.keyword.scheme, sport.keyword.id) == ("yso", "p916")
    assert sport.keyword.labels == {"fi": "liikunta"}


def test_an_organisation_says_who_it_is(calendar: LinkedEventsClient) -> None:
    (found,) = calendar.organisations.snapshot().items

    assert (found.id, found.name) == ("esim:kunta", "Esimerkkikunta")
    assert found.ref.kind == "organisation"
    assert calendar.organisations.get("esim:kunta") == found


def test_what_was_replaced_says_by_which(double: Double, calendar: LinkedEventsClient) -> None:
    double.simulator.withdraw("place", HALL, replaced_by="esim:talo889")

    found = calendar.places.get(HALL)
    listed = calendar.places.snapshot(include_deleted=True)

    assert (found.deleted, found.replaced_by) == (True, "esim:talo889")
    assert [one.replaced_by for one in listed.items if one.deleted] == ["esim:talo889"]


def test_what_was_withdrawn_without_another_is_not_found_and_not_listed(
    double: Double, calendar: LinkedEventsClient
) -> None:
    double.simulator.withdraw("place", HALL)
    double.simulator.withdraw("keyword", "yso:p5121")

    assert calendar.places.find(HALL) is None
    with pytest.raises(NotFound, match="yso:p5121"):
        calendar.keywords.get("yso:p5121")
    assert HALL not in {one.id for one in calendar.places.iter()}
    assert HALL in {one.id for one in calendar.places.iter(include_deleted=True)}


def test_several_by_id_tell_those_that_are_missing(calendar: LinkedEventsClient) -> None:
    found = calendar.places.get_many([HALL, "esim:nowhere"])

    assert [one.id for one in found.items] == [HALL]
    assert "esim:nowhere" in found.completeness.reasons[0]


def test_a_wrong_id_is_refused_before_anything_is_sent(
    double: Double, calendar: LinkedEventsClient
) -> None:
    with pytest.raises(InputError, match="place"):
        calendar.places.find("..")

    assert double.asked == []


def test_the_asynchronous_client_reads_the_same(
    double: Double, calendar: LinkedEventsClient
) -> None:
    async def read() -> tuple[Any, ...]:
        settings: dict[str, Any] = {"per_second": 0, "sleep": no_wait}
        async with AsyncLinkedEventsClient(
            "esim", BASE, contact="data@example.fi", **settings
        ) as opened:
            places = (await opened.places.snapshot()).items
            return (*places, await opened.keywords.get("yso:p916"))

    assert anyio.run(read) == (
        *calendar.places.snapshot().items,
        calendar.keywords.get("yso:p916"),
    )


@pytest.mark.parametrize(
    ("shape", "base"), [("tampere", BASE), ("helsinki", "https://calendar.test/api/v2")]
)
def test_look_alikes_are_read_too(shape: Any, base: str) -> None:
    with respx.mock(assert_all_called=False) as router:
        Double(LinkedEventsSimulator(shape=shape, base=base)).mount(router, base)
        with LinkedEventsClient(
            "esim", base, contact="data@example.fi", per_second=0, sleep=no_wait
        ) as opened:
            one, listed = opened.places.get(HALL), opened.places.snapshot()
            event = opened.events.get("esim:205-jumppa")

    assert one in listed.items
    assert listed.completeness.complete
    assert event.places[0].names == one.place.names


# --- read once, and joined -------------------------------------------------------------------


def test_a_joined_read_gives_the_same_events_without_asking_for_places_in_each(
    double: Double,
) -> None:
    with client() as calendar:
        joined = calendar.events.snapshot(join=True, include_series=True)
        asked = [url.params.get("include") for url in double.asked if "/event/" in url.path]
        usual = calendar.events.snapshot(include_series=True)

    assert joined == usual
    assert set(asked) == {"super_event"}


def test_an_event_at_a_withdrawn_place_is_joined_with_it(double: Double) -> None:
    double.simulator.withdraw("place", HALL)

    with client() as calendar:
        found = {one.id: one for one in calendar.events.iter(join=True)}

    assert found["esim:205-jumppa"].places[0].names == {"fi": "Esimerkkitalo", "sv": "Exempelhuset"}


def test_a_joined_read_cannot_begin_in_its_middle(double: Double) -> None:
    with client() as calendar, pytest.raises(InputError, match="begins anew"):
        calendar.events.snapshot(join=True, cursor="1.2.1.00000000")


def test_edits_amid_a_joined_read_lose_nothing() -> None:
    with respx.mock(assert_all_called=False) as router:
        double = Double(LinkedEventsSimulator(make_calendar(("889", "205", "765")))).mount(router)
        gone = iter(["esim:765-ilta"])
        double.simulator.traps.before_page = lambda page: (
            double.simulator.delete(each) if page == 2 and (each := next(gone, "")) else None
        )
        with client() as calendar:
            found = calendar.events.snapshot(join=True)

    assert [one.id for one in found.items] == double.simulator.ids()
    assert found.completeness.complete
