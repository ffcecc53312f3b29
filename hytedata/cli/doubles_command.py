"""`hytedata events doubles` and `events decide`: events that may be one, and a person's word."""

import os
from datetime import datetime
from pathlib import Path
from typing import cast

import click
from rich.console import Console
from rich.text import Text

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.organisations import user_name
from hytedata.cli.screen import print_json, progress, results, say
from hytedata.config import load_config
from hytedata.export.occurrences.words import joined, text_of
from hytedata.models.event import Event
from hytedata.models.event_decision import EventDecision, EventVerdict
from hytedata.runs.events.doubles import (
    Double,
    decide_double,
    decided_doubles,
    list_doubles,
)
from hytedata.runs.events.group import GroupingReport
from hytedata.runs.open_store import open_store

_SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  hytedata events doubles
  hytedata events decide 3f9a12bc same --note "same club, two calendars"
  hytedata events doubles --decided

\b
Exit codes: 0 listed · 4 usage or configuration"""
)
@config_option
@click.option("--decided", is_flag=True, help="List what was decided instead.")
@click.option("--all", "everything", is_flag=True, help=f"List all, not only {_SHOWN}.")
@json_option
def doubles(file: Path, decided: bool, everything: bool, as_json: bool) -> int:
    """List pairs of events that may be one event in two calendars.

    None of them is merged until somebody says so.
    """
    settings = load_config(file, environ=os.environ)
    with open_store(settings) as store:
        if decided:
            return _tell_decided(decided_doubles(store.catalogue), as_json=as_json)
        found = list_doubles(store.catalogue)
    if as_json:
        print_json({"doubles": [_document(one) for one in found]})
        return Exit.DONE
    if not found:
        say("No two events are left to decide on.")
        return Exit.DONE
    shown = found if everything else found[:_SHOWN]
    console = results()
    for one in shown:
        _print(one, console)
    if len(found) > len(shown):
        say(f"{len(found) - len(shown)} more: --all")
    say("Decide with: hytedata events decide CODE same|different")
    return Exit.DONE


@click.command(epilog="\b\nExit codes: 0 noted · 4 usage or configuration, or an unknown code")
@click.argument("code")
@click.argument("verdict", type=click.Choice(("same", "different")))
@config_option
@click.option("--who", help="Who decided; your user name where it is left out.")
@click.option("--note", default="", help="Why.")
@json_option
def decide(code: str, verdict: str, file: Path, who: str | None, note: str, as_json: bool) -> int:
    """Decide whether the pair CODE of `events doubles` is the same event.

    The decision holds for every occurrence of a series, and for what is read later. A later
    decision about the same pair takes its place.
    """
    settings = load_config(file, environ=os.environ)
    with open_store(settings) as store, progress() as tell:
        report = decide_double(
            settings,
            store.catalogue,
            code,
            cast("EventVerdict", verdict),
            who=(who or "").strip() or user_name(),
            note=note,
            tell=tell,
        )
    return _tell_grouping(code, verdict, report, as_json=as_json)


def _tell_grouping(code: str, verdict: str, report: GroupingReport, *, as_json: bool) -> int:
    if as_json:
        print_json({"code": code, "decision": verdict, **report.model_dump()})
    else:
        say(
            f"{code}: {verdict}. {report.groups} event(s) of several calendars, "
            f"{report.possible} pair(s) left to decide on."
        )
    return Exit.DONE


def _print(one: Double, console: Console) -> None:
    times = f", {one.pair.times} times" if one.pair.times > 1 else ""
    console.print(Text.assemble((one.code, "bold cyan"), f"  {one.pair.score:.0%}{times}"))
    for event in (one.left, one.right):
        console.print(Text.assemble("  ", (_name(event), "bold"), f"  [{event.source}]"))
        where = "; ".join(_places(event)) or "no place stated"
        console.print(Text(f"    {_start(event) or 'no time stated'} · {where}"))
    console.print(Text(f"  {'; '.join(one.pair.evidence)}", style="dim"))
    console.print()


def _tell_decided(decided: tuple[tuple[str, EventDecision], ...], *, as_json: bool) -> int:
    if as_json:
        rows = [
            {
                "code": code,
                "left": one.left.model_dump(),
                "right": one.right.model_dump(),
                "decision": one.decision,
                "who": one.who,
                "decided_at": one.decided_at.isoformat() if one.decided_at else None,
                "note": one.note,
            }
            for code, one in decided
        ]
        print_json({"decisions": rows})
        return Exit.DONE
    if not decided:
        say("Nothing was decided yet.")
    for code, one in decided:
        day = f"{one.decided_at:%Y-%m-%d}" if one.decided_at else ""
        sides = f"{one.left.source} {one.left.id} / {one.right.source} {one.right.id}"
        say(f"{code}  {one.decision}  {day} {one.who}  {sides}  {one.note}".rstrip())
    return Exit.DONE


def _document(one: Double) -> dict[str, object]:
    sides = ((one.left, one.pair.left_decided_by), (one.right, one.pair.right_decided_by))
    told = [
        {
            "source": event.source,
            "id": event.id,
            "decided_by": by.id,
            "names": dict(event.names),
            "start": _start(event) or None,
            "places": _places(event),
            "page_url": event.page_url,
        }
        for event, by in sides
    ]
    return {
        "code": one.code,
        "score": one.pair.score,
        "times": one.pair.times,
        "evidence": list(one.pair.evidence),
        "left": told[0],
        "right": told[1],
    }


def _name(event: Event) -> str:
    return text_of(event.names) or event.id


def _places(event: Event) -> list[str]:
    """Tell where an event takes place."""
    told = ((place.names, place.street, place.locality) for place in event.places)
    return [line for texts in told if (line := joined(map(text_of, texts), ", "))]


def _start(event: Event) -> str:
    """Tell when an event begins, by the clock of its own zone; "" where it states none."""
    start = event.time.start
    if start is None:
        return ""
    return f"{start:%Y-%m-%d %H:%M}" if isinstance(start, datetime) else f"{start:%Y-%m-%d}"
