"""What the pages on calendars say holds: blocks load, examples run, commands and links exist."""

import re
from functools import partial
from pathlib import Path

import httpx
import pytest
import respx

from hytedata.clients.calendars import events_calendar_client, icalendar_client, linked_events
from hytedata.clients.calendars.events_calendar_client import EventsCalendarClient
from hytedata.clients.calendars.icalendar_client import IcalendarClient
from hytedata.clients.calendars.linked_events import LinkedEventsClient
from hytedata.config import load_config
from hytedata.runs.events.probe import MOST_REQUESTS, NAMES
from hytedata.runs.events.probe.known import ASK, KNOWN
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.icalendar_feed import IcalendarSimulator
from hytedata.sandbox.calendars.linked_events import LinkedEventsSimulator
from hytedata.sandbox.http import SimRequest, Simulator
from tests.docs.commands import commands, unknown_options

DOCS = Path(__file__).resolve().parents[2] / "docs" / "calendars"
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md"))}
INDEX = PAGES["index.md"]
KINDS = ("linked-events", "events-calendar", "icalendar")
HELSINKI = "https://api.hel.fi/linkedevents/v1"
KUNTA = "https://www.kunta.example"
LETTERS = ("asking.md", "lahella.md", "reittis.md", "tapahtumien-kainuu.md")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGES[page], re.DOTALL)


@pytest.mark.parametrize("page", ["index", *KINDS])
def test_the_block_of_a_page_is_taken_by_the_configuration(page: str, tmp_path: Path) -> None:
    (block,) = blocks(f"{page}.md", "toml")
    file = tmp_path / "hytedata.toml"
    file.write_text(f'contact = "me@kunta.example"\n{block}', encoding="utf-8")

    (calendar,) = load_config(file, environ={}).calendar

    assert page in ("index", calendar.kind)


@pytest.mark.parametrize(
    ("kind", "url", "simulator"),
    [
        ("linked-events", HELSINKI, LinkedEventsSimulator(base=HELSINKI)),
        ("events-calendar", KUNTA, EventsCalendarSimulator(KUNTA)),
        ("icalendar", KUNTA, IcalendarSimulator()),
    ],
)
def test_the_example_of_each_kind_runs(
    kind: str,
    url: str,
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (code,) = blocks(f"{kind}.md", "python")
    _without_waiting(monkeypatch)

    with respx.mock() as router:
        router.get(url__startswith=url).mock(side_effect=partial(_answer, simulator, url))
        exec(compile(code, f"{kind}.md", "exec"), {})

    assert "2027-" in capsys.readouterr().out


@pytest.mark.parametrize("line", commands("\n".join(PAGES.values())))
def test_every_command_exists_with_its_options(line: str) -> None:
    assert unknown_options(line) == set()


@pytest.mark.parametrize("page", PAGES)
def test_links_between_the_pages_lead_somewhere(page: str) -> None:
    linked = set(re.findall(r"\]\(([a-z-]+\.md)\)", PAGES[page]))

    # Its page comes with the client of events in pages.
    assert linked - PAGES.keys() <= {"json-ld.md"}


def test_every_kind_is_listed() -> None:
    assert set(re.findall(r"^\| `([a-z][a-z-]+)` \|", INDEX, re.MULTILINE)) == set(NAMES)


def test_the_number_of_requests_is_the_one_that_counts() -> None:
    assert f"at most {MOST_REQUESTS} small things" in INDEX


def test_pages_that_the_probe_names_are_there() -> None:
    named = [one.page for one in KNOWN] + re.findall(r"docs/\S+\.md", " ".join(ASK))

    assert all((DOCS.parents[1] / page).is_file() for page in named)


@pytest.mark.parametrize("page", LETTERS)
def test_each_letter_asks_for_interface_licence_and_contact_in_both_languages(page: str) -> None:
    letters = {
        "Kirje": ("rajapinta", "lisenssillä", "yhteyttä"),
        "Brev": ("gränssnitt", "licens", "kontaktar"),
    }

    for heading, words in letters.items():
        letter = PAGES[page].split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
        assert all(word in letter for word in words)
        assert len(letter.split()) < 180  # short enough to be read


@pytest.mark.parametrize("page", LETTERS)
def test_no_address_of_a_person_or_office_is_invented(page: str) -> None:
    addresses = set(re.findall(r"[\w.+-]+@[\w-]+\.[\w.]+", PAGES[page]))

    assert addresses <= {"me@kunta.example"}


def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, client in (
        (linked_events, LinkedEventsClient),
        (events_calendar_client, EventsCalendarClient),
        (icalendar_client, IcalendarClient),
    ):
        monkeypatch.setattr(module, client.__name__, partial(client, sleep=lambda _: None))


def _answer(simulator: Simulator, url: str, request: httpx.Request) -> httpx.Response:
    path = str(request.url.copy_with(query=None)).removeprefix(url)
    made = simulator.handle(SimRequest("GET", path, tuple(request.url.params.multi_items())))
    return httpx.Response(made.status, content=made.body, headers=dict(made.headers))
