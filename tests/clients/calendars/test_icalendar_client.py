"""The client of iCalendar feeds against a simulated one."""

import anyio
import pytest

from hytedata.clients.calendars.icalendar_client import AsyncIcalendarClient, IcalendarClient
from hytedata.clients.calendars.source import CalendarSource
from hytedata.errors import InputError, SourceContractError, SourceUnavailable
from hytedata.models.common import Snapshot
from hytedata.models.event import Event
from hytedata.sandbox.calendars.icalendar_feed import PATH, IcalendarSimulator
from tests.clients.calendars.simulated import SITE, SPRING, serving, source


def read(simulator: IcalendarSimulator) -> Snapshot[Event]:
    with serving(simulator), IcalendarClient(source(PATH), sleep=lambda _: None) as client:
        return client.events.between(*SPRING)


def test_every_occurrence_of_the_window_is_read_with_whom_to_name() -> None:
    found = read(IcalendarSimulator())

    assert len(found.items) == 8
    assert found.completeness.complete
    assert {(it.licence, it.attribution) for it in found.items} == {("CC BY 4.0", "Keksitty kunta")}
    assert [it.status for it in found.items].count("cancelled") == 1


def test_the_asynchronous_client_reads_the_same() -> None:
    async def run() -> Snapshot[Event]:
        async with AsyncIcalendarClient(source(PATH), sleep=lambda _: None) as client:
            return await client.events.between(*SPRING)

    with serving(IcalendarSimulator()):
        found = anyio.run(run)

    assert found == read(IcalendarSimulator())


@pytest.mark.parametrize("trap", ["no-dtstart", "bad-line", "latin-1", "windows-zone"])
def test_a_trap_costs_none_of_the_good_events(trap: str) -> None:
    simulator = IcalendarSimulator()
    simulator.set_traps(trap)

    found = read(simulator)

    assert [it.id for it in found.items] == [it.id for it in read(IcalendarSimulator()).items]
    assert [it.ref.id for it in found.rejections] == (
        ["vailla@kunta.example"] if trap == "no-dtstart" else []
    )


@pytest.mark.parametrize(
    ("trap", "count", "reason"),
    [("cut-off", 7, "the feed ends before"), ("endless", 275, "")],
)
def test_the_verdict_says_what_may_be_missing(trap: str, count: int, reason: str) -> None:
    simulator = IcalendarSimulator()
    simulator.set_traps(trap)

    found = read(simulator)

    assert len(found.items) == count
    assert " ".join(found.completeness.reasons).startswith(reason)
    assert found.completeness.complete == (not reason)


@pytest.mark.parametrize(
    ("trap", "told"),
    [("html", "a web page"), ("huge", "larger than 20 MiB, the most that is read; ask for less")],
)
def test_what_is_no_feed_or_too_much_of_one_is_refused(trap: str, told: str) -> None:
    simulator = IcalendarSimulator()
    simulator.set_traps(trap)

    with pytest.raises(SourceContractError, match=told):
        read(simulator)


def test_a_feed_that_is_emptied_is_read_as_empty_and_complete() -> None:
    found = read(IcalendarSimulator([]))

    assert (found.items, found.completeness.complete) == ((), True)


def test_an_outage_is_raised() -> None:
    with serving(IcalendarSimulator()) as router:
        router.routes.clear()
        router.get(url__startswith="https://kunta.test").respond(503)
        with (
            IcalendarClient(source(PATH), sleep=lambda _: None) as client,
            pytest.raises(SourceUnavailable),
        ):
            client.events.between(*SPRING)


def test_a_calendar_is_asked_once_at_a_time_and_once_a_second() -> None:
    upstream = source(PATH).upstream()

    assert (upstream.at_once, upstream.per_second) == (1, 1.0)


@pytest.mark.parametrize(
    ("name", "url", "contact"),
    [("kunta", "kunta.test/a.ics", "a@b.fi"), ("", SITE, "a@b.fi"), ("kunta", SITE, "")],
)
def test_a_source_without_what_it_needs_is_refused(name: str, url: str, contact: str) -> None:
    with pytest.raises(InputError):
        CalendarSource(name, url, contact)


def test_a_feed_comes_as_one_page_and_has_no_cursor() -> None:
    with serving(IcalendarSimulator()), IcalendarClient(source(PATH), sleep=lambda _: None) as it:
        (page,) = it.events.pages(*SPRING)
        with pytest.raises(InputError, match="in one answer"):
            list(it.events.iter(*SPRING, cursor="2"))

    assert page.items == read(IcalendarSimulator()).items
