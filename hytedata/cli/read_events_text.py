"""What takes place as people read it: by day and time, where, and whether it is free."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hytedata.codes import find_municipality
from hytedata.export.occurrences.words import text_of
from hytedata.models.clock import HELSINKI
from hytedata.models.event import Event
from hytedata.models.occurrence import Occurrence
from hytedata.runs.events.group import GroupingReport
from hytedata.runs.events.last_reads import LastRead
from hytedata.runs.read import ReadReport

SHOWN: Final = 40
"""So many are shown; the rest is counted, and `--out` writes all."""

SHOWN_OPEN: Final = 10
"""So many of what is open for long."""

FEW: Final = 3
"""So many reasons and unusable records are shown of a calendar."""

WIDEST: Final = 110
"""Columns of text; wider is harder to read."""

_STATUS: Final = {"cancelled": "cancelled", "postponed": "postponed", "rescheduled": "new time"}


def print_reads(reports: Sequence[ReadReport], console: Console) -> None:
    """Print what came of reading each calendar, one line each, and what stands in the way."""
    for report in reports:
        (kind,) = report.kinds
        counts = kind.counts
        events = counts.new + counts.changed + counts.returned + counts.unchanged
        how = "in full" if kind.modes == ("full",) else "changes"
        how = how if report.complete else "incompletely"
        told = f"{report.source}: {events} event(s), {how}"
        named = {"new": counts.new, "changed": counts.changed, "gone": counts.absent}
        told += "".join(f", {count} {name}" for name, count in named.items() if count)
        console.print(f"{told}.", markup=False)
        for reason in kind.reasons[:FEW]:
            console.print(f"  incomplete: {reason}", markup=False, style="yellow")
        for one in kind.rejections[:FEW]:
            left_out = f"  left out: {one.name or one.ref.id}: {one.field}: {one.reason}"
            console.print(left_out, markup=False)
        for title, more in (("reasons", kind.reasons), ("left out", kind.rejections)):
            if len(more) > FEW:
                console.print(f"  … and {len(more) - FEW} more ({title}); --json tells all")


def print_last_reads(reads: Sequence[LastRead], console: Console) -> None:
    """Print how old is what the store has of each calendar."""
    for one in reads:
        if one.complete_at is None:
            told = "never read completely; read it with hytedata read events"
        else:
            told = f"read completely {_local(one.complete_at):%Y-%m-%d %H:%M}"
        console.print(f"{one.calendar}: {told}.", markup=False)
        for reason in one.reasons[:FEW]:
            console.print(f"  since then: {reason}", markup=False, style="yellow")


def print_doubles(grouping: GroupingReport, console: Console) -> None:
    """Print what several calendars have, and what is left to a person."""
    if grouping.groups:
        console.print(
            f"Doubles: {grouping.merged} records are {grouping.groups} event(s) of several "
            "calendars.",
            markup=False,
        )
    if grouping.possible:
        console.print(
            f"Doubles: {grouping.possible} pair(s) may be one event; decide with "
            "hytedata events doubles.",
            markup=False,
        )


def print_occurrences(
    found: Iterable[Occurrence],
    open_long: Iterable[Occurrence],
    first: date,
    last: date,
    console: Console,
) -> None:
    """Print the beginning of what takes place, and how much more there is.

    Args:
        found: What takes place from *first* to *last*, by time.
        open_long: What is open then, as exhibitions are; printed apart, so that it does not hide
            what happens.
        first: The first day.
        last: The last day.
        console: Where to.
    """
    span = _day(first) if first == last else f"{_day(first)} to {_day(last)}"
    is_any = _print_some(f"What takes place, {span}", found, first, SHOWN, console)
    is_any |= _print_some("Open for longer", open_long, first, SHOWN_OPEN, console)
    if not is_any:
        console.print(f"Nothing is known to take place, {span}.", markup=False)


def _print_some(
    title: str, found: Iterable[Occurrence], first: date, most: int, console: Console
) -> bool:
    """Print up to *most*, and count the rest; returns whether there is any."""
    occurrences = iter(found)
    shown = list(islice(occurrences, most))
    if not shown:
        return False
    console.print(title, style="bold", markup=False)
    for day, some in groupby(shown, lambda one: max(_local(one.starts_at).date(), first)):
        console.print(_day(day), style="cyan", markup=False)
        console.print(_table(some, min(console.width, WIDEST)))
    more = sum(1 for _ in occurrences)
    if more:
        console.print(f"… and {more} more; --out FILE writes all.", markup=False)
    return True


def _table(shown: Iterable[Occurrence], width: int) -> Table:
    """Return a day's rows; the columns of all days stand below each other."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1), width=width)
    table.add_column(no_wrap=True, width=14)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_column(no_wrap=True, width=9)
    for one in shown:
        table.add_row(
            f"  {_time(one)}", _name(one.event), Text(_where(one)), Text(_price(one.event))
        )
    return table


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(HELSINKI)


def _time(one: Occurrence) -> str:
    """Tell when on its day: the clock, or until which day it lasts."""
    start = _local(one.starts_at)
    end = _local(one.ends_at) if one.ends_at is not None else None
    # The end of a day is the midnight after it.
    last = (end - timedelta(microseconds=1)).date() if end is not None else start.date()
    if last > start.date() and (end is None or end - start > timedelta(hours=24)):
        return f"until {last.day} {last:%b}"
    if one.event.time.all_day:
        return "all day"
    return f"{start:%H:%M}–{end:%H:%M}" if end is not None and end > start else f"{start:%H:%M}"


def _name(event: Event) -> Text:
    told = Text(text_of(event.names) or "(no name)")
    if event.status in _STATUS:
        told.append(f" ({_STATUS[event.status]})", style="yellow")
    return told


def _where(one: Occurrence) -> str:
    """Tell the first places and the municipality, where these do not say it."""
    places = one.event.places
    names = [text_of(it.names) or text_of(it.street) or text_of(it.locality) for it in places]
    known = list(dict.fromkeys(name for name in names if name))
    found = find_municipality(one.municipality) if one.municipality else None
    town = found.municipality.name.fi if found else ""
    told = known[:2] + ([town] if town and town not in known else [])
    if one.event.online:
        told.append("online")
    return ", ".join(told) + (" …" if len(known) > 2 else "")


def _price(event: Event) -> str:
    if event.is_free == "yes":
        return "free"
    lowest = [one.lowest for one in event.prices if one.lowest is not None]
    return f"from {min(lowest):g} €" if lowest and event.is_free == "no" else ""
