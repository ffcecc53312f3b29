"""Every mounted calendar, read by its client while people edit it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import httpx
import pytest

from hytedata.errors import InputError, SourceContractError
from hytedata.models.event import Event
from hytedata.sandbox import Sandbox, World
from hytedata.sandbox.calendars.desk import Calendars
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.json_ld import JsonLdSimulator
from hytedata.sandbox.calendars.linked_events_calendar import LinkedEventsCalendar
from tests.sandbox.calendars.mounted import NOW, Clients, found, shown
from tests.sandbox.facade.http_json import call

PAGED = ("seutu", "yhdistykset")
ALL = (*PAGED, "mallila", "kylat")


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox(World(), now=lambda: NOW) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.controls.calendars.fill()
    clubs = running.calendars["yhdistykset"]
    assert isinstance(clubs, EventsCalendarSimulator)
    clubs.page_limit = 5
    return running


@pytest.fixture(scope="module")
def clients(running: Sandbox) -> Iterator[Clients]:
    with Clients(running) as opened:
        yield opened


def before_page(sandbox: Sandbox, name: str, amid: Callable[[int], object]) -> None:
    calendar = sandbox.calendars[name]
    assert isinstance(calendar, EventsCalendarSimulator | LinkedEventsCalendar)
    calendar.before_page = amid


@pytest.mark.parametrize("name", ALL)
def test_the_walk_returns_exactly_what_is_published(
    sandbox: Sandbox, clients: Clients, name: str
) -> None:
    events = clients.read(name)

    assert found(events.items) == shown(sandbox, name)
    assert events.completeness.complete, events.completeness.reasons
    assert (events.rejections, events.drift) == ((), {})


EDITS: list[tuple[str, Callable[[Calendars, str], None]]] = [
    ("withdrawn", lambda do, name: do.withdraw(name, first_key(do, name))),
    ("added", lambda do, name: do.publish(name, replace(do.events(name)[0], key="uusi"))),
    ("edited", lambda do, name: do.edit(name, last_key(do, name), {"title": "Uusi nimi"})),
    ("jumping", lambda do, name: do.move(name, first_key(do, name), later(do, name))),
    ("cancelled", lambda do, name: do.cancel(name, first_key(do, name))),
]


def first_key(do: Calendars, name: str) -> str:
    """The event that stands first in lists by start."""
    return min(do.events(name), key=lambda event: event.start).key


def last_key(do: Calendars, name: str) -> str:
    """The event that stands last, which has not come when a walk has begun."""
    return max(do.events(name), key=lambda event: event.start).key


def later(do: Calendars, name: str) -> datetime:
    return max(event.start for event in do.events(name)) + timedelta(days=1)


@pytest.mark.parametrize("name", PAGED)
@pytest.mark.parametrize("edit", [edit for _, edit in EDITS], ids=[word for word, _ in EDITS])
def test_edits_amid_the_walk_leave_nothing_out_and_nothing_twice(
    sandbox: Sandbox, clients: Clients, name: str, edit: Callable[[Calendars, str], None]
) -> None:
    done: list[int] = []

    def amid(page: int) -> None:
        if page == 3 and not done:
            done.append(page)
            edit(sandbox.controls.calendars, name)

    before_page(sandbox, name, amid)

    events = clients.read(name)

    assert done
    assert found(events.items) == shown(sandbox, name)
    assert events.completeness.complete, events.completeness.reasons


@pytest.mark.parametrize("name", ["mallila", "kylat"])
@pytest.mark.parametrize("edit", [edit for _, edit in EDITS], ids=[word for word, _ in EDITS])
def test_a_feed_or_a_site_is_read_as_it_is_when_it_is_asked(
    sandbox: Sandbox, clients: Clients, edit: Callable[[Calendars, str], None], name: str
) -> None:
    clients.read(name)
    edit(sandbox.controls.calendars, name)

    events = clients.read(name)

    assert found(events.items) == shown(sandbox, name)


def test_pages_that_are_withdrawn_and_edited_amid_a_walk_are_read_as_they_are_then(
    sandbox: Sandbox, clients: Clients
) -> None:
    site, do = sandbox.calendars["kylat"], sandbox.controls.calendars
    assert isinstance(site, JsonLdSimulator)

    def amid(path: str) -> None:
        if path.endswith("kuntopiiri") and "kylapaiva" in {it.key for it in site.events}:
            do.withdraw("kylat", "kylapaiva")
            do.edit("kylat", "etaluento", {"title": "Uusi nimi"})

    site.before_page = amid

    events = clients.read("kylat")

    assert found(events.items) == shown(sandbox, "kylat")


@pytest.mark.parametrize("name", ALL)
def test_a_calendar_that_was_emptied_is_read_as_empty(
    sandbox: Sandbox, clients: Clients, name: str
) -> None:
    sandbox.controls.calendars.empty(name)

    events = clients.read(name)

    assert (events.items, events.completeness.complete) == ((), True)


def one(events: tuple[Event, ...], title: str) -> Event:
    return next(event for event in events if event.names["fi"].endswith(title))


@pytest.mark.parametrize("name", PAGED)
def test_what_is_cancelled_or_postponed_is_read_as_that(
    sandbox: Sandbox, clients: Clients, name: str
) -> None:
    sandbox.controls.calendars.cancel(name, "vesijumppa")

    events = clients.read(name).items

    assert one(events, "Vesijumppa").status == "cancelled"
    assert one(events, "Retki kosken rannalle").status == "postponed"


@pytest.mark.parametrize("name", ALL)
def test_online_events_have_no_place(sandbox: Sandbox, clients: Clients, name: str) -> None:
    online = [event for event in clients.read(name).items if "Mielen" in event.names["fi"]]

    assert all(event.places == () for event in online)
    assert bool(online) == (name != "yhdistykset")


def test_one_event_in_two_calendars_shares_its_origin(sandbox: Sandbox, clients: Clients) -> None:
    here, there = (one(clients.read(name).items, "konsertti") for name in PAGED)

    assert set(here.origin_ids) & set(there.origin_ids)
    assert here.time == there.time


def test_changes_tell_what_was_withdrawn_and_what_was_edited(
    sandbox: Sandbox, clients: Clients
) -> None:
    sandbox.controls.calendars.withdraw("seutu", "vesijumppa")
    sandbox.controls.calendars.edit("seutu", "hiihtokoulu", {"cost": "22 €"})

    since = NOW - timedelta(minutes=1)
    changes = clients.region.events.snapshot(changed_since=since, include_deleted=True).items

    assert {event.id: event.status for event in changes} == {
        "esim:vesijumppa": "deleted",
        "esim:hiihtokoulu": "scheduled",
    }


def test_an_umbrella_holds_single_events_and_a_series(clients: Clients) -> None:
    found = {it.id: it for it in clients.region.events.iter(include_series=True)}

    assert found["esim:hyvinvointiviikko"].series_role == "umbrella"
    assert found["esim:kavely"].series_id == "esim:hyvinvointiviikko"
    assert (found["esim:kuntopiiri"].series_role, found["esim:kavely-3"].series_role) == (
        "none",
        "occurrence",
    )


def test_places_of_the_region_are_read_beside_its_events(
    sandbox: Sandbox, clients: Clients
) -> None:
    places = {one.place.names.get("fi"): one for one in clients.region.places.iter()}

    assert places["Kajaani"].place.municipality == "205"
    assert places["Vuokatin maja"].place.locality == {"fi": "Vuokatti"}
    assert places["Haukiputaan kyläkirjasto"].place.position is None


def test_sites_tell_a_visitor_what_they_speak(sandbox: Sandbox) -> None:
    site = f"{sandbox.url}/calendars"

    namespaces = call(f"{site}/yhdistykset/wp-json/")[1]
    page = httpx.get(f"{site}/mallila/").text

    assert "tribe/events/v1" in str(namespaces)
    assert '<link rel="alternate" type="text/calendar"' in page


@pytest.mark.parametrize(
    ("name", "trap"),
    [
        *(("seutu", it) for it in ("restless", "as-turku", "as-tampere", "same-day-end")),
        *(("seutu", it) for it in ("cancelled-in-title", "all-rescheduled", "new-fields", "leaks")),
        *(("seutu", it) for it in ("clock-all-day", "swapped", "markup", "orphans", "gone-places")),
        *(("yhdistykset", it) for it in ("venue-list", "no-venue", "utc", "new-ids", "markup")),
        *(("mallila", it) for it in ("windows-zone", "floating", "moving-uid", "first-thirty")),
        ("mallila", "markup"),
        *(("kylat", it) for it in ("markup", "broken-json", "sitemap-index", "no-dates", "moved")),
    ],
)
def test_a_trap_costs_no_event(sandbox: Sandbox, clients: Clients, name: str, trap: str) -> None:
    sandbox.controls.calendars.set_traps(name, trap)

    events = clients.read(name, in_large_pages=True).items

    assert found(events) == shown(sandbox, name)
    told = "".join(event.model_dump_json() for event in events)
    assert "Maija" not in told
    assert "alert(" not in told


@pytest.mark.parametrize(
    ("name", "trap"), [("seutu", "off"), ("seutu", "html"), ("yhdistykset", "off")]
)
def test_a_calendar_that_is_off_is_refused(
    sandbox: Sandbox, clients: Clients, name: str, trap: str
) -> None:
    sandbox.controls.calendars.set_traps(name, trap)

    with pytest.raises(SourceContractError):
        clients.read(name)


def test_a_series_may_be_one_long_row(sandbox: Sandbox, clients: Clients) -> None:
    sandbox.controls.calendars.set_traps("seutu", "one-row")

    (walk,) = (it for it in clients.read("seutu").items if it.names["fi"] == "Kävelytreffit")

    assert isinstance(walk.time.start, datetime)
    assert isinstance(walk.time.end, datetime)
    assert (walk.time.end - walk.time.start).days == 49
    assert walk.series_role == "none"


def test_instances_of_a_feed_may_be_moved_and_cancelled(sandbox: Sandbox, clients: Clients) -> None:
    sandbox.controls.calendars.set_traps("mallila", "overrides")

    dances = [it for it in clients.read("mallila").items if it.names["fi"] == "Senioritanssit"]

    assert len(dances) == 6
    assert sum(it.time.start == dances[0].time.start for it in dances) == 1
    assert [it.status for it in dances].count("cancelled") == 1
    assert [bool(it.places) for it in dances].count(False) == 2


def test_a_mirror_shows_everything_twice_under_other_ids(
    sandbox: Sandbox, clients: Clients
) -> None:
    sandbox.controls.calendars.set_traps("seutu", "mirrored")

    events = clients.read("seutu").items

    assert found(events) == sorted(2 * shown(sandbox, "seutu"))
    assert len({event.id for event in events}) == len(events)


@pytest.mark.parametrize("trap", ["foreign-next", "as-espoo"])
def test_a_link_to_another_host_is_not_followed(
    sandbox: Sandbox, clients: Clients, trap: str
) -> None:
    sandbox.controls.calendars.set_traps("seutu", trap)

    with pytest.raises(SourceContractError, match="another host"):
        clients.read("seutu")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda do: do.events("olematon"),
        lambda do: do.withdraw("seutu", "olematon"),
        lambda do: do.edit("seutu", "vesijumppa", {"otsikko": "x"}),
        lambda do: do.edit("seutu", "vesijumppa", {"title": 5}),
        lambda do: do.edit("seutu", "vesijumppa", {"status": "kai"}),
        lambda do: do.edit("seutu", "vesijumppa", {"start": "huomenna"}),
        lambda do: do.edit("seutu", "vesijumppa", {"key": "toinen"}),
        lambda do: do.set_traps("mallila", "mirrored"),
    ],
)
def test_what_cannot_be_done_is_told(
    sandbox: Sandbox, wrong: Callable[[Calendars], object]
) -> None:
    with pytest.raises(InputError):
        wrong(sandbox.controls.calendars)


def test_reset_brings_events_back_and_lifts_traps(sandbox: Sandbox, clients: Clients) -> None:
    before = clients.read("seutu").items
    sandbox.controls.calendars.empty("seutu")
    sandbox.controls.calendars.set_traps("seutu", "html")

    sandbox.controls.reset()

    assert found(clients.read("seutu").items) == found(before)


def test_what_was_done_before_the_sandbox_runs_holds() -> None:
    waiting = Sandbox(World(), now=lambda: NOW)
    waiting.controls.calendars.withdraw("yhdistykset", "vesijumppa")
    waiting.controls.calendars.set_traps("yhdistykset", "venue-list")

    with waiting as running, Clients(running) as clients:
        events = clients.read("yhdistykset").items

    assert "Vesijumppa" not in {event.names["fi"] for event in events}
    assert len(one(events, "konsertti").places) == 2
