"""Reading simulated calendars into the store, day after day, while people edit them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import respx

from hytedata.models.event import Event
from hytedata.runs.events.read import read_events
from hytedata.runs.read_report import KindReport
from hytedata.sandbox.calendars.icalendar_feed import PATH, IcalendarSimulator
from hytedata.sandbox.calendars.linked_events import BASE, LinkedEventsSimulator
from hytedata.sandbox.calendars.made_events import MadeEvent
from hytedata.store import Store
from tests.clients.calendars.linked_events_double import Double
from tests.clients.calendars.simulated import SITE, serving
from tests.runs.events.fake_calendars import config, table
from tests.runs.read_fakes import Clock

MIDWINTER = datetime(2027, 1, 10, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    made.time = MIDWINTER
    return made


@pytest.fixture
def linked(clock: Clock) -> Iterator[LinkedEventsSimulator]:
    simulator = LinkedEventsSimulator(now=clock)
    with respx.mock(assert_all_called=False) as router:
        Double(simulator).mount(router)
        yield simulator


def read(store: Store, clock: Clock, kind: str, url: str) -> KindReport:
    settings = config(table("esim", kind, url=url, per_second=0))
    (report,) = read_events(settings, store, now=clock)
    return report.kinds[0]


def ids(store: Store) -> list[str]:
    return [one.id for one in store.catalogue.records(source="esim", kind="event")]


def test_by_day_changes_are_followed_and_by_night_drafts_are_found_out(
    store: Store, clock: Clock, linked: LinkedEventsSimulator
) -> None:
    first = read(store, clock, "linked-events", BASE)
    clock.advance(hours=4)
    linked.edit("esim:889-jumppa", name={"fi": "Uusi nimi"})
    linked.delete("esim:889-talkoot")
    linked.unpublish("esim:889-ilta")

    by_day = read(store, clock, "linked-events", BASE)
    after_day = ids(store)
    clock.advance(hours=20)
    by_night = read(store, clock, "linked-events", BASE)

    assert (first.modes, by_day.modes, by_night.modes) == (("full",), ("changes",), ("full",))
    assert (by_day.counts.changed, by_day.counts.absent) == (1, 1)
    assert "esim:889-ilta" in after_day
    assert ids(store) == linked.ids(leaves=False)
    assert by_night.counts.absent == 1
    names = {one.id: one.names["fi"] for one in store.catalogue.models(Event)}
    assert names["esim:889-jumppa"] == "Uusi nimi"


def test_an_event_that_was_postponed_without_a_time_stays_through_the_night(
    store: Store, clock: Clock, linked: LinkedEventsSimulator
) -> None:
    read(store, clock, "linked-events", BASE)
    clock.advance(hours=24)
    linked.edit("esim:889-jumppa", start_time=None, end_time=None, event_status="EventPostponed")

    report = read(store, clock, "linked-events", BASE)

    assert report.complete
    assert "esim:889-jumppa" in ids(store)


def test_an_event_that_was_postponed_and_then_taken_back_unpublished_is_gone_by_night(
    store: Store, clock: Clock, linked: LinkedEventsSimulator
) -> None:
    read(store, clock, "linked-events", BASE)
    clock.advance(hours=4)
    linked.edit("esim:889-jumppa", start_time=None, end_time=None, event_status="EventPostponed")
    read(store, clock, "linked-events", BASE)
    linked.unpublish("esim:889-jumppa")
    clock.advance(hours=24)

    read(store, clock, "linked-events", BASE)

    assert "esim:889-jumppa" not in ids(store)
    assert ids(store) == linked.ids(leaves=False)


def made(number: int) -> MadeEvent:
    start = MIDWINTER.replace(tzinfo=None) + timedelta(days=number)
    return MadeEvent(f"e{number:02}", f"Tapahtuma {number}", start, start + timedelta(hours=1))


def test_a_feed_of_the_next_few_loses_what_was_withdrawn_and_nothing_else(
    store: Store, clock: Clock
) -> None:
    everything = [made(number) for number in range(1, 20)]
    simulator = IcalendarSimulator(everything[:10])
    with serving(simulator):
        read(store, clock, "icalendar", SITE + PATH)
        # A week later it shows the next ten; one of them has been withdrawn.
        clock.advance(days=7)
        simulator.events = [one for one in everything[7:] if one.key != "e09"][:10]

        report = read(store, clock, "icalendar", SITE + PATH)

    # What was over before yesterday is forgotten; e09 was withdrawn.
    kept = [one.rpartition("@")[0][:3] for one in ids(store)]
    assert report.complete
    assert report.counts.absent == 1
    assert kept == [f"e{number:02}" for number in range(6, 19) if number != 9]
