"""`hytedata read events`: calendars into the store, and from there to the screen or a file."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

import click

from hytedata.cli.asked_events import AskedEvents, asked_places
from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.read_events_text import (
    print_doubles,
    print_last_reads,
    print_occurrences,
    print_reads,
)
from hytedata.cli.read_options import (
    around_options,
    descriptor_option,
    file_options,
    full_option,
    place_options,
)
from hytedata.cli.read_text import print_places
from hytedata.cli.screen import notes, print_json, progress, results
from hytedata.config import Config, load_config
from hytedata.export.occurrences import OccurrenceFormat, write_occurrences
from hytedata.models.classification import ThemeSlug
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.normalise.calendars.needed import require_libraries
from hytedata.runs.events.chosen import choose_calendars
from hytedata.runs.events.derive import DerivedReport, derive_events
from hytedata.runs.events.last_reads import LastRead, last_reads
from hytedata.runs.events.read import read_events
from hytedata.runs.open_store import open_store
from hytedata.runs.read import ReadReport
from hytedata.store import Store
from hytedata.store.catalogue import EventSelection


@click.command(
    "events",
    epilog="""\b
Examples:
  hytedata read events
  hytedata read events --near Kajaani,20000 --theme exercise --free
  hytedata read events --from today --to +30d --county Kainuu --out events.ics
  hytedata read events --no-read --from 2026-12-24 --to 2026-12-26 --include-cancelled

