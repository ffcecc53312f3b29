"""`hytedata read events`: calendars into the store, and from there to the screen or a file."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, cast, get_args

import click

from hytedata.cli.days import day_of
from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.read_events_text import print_doubles, print_occurrences, print_reads
from hytedata.cli.read_export import areas_of, circle_of
from hytedata.cli.read_text import print_places
from hytedata.cli.screen import notes, print_json, progress, results
from hytedata.config import Config, load_config
from hytedata.errors import InputError
from hytedata.export.occurrences import OccurrenceFormat, write_occurrences
from hytedata.models.classification import ThemeSlug
from hytedata.models.clock import day_in_finland
from hytedata.models.occurrence import Occurrence
from hytedata.places.named_area import NamedArea
from hytedata.places.surroundings import Surroundings
from hytedata.runs.events.derive import DerivedReport, derive_events
from hytedata.runs.events.read import choose, read_events
from hytedata.runs.open_store import open_store, utc_now
from hytedata.runs.read import ReadReport
from hytedata.store import Store
from hytedata.store.catalogue import EventSelection

_BY_SUFFIX: Final[dict[str, OccurrenceFormat]] = {".csv": "csv", ".ics": "ical"}


@dataclass(frozen=True)
class _Asked:
    """What is asked for.

    Attributes:
        first: The first day.
        last: The last day, which is in it.
        selection: Which occurrences of these days.
        out: File to write them to; None for the screen.
        form: How the file is written.
    """

    first: date
    last: date
    selection: EventSelection
    out: Path | None = None
    form: OccurrenceFormat = "ndjson"

    @property
    def after(self) -> date:
        """The day after the last."""
        return self.last + timedelta(days=1)

    def vague(self, store: Store) -> int:
        """Count what may be there too: what is known by its municipality alone."""
        if not self.selection.get("within") or self.selection.get("include_whole_towns"):
            return 0
        events = store.catalogue.events
        more: EventSelection = {**self.selection, "include_whole_towns": True}
        return events.count(self.first, self.after, **more) - events.count(
            self.first, self.after, **self.selection
        )

    def found(self, store: Store, *, long_running: bool | None = None) -> Iterator[Occurrence]:
        """Yield what is asked for; only what lasts for long, or only the rest, or all."""
        selection: EventSelection = {**self.selection, "long_running": long_running}
        return store.catalogue.events.between(self.first, self.after, **selection)


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
@click.option(
    "-m",
    "--municipality",
    "municipalities",
    multiple=True,
    metavar="PLACE",
    help="Only what takes place in this municipality (205, Kajaani).",
)
@click.option(
    "--county",
    "counties",
    multiple=True,
    metavar="PLACE",
    help="Only in this wellbeing services county (20, Kainuu).",
)
@click.option(
    "--region", "regions", multiple=True, metavar="PLACE", help="Only in this region (18)."
)
@click.option(
    "--include-online",
    is_flag=True,
    help="With a place: also what is only online, and whose publisher serves it.",
)
@click.option(
    "--near",
    metavar="LON,LAT,METRES",
    help="Only so near to a point (WGS 84), or to the centre of a municipality: Kajaani,20000.",
)
@click.option(
    "--within", type=click.Path(path_type=Path), help="Only within the areas of this file."
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
@click.option("--full", is_flag=True, help="Read in full, even if that is not due.")
@click.option("--no-read", is_flag=True, help="Ask nobody: show what the store has.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the events to a file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(OccurrenceFormat)),
    help="How --out is written; without it, its ending says so, else ndjson.",
)
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
    near: str | None,
    within: Path | None,
    themes: tuple[str, ...],
    include_vague: bool,
    free: bool,
    include_possible: bool,
    include_cancelled: bool,
    full: bool,
    no_read: bool,
    out: Path | None,
    form: str | None,
    as_json: bool,
) -> int:
    """Read the calendars of the configuration, and show or write what takes place.

    Calendars are read whole, whatever is asked for; places, themes and the rest say what of it is
    shown. What several calendars have is shown once.
    """
    settings = load_config(file, environ=os.environ)
    if calendars or not no_read:
        choose(settings, calendars or None)
    selection: EventSelection = {
        "include_online": include_online,
        "include_whole_towns": include_vague,
        "include_possible_themes": include_possible,
        "include_cancelled": include_cancelled,
        "is_free": "yes" if free else None,
        "theme": cast("tuple[ThemeSlug, ...]", themes) or None,
        "source": calendars or None,
    }
    selection |= _places(municipalities, counties, regions, near, within)
    today = day_in_finland(utc_now())
    asked = _asked(
        day_of("--from", first, today), day_of("--to", last, today), selection, out, form
    )
    return _run(settings, asked, None if no_read else calendars, full=full, as_json=as_json)


def _places(
    municipalities: Sequence[str],
    counties: Sequence[str],
    regions: Sequence[str],
    near: str | None,
    within: Path | None,
) -> EventSelection:
    # Checked here: before anything is read.
    NamedArea.of(tuple(municipalities) or None, tuple(counties) or None, tuple(regions) or None)
    around = areas_of(within) if within is not None else None
    if near is not None:
        around = Surroundings.of(around, circle_of(near))
    return {
        "municipality": tuple(municipalities) or None,
        "county": tuple(counties) or None,
        "region": tuple(regions) or None,
        "within": around,
    }


def _asked(
    first: date, last: date, selection: EventSelection, out: Path | None, form: str | None
) -> _Asked:
    if last < first:
        raise InputError(f"--to {last} is before --from {first}")
    if out is None:
        if form is not None:
            raise InputError(f"--format {form}: name the file that it is for with --out")
        return _Asked(first, last, selection)
    if out.is_dir():
        raise InputError(f"--out {out}: this is a folder; name a file in it")
    chosen = (
        cast("OccurrenceFormat", form) if form else _BY_SUFFIX.get(out.suffix.lower(), "ndjson")
    )
    return _Asked(first, last, selection, out, chosen)


def _run(
    settings: Config, asked: _Asked, calendars: Sequence[str] | None, *, full: bool, as_json: bool
) -> int:
    """Read, unless *calendars* is None, and show or write what is asked for."""
    reports: tuple[ReadReport, ...] = ()
    derived: DerivedReport | None = None
    with open_store(settings) as store:
        if calendars is not None:
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
        written = _write(store, asked)
        vague = asked.vague(store)
        if as_json:
            print_json(_document(store, asked, reports, derived, written, vague))
        elif written is None:
            print_occurrences(
                asked.found(store, long_running=False),
                asked.found(store, long_running=True),
                asked.first,
                asked.last,
                results(),
            )
    if vague:
        notes().print(
            f"{vague} more may be there: only the municipality is known; --include-vague.",
            markup=False,
        )
    if written is not None:
        notes().print(f"{written} occurrence(s) written to {asked.out}.", markup=False)
    return Exit.DONE if all(one.complete for one in reports) else Exit.INCOMPLETE


def _write(store: Store, asked: _Asked) -> int | None:
    if asked.out is None:
        return None
    return write_occurrences(asked.out, asked.form, asked.found(store))


def _document(
    store: Store,
    asked: _Asked,
    reports: Sequence[ReadReport],
    derived: DerivedReport | None,
    written: int | None,
    vague: int,
) -> dict[str, object]:
    document: dict[str, object] = {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "complete": all(one.complete for one in reports),
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
