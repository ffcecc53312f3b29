"""The client of events in pages against a simulated site."""

import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import anyio
import pytest

from hytedata.clients.calendars import json_ld_read
from hytedata.clients.calendars.json_ld_client import AsyncJsonLdClient, JsonLdClient
from hytedata.clients.calendars.source import CalendarSource
from hytedata.connectors._http.budget import Budget
from hytedata.connectors.calendars.json_ld_page import WebPage
from hytedata.errors import InputError, SourceContractError, SourceUnavailable
from hytedata.models.common import Snapshot
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.json_ld import PageEvents, normalise_page
from hytedata.sandbox.calendars.json_ld import PAGES, JsonLdSimulator
from hytedata.sandbox.calendars.made_events import EVENTS
from tests.clients.calendars.simulated import SITE, SPRING, serving, source


def read(simulator: JsonLdSimulator, **changes: object) -> Snapshot[Event]:
    with (
        serving(simulator),
        JsonLdClient(source(**changes), sleep=lambda _: None) as client,  # type: ignore[arg-type]
    ):
        return client.events.between(*SPRING)


def trapped(*traps: str) -> JsonLdSimulator:
    simulator = JsonLdSimulator()
    simulator.set_traps(*traps)
    return simulator


def published(found: Snapshot[Event]) -> set[tuple[str, str]]:
    return {(it.names["fi"], str(it.time.start)) for it in found.items}


@pytest.fixture(scope="module")
def plain() -> set[tuple[str, str]]:
    """What a site without traps shows."""
    return published(read(JsonLdSimulator()))


def test_every_occurrence_of_every_page_is_read_with_whom_to_name() -> None:
    found = read(JsonLdSimulator())

    assert len(found.items) == 8
    assert found.completeness.complete
    assert (found.rejections, found.drift) == ((), {})
    assert {(it.licence, it.attribution) for it in found.items} == {("CC BY 4.0", "Keksitty kunta")}
    assert [it.id for it in found.items] == sorted(it.id for it in found.items)


def test_the_asynchronous_client_reads_the_same() -> None:
    async def run() -> Snapshot[Event]:
        async with AsyncJsonLdClient(source(), sleep=lambda _: None) as client:
            return await client.events.between(*SPRING)

    with serving(JsonLdSimulator()):
        found = anyio.run(run)

    assert found == read(JsonLdSimulator())


def test_series_come_only_where_they_are_asked_for() -> None:
    with serving(JsonLdSimulator()), JsonLdClient(source(), sleep=lambda _: None) as client:
        found = client.events.between(*SPRING, include_series=True)

    assert [it.names["fi"] for it in found.items if it.series_role == "series"] == ["Muistikahvila"]
    assert len(found.items) == 9


@pytest.mark.parametrize(
    "traps",
    [
        ("latin-1",),
        ("broken-json",),
        ("sitemap-index",),
        ("sitemap-index", "gzip"),
        ("duplicate-pages",),
        ("moved",),
        ("robots-moved",),
        ("no-dates",),
        ("crawl-delay",),
    ],
)
def test_a_trap_costs_none_of_the_events(
    traps: tuple[str, ...], plain: set[tuple[str, str]]
) -> None:
    found = read(trapped(*traps))

    assert published(found) == plain
    assert (found.completeness.complete, found.rejections) == (True, ())


@pytest.mark.parametrize(
    ("trap", "lost", "told"),
    [
        ("disallowed", 1, "robots.txt does not allow us to read 1 page(s)"),
        ("missing-page", 0, "/poistettu: it is not there (status 404)"),
        ("foreign-link", 0, "another host (https://muualla.test)"),
        ("huge-page", 1, "at most 5 MiB"),
        ("not-html", 1, "no web page"),
        ("no-sitemap", 0, "the site has no sitemap"),
        ("html-sitemap", 0, "the site has no sitemap"),
        ("doctype", 0, "the site has no sitemap"),
        ("endless-sitemaps", 8, "more than 3 deep"),
    ],
)
def test_what_could_not_be_read_stands_in_the_verdict_and_the_rest_is_read(
    trap: str, lost: int, told: str
) -> None:
    found = read(trapped(trap))

    assert len(found.items) == 8 - lost
    assert not found.completeness.complete
    assert told in " ".join(found.completeness.reasons)


def test_a_page_that_is_not_allowed_is_not_asked_for() -> None:
    simulator = trapped("disallowed")

    read(simulator)

    assert f"{PAGES}tuolijumppa" not in simulator.asked
    assert simulator.asked[0] == "/robots.txt"


def test_an_event_that_cannot_be_used_costs_only_itself() -> None:
    found = read(trapped("bad-date"))

    assert [it.field for it in found.rejections] == ["startDate"]
    assert (len(found.items), found.completeness.complete) == (7, True)


def test_events_of_another_vocabulary_are_none_of_ours() -> None:
    assert read(trapped("other-vocabulary")).items == ()


def test_a_site_whose_rules_cannot_be_had_is_not_read() -> None:
    simulator = trapped("robots-error")

    with pytest.raises(SourceUnavailable, match="without its rules nothing is read"):
        read(simulator)
    assert set(simulator.asked) == {"/robots.txt"}


def test_a_wait_that_the_site_asks_for_is_kept() -> None:
    naps: list[float] = []
    budget = Budget(at_once=1, per_second=1, sleep=naps.append, clock=lambda: 0.0)

    with serving(trapped("crawl-delay")), JsonLdClient(source(), budget=budget) as client:
        client.events.between(*SPRING)

    assert naps[:3] == [30.0, 60.0, 90.0]


def test_a_wait_that_no_read_comes_to_an_end_with_is_refused() -> None:
    with pytest.raises(SourceContractError, match="3600 s between requests"):
        read(trapped("endless-delay"))


