"""The block that a probe prints is taken by the configuration, and opens the calendar."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from hytedata.config import Config, load_config
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.runs.events import open as opening
from hytedata.runs.events.batches import EventBatch, EventsEnd
from hytedata.runs.events.probe import FoundCalendar, Kind, Licence, ProbeReport, block_of
from hytedata.runs.events.probe.block import name_of
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.icalendar_feed import PATH, IcalendarSimulator
from hytedata.sandbox.calendars.json_ld import JsonLdSimulator
from hytedata.sandbox.calendars.linked_events import LinkedEventsSimulator
from tests.runs.events.probe.site import Site, look

WORDPRESS = '<!DOCTYPE html><html><link href="/wp-content/a.css"></html>'
YEAR = Window(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))


def linked_events(path: str, **options: str) -> Site:
    base = f"https://kunta.test{path}"
    return Site().mount(path, LinkedEventsSimulator(base=base, **options))  # type: ignore[arg-type]


def events_calendar(folder: str = "", *, pretty: bool = True) -> Site:
    simulator = EventsCalendarSimulator(f"https://kunta.test{folder}")
    return Site().wordpress(simulator, folder, pretty=pretty).page(folder or "/", WORDPRESS)


def configured(report: ProbeReport, folder: Path) -> Config:
    assert report.calendar is not None
    file = folder / "hytedata.toml"
    file.write_text('contact = "data@example.fi"\n\n' + block_of(report.calendar))
    return load_config(file, environ={})


@pytest.mark.parametrize(
    ("site", "given"),
    [
        (linked_events("/linkedevents/v1"), "https://kunta.test/linkedevents"),
        (linked_events("/api/v2"), "https://kunta.test/api"),
        (linked_events("/v1", shape="espoo"), "kunta.test"),
        (linked_events("/v1", shape="tampere"), "kunta.test"),
        (events_calendar(), "kunta.test"),
        (events_calendar("/sivut"), "https://kunta.test/sivut"),
        (events_calendar(pretty=False), "kunta.test"),
        (Site().mount("", IcalendarSimulator()), f"webcal://kunta.test{PATH}"),
        (Site().mount("", JsonLdSimulator()), "kunta.test"),
    ],
)
def test_the_printed_block_opens_the_calendar(site: Site, given: str, tmp_path: Path) -> None:
    report = look(site, given)

    config = configured(report, tmp_path)
    (calendar,) = config.calendar
    hasty = calendar.model_copy(update={"per_second": 0})
    with site.serving(), opening.open_calendar(config, hasty) as reader:
        *batches, end = reader.read(YEAR)

    assert isinstance(end, EventsEnd)
    assert end.completeness.complete
    events = [one for batch in batches if isinstance(batch, EventBatch) for one in batch.events]
    assert events
    assert all(isinstance(one, Event) for one in events)


def test_the_block_says_what_a_person_must_fill_in() -> None:
    assert "# FILL IN: under which licence" in block_of(found(licence=Licence()))
    assumed = block_of(found(licence=Licence("CC BY 4.0", "a rule", "C")))
    assert "# FILL IN: assumed" in assumed
    stated = block_of(found(licence=Licence("CC BY 4.0", "the page names it", "B")))
    assert "# The page names it." in stated
    assert stated.count("FILL IN") == 1  # whom to name


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("odd", ['"', "\\", "'", "#", "\n", "ä", '"""', "]"])
def test_whatever_a_site_says_the_block_stays_one_table_of_toml(kind: Kind, odd: str) -> None:
    strange = found(
        kind=kind,
        url=f"https://kunta.test/{odd}",
        licence=Licence(f"a{odd}b", "a rule", "C"),
        next_hosts=(odd,),
        settings={"pages": (f"/{odd}/",), "sitemap": (odd,)},
    )

    (table,) = tomllib.loads(block_of(strange))["calendar"]

    assert table["url"] == f"https://kunta.test/{odd}"
    assert table["licence"] == f"a{odd}b"


def test_no_line_of_the_block_is_wider_than_a_terminal() -> None:
    block = block_of(found(next_hosts=("a.test",), settings={"pages": ("/a/",)}))

    assert max(map(len, block.splitlines())) <= 80


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.tapahtumienkainuu.fi", "tapahtumienkainuu"),
        ("https://api.hel.fi/linkedevents/v1", "hel"),
        ("https://tapahtumat.kajaani.fi/x", "kajaani"),
        ("http://127.0.0.1:8765/v1", "calendar"),
        ("http://localhost:8765/v1", "calendar"),
        ("https://www.lipas.fi", "lipas-calendar"),
    ],
)
def test_a_calendar_is_called_after_its_host(url: str, name: str) -> None:
    assert name_of(url) == name


def found(**changes: object) -> FoundCalendar:
    settings: dict[str, object] = {
        "kind": "linked-events",
        "url": "https://kunta.test/v1",
        "certainty": "certain",
        "reasons": (),
    }
    return FoundCalendar(**(settings | changes))  # type: ignore[arg-type]
