"""The client of The Events Calendar against a simulated site."""

from dataclasses import replace
from datetime import date, datetime

import anyio
import pytest

from hytedata.clients.calendars.events_calendar_client import (
    AsyncEventsCalendarClient,
    EventsCalendarClient,
)
from hytedata.clients.pages import Page
from hytedata.errors import ReadInterrupted, SourceContractError
from hytedata.models.common import Snapshot
from hytedata.models.event import Event
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.made_events import EVENTS
from tests.clients.calendars.simulated import SPRING, serving, source


def read(
    simulator: EventsCalendarSimulator, start: date = SPRING[0], end: date = SPRING[1]
) -> Snapshot[Event]:
    with serving(simulator), EventsCalendarClient(source(), sleep=lambda _: None) as client:
        return client.events.between(start, end)


def trapped(*traps: str, page_limit: int = 3) -> EventsCalendarSimulator:
    simulator = EventsCalendarSimulator(page_limit=page_limit)
    simulator.set_traps(*traps)
    return simulator


def test_every_row_of_every_page_is_read_though_pages_are_clamped() -> None:
    found = read(EventsCalendarSimulator(page_limit=3))

    assert len(found.items) == 8
    assert found.completeness.complete
    assert found.drift == {}
    assert sum(it.series_role == "occurrence" for it in found.items) == 5


def test_the_asynchronous_client_reads_the_same() -> None:
    async def run() -> Snapshot[Event]:
        async with AsyncEventsCalendarClient(source(), sleep=lambda _: None) as client:
            return await client.events.between(*SPRING)

    with serving(EventsCalendarSimulator()):
        found = anyio.run(run)

    assert found == read(EventsCalendarSimulator())


def test_what_lies_before_the_servers_own_window_is_read_too() -> None:
    late = EventsCalendarSimulator(now=lambda: datetime.fromisoformat("2027-04-20T12:00"))

    assert len(read(late).items) == 8


def test_what_goes_on_while_the_window_begins_is_in_it() -> None:
    found = read(EventsCalendarSimulator(), date(2027, 2, 21), date(2027, 2, 22))

    assert [it.names["fi"] for it in found.items] == ["Talvirieha"]


@pytest.mark.parametrize("trap", ["venue-list", "utc", "bad-row", "old-404"])
def test_a_trap_costs_none_of_the_good_events(trap: str) -> None:
    found = read(trapped(trap))

    plain = read(EventsCalendarSimulator())
    assert [(it.id, it.time) for it in found.items] == [(it.id, it.time) for it in plain.items]
    assert [it.ref.id for it in found.rejections] == (["999"] if trap == "bad-row" else [])


def test_the_old_404_of_an_empty_list_is_an_empty_calendar() -> None:
    simulator = trapped("old-404")
    simulator.events = []

    found = read(simulator)

    assert (found.items, found.completeness.complete) == ((), True)


@pytest.mark.parametrize(
    ("trap", "told"), [("foreign-next", "another host"), ("endless-next", "in a circle")]
)
def test_a_link_that_leads_astray_ends_the_read_with_the_reason(trap: str, told: str) -> None:
    found = read(trapped(trap))

    assert len(found.items) == 3
    assert not found.completeness.complete
    assert told in found.completeness.reasons[0]


@pytest.mark.parametrize(("trap", "told"), [("html", "a web page"), ("off", "switched it off")])
def test_a_site_without_the_interface_is_refused(trap: str, told: str) -> None:
    with pytest.raises(SourceContractError, match=told):
        read(trapped(trap))


def test_rows_that_move_during_the_walk_are_neither_lost_nor_doubled() -> None:
    simulator = EventsCalendarSimulator(page_limit=2)
    edits = iter([None, lambda: simulator.events.pop(0), lambda: None])

    def edit(_: int) -> None:
        if (change := next(edits, None)) is not None:
            change()

    simulator.before_page = edit

    found = read(simulator)

    assert found.completeness.complete
    assert len(found.items) == 7
    assert "Tuolijumppa" not in {it.names["fi"] for it in found.items}


def test_a_list_that_never_comes_to_rest_is_incomplete() -> None:
    simulator = EventsCalendarSimulator(page_limit=2)
    added = iter(range(1000))
    simulator.before_page = lambda _: simulator.events.append(
        replace(EVENTS[0], key=f"uusi-{chr(200 + next(added))}")
    )

    found = read(simulator, SPRING[0], date(2027, 3, 4))

    assert not found.completeness.complete
    assert found.completeness.reasons == ("the list changed while it was read",)


# --- page by page ----------------------------------------------------------------------------


def streamed(simulator: EventsCalendarSimulator, cursor: str | None = None) -> list[Page[Event]]:
    with serving(simulator), EventsCalendarClient(source(), sleep=lambda _: None) as client:
        return list(client.events.pages(*SPRING, cursor=cursor))


def test_pages_hold_together_what_a_snapshot_does() -> None:
    pages = streamed(EventsCalendarSimulator(page_limit=3))

    whole = read(EventsCalendarSimulator(page_limit=3))
    assert [len(page.items) for page in pages] == [3, 3, 2]
    assert {it.id for page in pages for it in page.items} == {it.id for it in whole.items}
    assert pages[-1].next_cursor is None


def test_the_asynchronous_client_streams_too() -> None:
    async def run() -> list[str]:
        async with AsyncEventsCalendarClient(source(), sleep=lambda _: None) as client:
            return [event.id async for event in client.events.iter(*SPRING)]

    with serving(EventsCalendarSimulator(page_limit=3)):
        found = anyio.run(run)

    assert len(found) == len(set(found)) == 8


def test_a_stream_goes_on_where_it_was_interrupted() -> None:
    simulator = EventsCalendarSimulator(page_limit=3)
    simulator.before_page = lambda _: simulator.set_traps("html")  # from the second page on
    taken: list[Event] = []

    with serving(simulator), EventsCalendarClient(source(), sleep=lambda _: None) as client:
        with pytest.raises(ReadInterrupted, match="web page") as caught:
            taken.extend(client.events.iter(*SPRING))
        simulator.before_page = lambda _: None
        simulator.set_traps()
        rest = list(client.events.pages(*SPRING, cursor=caught.value.cursor))

    assert (len(taken), caught.value.items) == (3, 3)
    assert [len(page.items) for page in rest] == [3, 2]


def test_a_stream_without_an_end_is_told() -> None:
    with pytest.raises(ReadInterrupted, match="in a circle"):
        streamed(trapped("endless-next"))


def test_rows_that_cannot_be_used_are_among_the_rejections_of_their_page() -> None:
    pages = streamed(trapped("bad-row"))

    assert [it.ref.id for page in pages for it in page.rejections] == ["999"]