def test_a_site_that_fails_again_and_again_is_left_in_peace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_ld_read, "MOST_OUTAGES", 3)
    simulator = trapped("server-errors")

    found = read(simulator)

    assert "failed 3 times in a row" in found.completeness.reasons[0]
    assert sum(path.startswith(PAGES) for path in simulator.asked) == 3


def test_only_pages_that_are_wanted_are_asked_for() -> None:
    simulator = JsonLdSimulator()

    found = read(simulator, pages=("/tapahtumat/t", "/*/luento"))

    assert {it.names["fi"] for it in found.items} == {
        "Tuolijumppa",
        "Talvirieha",
        "PERUTTU: Luento unesta",
    }
    assert f"{PAGES}muistikahvila" not in simulator.asked
    assert found.completeness.complete


def test_more_pages_than_are_to_be_read_are_cut_to_those_that_changed_last() -> None:
    simulator = JsonLdSimulator()
    simulator.modified["luento"] = "2027-01-16"

    found = read(simulator, most_pages=1)

    assert [it.names["fi"] for it in found.items] == ["PERUTTU: Luento unesta"]
    assert "only 1 of 4 pages" in found.completeness.reasons[0]


@pytest.mark.parametrize(
    ("since", "pages"),
    [(datetime(2027, 1, 10, tzinfo=UTC), 4), (datetime(2027, 2, 1, tzinfo=UTC), 1)],
)
def test_pages_that_state_no_change_are_not_asked_for(since: datetime, pages: int) -> None:
    simulator = JsonLdSimulator()
    simulator.modified["luento"] = "2027-02-02"

    with serving(simulator), JsonLdClient(source(), sleep=lambda _: None) as client:
        found = client.events.between(*SPRING, changed_since=since)

    assert sum(path.startswith(PAGES) for path in simulator.asked) == pages
    assert found.completeness.complete


def once_at(path: str, change: Callable[[], object]) -> Callable[[str], object]:
    """Do *change* when *path* is asked for, the first time."""
    left = [change]
    return lambda asked: left.pop()() if left and asked == path else None


def test_what_is_published_withdrawn_or_changed_during_the_walk_is_read_as_it_is_then() -> None:
    simulator = JsonLdSimulator()

    def edit() -> None:
        by_key = {event.key: event for event in simulator.events}
        new = replace(EVENTS[0], key="uusi", title="Uusi")
        moved = replace(by_key["tuolijumppa"], title="Tuolijumppa 2")
        simulator.events = [moved, by_key["muistikahvila"], by_key["luento"], new]
        simulator.modified["tuolijumppa"] = "2027-01-20T10:00:00+02:00"

    # The first of them has been read by then.
    simulator.before_page = once_at(f"{PAGES}luento", edit)

    found = read(simulator)

    names = {it.names["fi"] for it in found.items}
    assert names == {"Tuolijumppa 2", "Muistikahvila", "PERUTTU: Luento unesta", "Uusi"}
    assert found.completeness.complete


def test_a_list_that_never_comes_to_rest_is_incomplete() -> None:
    simulator = JsonLdSimulator()
    days = iter(range(10, 100))

    def edit(_: str) -> None:
        simulator.modified["luento"] = f"2027-02-02T10:{next(days):02}:00Z"

    simulator.before_page = edit

    found = read(simulator, pages=("/tapahtumat/luento",))

    assert found.completeness.reasons == ("the list of pages changed while it was read",)


def test_a_site_that_shows_no_events_is_empty_and_complete() -> None:
    found = read(JsonLdSimulator(events=[]))

    assert (found.items, found.completeness.complete) == ((), True)


def test_a_page_is_let_go_before_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[weakref.ref[WebPage]] = []
    held: list[int] = []

    def noting(page: WebPage, facts: CalendarFacts, window: Window) -> PageEvents:
        held.append(sum(it() is not None for it in pages))
        pages.append(weakref.ref(page))
        return normalise_page(page, facts, window)

    monkeypatch.setattr(json_ld_read, "normalise_page", noting)

    read(JsonLdSimulator())

    assert held == [0, 0, 0, 0]


def test_a_wrong_argument_is_refused_before_anything_is_asked() -> None:
    simulator = JsonLdSimulator()
    naive = datetime(2027, 1, 1)  # noqa: DTZ001 - that is what is wrong

    with serving(simulator), JsonLdClient(source()) as client:
        with pytest.raises(InputError, match="zone"):
            client.events.between(*SPRING, changed_since=naive)
        with pytest.raises(InputError, match="window"):
            client.events.between(date(2027, 2, 1), date(2027, 2, 1))

    assert simulator.asked == []


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"sitemap": "/sitemap.xml"}, "no web address"),
        ({"pages": ("tapahtumat/",)}, "no path"),
        ({"most_pages": 0}, "not 1 or more"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(setting: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        CalendarSource("kunta", SITE, "a@b.fi", **setting)  # type: ignore[arg-type]


def test_a_sitemap_that_was_named_and_is_none_is_an_error() -> None:
    with pytest.raises(SourceContractError, match="not there"):
        read(trapped("no-sitemap"), sitemap=f"{SITE}/sitemap.xml")


def test_other_hosts_of_the_calendar_have_rules_of_their_own(
    plain: set[tuple[str, str]],
) -> None:
    simulator = trapped("foreign-link")

    with serving(simulator) as router:
        router.get("https://muualla.test/robots.txt").respond(503)
        with JsonLdClient(source(allowed_hosts=("muualla.test",)), sleep=lambda _: None) as client:
            found = client.events.between(*SPRING)

    assert published(found) == plain
    assert "https://muualla.test/robots.txt" in found.completeness.reasons[0]
