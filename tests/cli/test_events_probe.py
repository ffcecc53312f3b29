"""`hytedata events probe`: what it prints, and what it exits with."""

import json
import tomllib
from pathlib import Path

import pytest

from hytedata.cli.app import run
from hytedata.sandbox import Sandbox, World
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.linked_events import LinkedEventsSimulator
from tests.runs.events.probe.site import Site
from tests.sandbox.calendars.mounted import NOW

PAGE = "<!DOCTYPE html><html>Kunta</html>"


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def calendar(*traps: str) -> Site:
    simulator = EventsCalendarSimulator()
    simulator.set_traps(*traps)
    return Site().wordpress(simulator)


def probe(site: Site, url: str = "kunta.test", *arguments: str) -> int:
    with site.serving():
        return run(
            ["events", "probe", url, "--contact", "me@kunta.example", "--pause-s", "0", *arguments]
        )


@pytest.mark.parametrize(
    ("site", "code"),
    [
        (calendar("venue-list"), 0),
        (Site().page("/", PAGE), 1),
        (Site().page("/robots.txt", "", 500), 2),
        (Site().moved("/", "https://muualla.test/"), 2),
        (calendar("off"), 3),
        (Site().page("/", PAGE).robots("User-agent: *\nDisallow: /v1"), 3),
    ],
)
def test_the_exit_code_says_what_it_comes_to(site: Site, code: int) -> None:
    assert probe(site) == code


def test_the_answer_stands_first_and_the_block_last(capsys: pytest.CaptureFixture[str]) -> None:
    probe(Site().mount("/v1", LinkedEventsSimulator(base="https://kunta.test/v1")))

    printed = capsys.readouterr().out
    order = ["Linked Events (linked-events), certain.", "Fields", "What was asked", "[[calendar]]"]
    places = [printed.index(told) for told in order]
    assert places == sorted(places)
    block = printed[printed.index("[[calendar]]") :]
    assert tomllib.loads(block)["calendar"][0]["url"] == "https://kunta.test/v1"


@pytest.mark.parametrize(
    "site",
    [
        Site().mount("/v1", LinkedEventsSimulator(base="https://kunta.test/v1", shape="espoo")),
        Site().page("/", PAGE),
        Site().moved("/", "https://muualla.test/"),
    ],
)
def test_it_is_readable_on_eighty_columns_and_without_colour(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    probe(site)

    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 80
    assert "\x1b" not in printed


def test_no_interface_is_an_answer_with_what_was_tried_and_whom_to_ask(
    capsys: pytest.CaptureFixture[str],
) -> None:
    probe(Site().page("/", PAGE))

    printed = capsys.readouterr().out
    assert "No machine-readable interface." in printed
    assert "/v1/event/?page_size=1" in printed
    assert "→ Ask the operator" in printed


def test_another_host_is_handed_to_the_person_as_a_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    probe(Site().moved("/", "https://muualla.test/tapahtumat"))

    assert "hytedata events probe https://muualla.test/tapahtumat" in capsys.readouterr().out


def test_markup_of_a_site_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    probe(Site().moved("/", "https://muualla.test/[bold]x"))

    assert "[bold]" in capsys.readouterr().out


def test_json_is_one_object_with_the_block(capsys: pytest.CaptureFixture[str]) -> None:
    code = probe(calendar("utc"), "kunta.test", "--json")

    document = json.loads(capsys.readouterr().out)
    assert code == 0
    assert document["verdict"] == "found"
    assert document["calendar"]["total"] == 8
    assert document["calendar"]["block"].startswith("[[calendar]]")
    assert {step["name"] for step in document["steps"]} >= {"robots.txt", "The Events Calendar"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("ftp://kunta.test",),
        ("kunta.test", "--contact", "nobody"),
        ("kunta.test", "--pause-s", "-1"),
        (),
    ],
)
def test_wrong_arguments_end_with_four(arguments: tuple[str, ...]) -> None:
    contact = ("--contact", "me@kunta.example") if "--contact" not in arguments else ()

    assert run(["events", "probe", *arguments, *contact]) == 4


def test_without_a_contact_the_configuration_is_needed(tmp_path: Path) -> None:
    assert run(["events", "probe", "kunta.test", "-c", str(tmp_path / "none.toml")]) == 4


def test_a_configuration_is_read_for_the_contact(tmp_path: Path) -> None:
    file = tmp_path / "hytedata.toml"
    file.write_text('contact = "me@kunta.example"\n')

    with calendar().serving():
        code = run(["events", "probe", "kunta.test", "-c", str(file), "--pause-s", "0"])

    assert code == 0


@pytest.mark.slow
def test_every_calendar_of_the_sandbox_that_can_be_found_from_its_address_is() -> None:
    usual = ("--contact", "me@kunta.example", "--pause-s", "0")
    with Sandbox(World(), now=lambda: NOW) as running:
        codes = {
            name: run(["events", "probe", running.calendar_url(name), *usual])
            for name in running.calendars
        }

    # The last is a site below a path: its sitemap does not stand where sitemaps stand.
    assert codes == {"seutu": 0, "yhdistykset": 0, "mallila": 0, "kylat": 3}


def test_a_long_address_and_the_count_of_requests_stay_within_the_screen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    probe(Site().page("/a-long-folder/and-a-page", PAGE), "kunta.test/a-long-folder/and-a-page")

    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "hytedata events probe  https://kunta.test/a-long-folder/and-a-page"
    assert any(line.startswith("What was asked  ") for line in lines)
