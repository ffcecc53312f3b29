"""Calendars that are down, lead astray or close: they are told and nothing known is lost."""

from datetime import timedelta
from pathlib import Path

import pytest

from hytedata.sandbox import Fault, Sandbox
from hytedata.sandbox.calendars.json_ld import JsonLdSimulator
from hytedata.sandbox.calendars.made_events import MadeEvent
from hytedata.sandbox.faults import FaultKind
from hytedata.sandbox.server import Server
from tests.e2e.calendars import ALL, NOW, Known, is_whole_and_once
from tests.e2e.events.support import ReadEvents, flat, times

OUTAGES: dict[FaultKind, str] = {
    "garbage": "it begins with",
    "reset": "no answer",
    "truncate": "broke",
    "hang": "no whole answer within",
}


@pytest.mark.parametrize(
    ("kind", "told", "attempt_s"),
    [
        ("status", "answered 503", 5.0),
        *(
            pytest.param(kind, told, 1.0 if kind == "hang" else 5.0, marks=pytest.mark.slow)
            for kind, told in OUTAGES.items()
        ),
    ],
)
def test_calendars_in_trouble_are_told_and_nothing_that_was_known_is_lost(
    read_events: ReadEvents,
    known: Known,
    sandbox: Sandbox,
    kind: FaultKind,
    told: str,
) -> None:
    before = known.occurrences()
    sandbox.controls.add_fault(Fault(kind, delay_s=3.0 if kind == "hang" else 0))

    down = read_events("--full")
    sandbox.controls.clear_faults()
    again = read_events("--full")

    assert (down.code, again.code) == (3, 0)
    assert flat(down.err).count("incomplete: ") == len(ALL)
    assert told in flat(down.err)
    assert "unforeseen" not in down.err
    assert known.occurrences() == before
    is_whole_and_once(known, sandbox)


def test_calendars_that_are_unplugged_are_told_and_what_is_known_is_shown(
    read_events: ReadEvents, known: Known, sandbox: Sandbox, config: Path
) -> None:
    before = known.occurrences()
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(sandbox.url, "http://127.0.0.1:1"), encoding="utf-8")

    down = read_events("--full")

    assert down.code == 3
    assert flat(down.err).count("it cannot be connected to") == len(ALL)
    assert "Tuolijumppa" in down.out
    assert known.occurrences() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("calendar", "trap", "told"),
    [
        ("seutu", "endless-next", "the list of events has no end"),
        ("yhdistykset", "endless-next", "round in a circle"),
        ("seutu", "foreign-next", "another host (muualla.test)"),
        ("yhdistykset", "foreign-next", "another host"),
        ("kylat", "endless-sitemaps", "sitemap"),
        ("seutu", "html", "web page"),
        ("yhdistykset", "html", "web page"),
        ("mallila", "html", "web page"),
        ("kylat", "html-sitemap", "sitemap"),
        ("mallila", "huge", "20 MiB"),
        ("mallila", "cut-off", "the feed ends before its calendar does"),
    ],
)
def test_a_calendar_that_leads_astray_is_left_with_a_reason_and_loses_nothing(
    read_events: ReadEvents, known: Known, sandbox: Sandbox, calendar: str, trap: str, told: str
) -> None:
    before = known.records(calendar)
    for number in range(120):
        start, end = times(NOW.date() + timedelta(days=number), "10:00-11:00")
        event = MadeEvent(f"lisa{number}", f"Lisä {number}", start, end)
        sandbox.controls.calendars.publish(calendar, event)
    sandbox.controls.calendars.set_traps(calendar, trap)

    astray = read_events("--full", "--calendar", calendar)

    assert astray.code == 3
    assert told in flat(astray.err)
    assert set(before) <= set(known.records(calendar))


def test_a_site_whose_robots_txt_fails_is_not_read_and_loses_nothing(
    read_events: ReadEvents, known: Known, sandbox: Sandbox, config: Path
) -> None:
    before = known.records("kylat")
    site = JsonLdSimulator("http://site.test", [])
    site.set_traps("robots-error")
    # Of a whole host: the sandbox's calendars stand below a path, and rules are a host's.
    with Server({"": site}) as server:
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace(f"{sandbox.url}/calendars/kylat", server.url))

        closed = read_events("--full", "--calendar", "kylat")

    assert closed.code == 3
    assert "without its rules nothing is read" in flat(closed.err)
    assert set(site.asked) == {"/robots.txt"}
    assert known.records("kylat") == before
