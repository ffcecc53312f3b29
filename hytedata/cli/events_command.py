"""`hytedata events`: finding out about event calendars."""

import os
from pathlib import Path

import click

from hytedata.cli.doubles_command import decide, doubles
from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option, without_file
from hytedata.cli.screen import print_json, progress, results
from hytedata.config import load_config
from hytedata.normalise.calendars.needed import ICALENDAR, PAGES, require_libraries

EXITS = {
    "found": Exit.DONE,
    "partly": Exit.INCOMPLETE,
    "unclear": Exit.INCOMPLETE,
    "nothing": Exit.FINDINGS,
    "failed": Exit.FAILED,
}
"""Verdict → exit code: 0 a calendar that can be read, 1 no machine-readable interface, 2 the site
could not be asked, 3 found but not to be read as it is, or not everything could be looked at."""


@click.group()
def events() -> None:
    """Find out about event calendars."""


@events.command(
    epilog="""\b
Examples:
  hytedata events probe www.tapahtumienkainuu.fi --contact me@kunta.example
  hytedata events probe https://api.hel.fi/linkedevents/v1
  hytedata events probe "https://kunta.example/tapahtumat/?ical=1" --json

\b
Exit codes: 0 found · 1 no machine-readable interface · 2 the site could not
be asked · 3 found, but not readable as it is, or not all could be looked at"""
)
@click.argument("url")
@config_option
@click.option("--contact", metavar="EMAIL", help="Read no configuration: yours, for User-Agents.")
@click.option(
    "--pause-s",
    type=click.FloatRange(0),
    default=1.0,
    show_default=True,
    help="Between two reads.",
)
@json_option
def probe(url: str, file: Path, contact: str | None, pause_s: float, as_json: bool) -> int:
    """Find out what the calendar at URL speaks, and print its [[calendar]] block.

    Reads at most 14 small things of one host, one after the other, robots.txt first; what that
    disallows is not read. Nothing is followed to another host.
    """
    require_libraries(*ICALENDAR, *PAGES)
    # Late: they need the extra `calendars`, which the command itself does not.
    from hytedata.cli.events_text import print_probe
    from hytedata.runs.events.probe import document_of
    from hytedata.runs.events.probe import probe as look

    config = without_file(contact) if contact else load_config(file, environ=os.environ)
    with progress() as tell:
        report = look(
            url,
            contact=config.contact,
            per_second=1 / pause_s if pause_s else 0,
            proxy=config.proxy,
            ca_bundle=config.ca_bundle,
            tell=tell,
        )
    if as_json:
        print_json(document_of(report))
    else:
        print_probe(report, results())
    return EXITS[report.verdict]


events.add_command(doubles)
events.add_command(decide)
