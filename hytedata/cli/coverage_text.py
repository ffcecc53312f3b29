"""Coverage on the screen: a table that a county's coordinator reads, at 100 columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hytedata.classify.themes import THEMES, Theme
from hytedata.cli.coverage_words import besides, gaps_of
from hytedata.models.common import first_text
from hytedata.quality.coverage import Cell, Count, Coverage, Empty
from hytedata.quality.coverage.facts import Unit
from hytedata.quality.coverage.values import SourceState

NOTHING, NOT_DESCRIBED, NOT_READ = "◄", "◄D", "◄?"
AT_ONCE: Final = 6
"""Themes beside each other: more do not fit 100 columns."""

_SIGNS: Final[Mapping[Empty, str]] = {
    "": "",
    "nothing": NOTHING,
    "not-described": NOT_DESCRIBED,
    "not-read": NOT_READ,
}
_STYLES: Final[Mapping[Empty, str]] = {
    "": "",
    "nothing": "bold red",
    "not-described": "yellow",
    "not-read": "dim",
}
_LEGEND: Final = (
    f"{NOTHING} nothing   {NOT_DESCRIBED} places or events, but no service in PTV   "
    f"{NOT_READ} cannot be told: not read",
    "– none   ? not read   n? at least n   n* only by an area of the county   n+m of which m "
    "long-running",
    "Distinct records: one may stand in two themes, so neither columns nor rows add up.",
)
_STATES: Final = {"yes": "yes", "stale": "old", "partly": "partly", "no": "no"}


def print_coverage(found: Coverage, console: Console) -> None:
    """Print what was read, the cells, what the signs mean, and the empty cells in words."""
    _print_head(found, console)
    for start in range(0, len(THEMES), AT_ONCE):
        console.print(_table(found, THEMES[start : start + AT_ONCE]))
    for line in _LEGEND:
        console.print(line, markup=False, style="dim")
    console.print()
    for line in gaps_of(found):
        console.print(line, markup=False)
    for line in besides(found):
        console.print(line, markup=False)


def _print_head(found: Coverage, console: Console) -> None:
    name, towns = first_text(found.county_names), len(found.municipalities)
    title = f"Coverage · {name} · {towns} municipalities · {found.today:%d.%m.%Y}"
    console.print(title, markup=False, style="bold")
    read = "; ".join(_source(one, towns) for one in found.sources) or "nothing"
    calendars = "" if any(one.unit == "events" for one in found.sources) else "; no calendar"
    console.print(f"read: {read}{calendars}", markup=False)
    console.print(
        f"S services / P places / E events in {found.days} days; nationwide services are not in "
        "the cells",
        markup=False,
    )


def _source(one: SourceState, towns: int) -> str:
    told = f"{one.name} {one.unit}" if one.name in ("ptv", "lipas") else one.name
    missing = len(one.municipalities)
    state = f"all but {missing} of {towns}" if 0 < missing < towns else _STATES[one.state]
    why = f" ({one.reason})" if one.reason and one.state != "yes" else ""
    return f"{told} {state}{why}"


def _table(found: Coverage, themes: Sequence[Theme]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for theme in themes:
        table.add_column(theme.name.best("en"), no_wrap=False)
    cells = {(one.theme, one.municipality): one for one in found.cells}
    for town in found.municipalities:
        here = [cells[theme.slug, town.code] for theme in themes]
        table.add_row(first_text(town.names), *(_shown(one) for one in here))
        for language in town.languages if len(town.languages) > 1 else ():
            told = (_numbers(one.languages[language], one.unread) for one in here)
            table.add_row(
                Text(f"  in {language}", style="dim"), *(Text(one, "dim") for one in told)
            )
    table.add_section()
    whole = (_numbers(found.themes.get(one.slug, Count()), ()) for one in themes)
    table.add_row("whole county", *whole)
    if found.nationwide_read:
        table.add_row("nationwide", *(f"({found.nationwide.get(one.slug, 0)})" for one in themes))
    else:
        table.add_row("nationwide", *("(?)" for _ in themes))
    return table


def _shown(cell: Cell) -> Text:
    if not cell.count.total and not cell.unread:
        numbers = "–"
    elif not cell.count.total and len(cell.unread) == len(_UNITS):
        numbers = "?"
    else:
        numbers = _numbers(cell.count, cell.unread)
    return Text(f"{numbers} {_SIGNS[cell.empty]}".strip(), style=_STYLES[cell.empty])


_UNITS: Final[tuple[Unit, ...]] = ("services", "places", "events")


def _numbers(count: Count, unread: Iterable[Unit]) -> str:
    not_read = {*unread}
    wide = "*" if count.services and count.services == count.county_wide else ""
    services = _number(count.services, "services" in not_read) + wide
    places = _number(count.places, "places" in not_read)
    events = _number(count.events, "events" in not_read)
    long = f"+{count.long_running}" if count.long_running else ""
    return f"{services}/{places}/{events}{long}"


def _number(count: int, is_unread: bool) -> str:
    if is_unread:
        return f"{count}?" if count else "?"
    return str(count) if count else "–"