\b
Exit codes:
  0  all calendars were read
  2  failed
  3  a calendar was read incompletely: what came is kept, nothing became absent
  4  usage or configuration""",
)
@config_option
@click.option(
    "--calendar",
    "calendars",
    multiple=True,
    metavar="NAME",
    help="Only this calendar of the configuration; may be given several times.",
)
@click.option(
    "--from",
    "first",
    default="today",
    show_default=True,
    metavar="DAY",
    help="First day: a date, today, tomorrow or +7d.",
)
@click.option(
    "--to", "last", default="+7d", show_default=True, metavar="DAY", help="Last day, inclusive."
)
@place_options(
    municipality="Only what takes place in this municipality (205, Kajaani).",
    county="Only in this wellbeing services county (20, Kainuu).",
    region="Only in this region (18).",
)
@click.option(
    "--include-online",
    is_flag=True,
    help="With a place: also what is only online, and whose publisher serves it.",
)
@around_options(
    within="Only within the areas of this file.",
    near="Only so near to a point (WGS 84), or to the centre of a municipality: Kajaani,20000.",
)
@click.option(
    "--theme",
    "themes",
    multiple=True,
    type=click.Choice(get_args(ThemeSlug)),
    metavar="SLUG",
    help="Only of this hyte theme; may be given several times.",
)
@click.option(
    "--include-vague",
    is_flag=True,
    help="With --near and --within: also what is known by its municipality alone.",
)
@click.option("--free", is_flag=True, help="Only what is known to be free.")
@click.option("--include-possible", is_flag=True, help="With --theme: also on a single weak sign.")
@click.option("--include-cancelled", is_flag=True, help="Also what was cancelled or postponed.")
@full_option
@click.option("--no-read", is_flag=True, help="Ask nobody: show what the store has.")
@file_options(out="Write the events to a file.", formats=get_args(OccurrenceFormat))
@descriptor_option
@json_option
def events(
    file: Path,
    calendars: tuple[str, ...],
    first: str,
    last: str,
    municipalities: tuple[str, ...],
    counties: tuple[str, ...],
    regions: tuple[str, ...],
    include_online: bool,
    within: Path | None,
    near: str | None,
    themes: tuple[str, ...],
    include_vague: bool,
    free: bool,
    include_possible: bool,
    include_cancelled: bool,
    full: bool,
    no_read: bool,
    out: Path | None,
    form: str | None,
    descriptor: bool,
    as_json: bool,
) -> int:
    """Read the calendars of the configuration, and show or write what takes place.

    Calendars are read whole, whatever is asked for; places, themes and the rest say what of it is
    shown. What several calendars have is shown once.
    """
    settings = load_config(file, environ=os.environ)
    if calendars or not no_read:
        choose_calendars(settings, calendars or None)
    if not no_read:
        require_libraries()
    selection: EventSelection = {
        "include_online": include_online,
        "include_whole_towns": include_vague,
        "include_possible_themes": include_possible,
        "include_cancelled": include_cancelled,
        "is_free": "yes" if free else None,
        "theme": cast("tuple[ThemeSlug, ...]", themes) or None,
        "source": calendars or None,
    }
    selection |= asked_places(municipalities, counties, regions, within, near)
    today = day_in_finland(utc_now())
    asked = AskedEvents.of(
        first, last, selection, today=today, out=out, form=form, descriptor=descriptor
    )
    return _run(settings, asked, calendars, no_read=no_read, full=full, as_json=as_json)


def _run(
    settings: Config,
    asked: AskedEvents,
    calendars: Sequence[str],
    *,
    no_read: bool,
    full: bool,
    as_json: bool,
) -> int:
    """Read, or tell how old the store is, and show or write what is asked for."""
    reports: tuple[ReadReport, ...] = ()
    derived: DerivedReport | None = None
    stand: tuple[LastRead, ...] = ()
    with open_store(settings) as store:
        if no_read:
            names = calendars or [one.name for one in settings.calendar]
            stand = last_reads(store.catalogue, names)
            print_last_reads(stand, notes())
        else:
            reports, derived = _read(settings, store, asked, calendars, full=full)
        written = _write(store, asked)
        vague = asked.count_vague(store)
        if as_json:
            print_json(_document(store, asked, reports, derived, stand, written, vague))
        elif written is None:
            _show(store, asked)
    if vague:
        told = f"{vague} more may be there: only the municipality is known; --include-vague."
        notes().print(told, markup=False)
    if written is not None:
        notes().print(f"{written} occurrence(s) written to {asked.out}.", markup=False)
    is_whole = all(one.complete for one in reports) and all(one.complete_at for one in stand)
    return Exit.DONE if is_whole else Exit.INCOMPLETE


def _read(
    settings: Config, store: Store, asked: AskedEvents, calendars: Sequence[str], *, full: bool
) -> tuple[tuple[ReadReport, ...], DerivedReport]:
    """Read calendars, all where none is named, and tell what came of it."""
    with progress() as tell:
        reports = read_events(
            settings,
            store,
            tell,
            calendars=calendars or None,
            start=asked.first,
            end=asked.after,
            full=full,
        )
        derived = derive_events(settings, store.catalogue, tell)
    print_reads(reports, notes())
    print_places(derived.places, notes())
    print_doubles(derived.grouping, notes())
    return reports, derived


def _show(store: Store, asked: AskedEvents) -> None:
    print_occurrences(
        asked.found(store, long_running=False),
        asked.found(store, long_running=True),
        asked.first,
        asked.last,
        results(),
    )


def _write(store: Store, asked: AskedEvents) -> int | None:
    if asked.out is None:
        return None
    return write_occurrences(asked.out, asked.form, asked.found(store), descriptor=asked.descriptor)


def _document(
    store: Store,
    asked: AskedEvents,
    reports: Sequence[ReadReport],
    derived: DerivedReport | None,
    stand: Sequence[LastRead],
    written: int | None,
    vague: int,
) -> dict[str, object]:
    document: dict[str, object] = {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "complete": all(one.complete for one in reports) and all(it.complete_at for it in stand),
        "last_reads": [one.model_dump(mode="json") for one in stand],
        "calendars": [{**one.model_dump(mode="json"), "complete": one.complete} for one in reports],
        "derived": derived.model_dump(mode="json") if derived else None,
        "vague": vague,
        "out": None,
    }
    if written is None:
        document["occurrences"] = [one.model_dump(mode="json") for one in asked.found(store)]
    else:
        document["out"] = {"file": str(asked.out), "format": asked.form, "occurrences": written}
    return document
