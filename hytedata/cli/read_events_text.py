"""What takes place as people read it: by day and time, where, and whether it is free."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hytedata.codes import find_municipality
from hytedata.models.common import LocalizedText
from hytedata.models.event import Event
from hytedata.models.occurrence import Occurrence
from hytedata.runs.read import ReadReport

SHOWN: Final = 40
"""So many are shown; the rest is counted, and `--out` writes all."""

SHOWN_OPEN: Final = 10
"""So many of what is open for long."""

FEW: Final = 3
"""So many reasons and unusable records are shown of a calendar."""

_HELSINKI: Final = ZoneInfo("Europe/Helsinki")
_STATUS: Final = {"cancelled": "cancelled", "postponed": "postponed", "rescheduled": "new time"}


def print_reads(reports: Sequence[ReadReport], console: Console) -> None:
    """Print what came of reading each calendar, one line each, and what stands in the way."""
    for report in reports:
        (kind,) = report.kinds
        counts = kind.counts
        events = counts.new + counts.changed + counts.returned + counts.unchanged
        how = "in full" if kind.modes == ("full",) else "changes"
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
    console.print(_table(shown, first))
    more = sum(1 for _ in occurrences)
    if more:
        console.print(f"… and {more} more; --out FILE writes all.", markup=False)
    return True


def _table(shown: Sequence[Occurrence], first: date) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="bold")
    table.add_column("day", no_wrap=True, style="bold")
    table.add_column("time", no_wrap=True)
    table.add_column("what", ratio=3, overflow="fold")
    table.add_column("where", ratio=2, overflow="fold")
    table.add_column("municipality", overflow="fold")
    table.add_column("price", overflow="fold")
    before: date | None = None
    for one in shown:
        # What began earlier is going on when the span begins.
        day = max(_local(one.starts_at).date(), first)
        table.add_row(
            "" if day == before else _day(day),
            _time(one),
            _name(one.event),
            Text(_where(one.event)),
            Text(_municipality(one)),
            Text(_price(one.event)),
        )
        before = day
    return table


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(_HELSINKI)


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
    told = Text(_text(event.names) or "(no name)")
    if event.status in _STATUS:
        told.append(f" ({_STATUS[event.status]})", style="yellow")
    return told


def _where(event: Event) -> str:
    names = [_text(one.names) or _text(one.street) or _text(one.locality) for one in event.places]
    known = list(dict.fromkeys(one for one in names if one))
    if event.online:
        known.append("online")
    return ", ".join(known[:2]) + (" …" if len(known) > 2 else "")


def _municipality(one: Occurrence) -> str:
    found = find_municipality(one.municipality) if one.municipality else None
    return found.municipality.name.fi if found else ""


def _price(event: Event) -> str:
    if event.is_free == "yes":
        return "free"
    lowest = [one.lowest for one in event.prices if one.lowest is not None]
    return f"from {min(lowest):g} €" if lowest and event.is_free == "no" else ""


def _text(texts: LocalizedText) -> str:
    """Return a text in Finnish, or in the first language that there is."""
    return texts.get("fi") or next(iter(texts.values()), "")
