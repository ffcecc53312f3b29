"""Coverage in words: where no service is and who has one elsewhere, what changed, readiness."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table

from hytedata.classify.themes import THEMES
from hytedata.models.common import first_text
from hytedata.quality.coverage import Cell, Coverage, CoverageChange, Empty, SurveyRow
from hytedata.quality.coverage.values import Place
from hytedata.quality.readiness import OwnerReadiness, Profile

_SHOWN: Final = 8

_WORDS: Final[Mapping[Empty, str]] = {
    "nothing": "nothing in",
    "not-described": "not described in PTV in",
    "not-read": "cannot be told for",
}


def gaps_of(found: Coverage) -> Iterator[str]:
    """Say per theme where there is no service, of what sort that is, and who has it elsewhere."""
    names = {one.code: first_text(one.names) for one in found.municipalities}
    for theme in THEMES:
        cells = [one for one in found.cells if one.theme == theme.slug and one.empty]
        told = [
            f"{words} {_where(here, names)}"
            for kind, words in _WORDS.items()
            if (here := [names[one.municipality] for one in cells if one.empty == kind])
        ]
        if not told:
            continue
        yield f"{theme.name.best('en')}: {'; '.join(told)}"
        if possible := sum(one.possible.total for one in cells):
            yield f"  {possible} possible there, by a weak sign only"
        for neighbour in _neighbours(cells):
            yield f"  described elsewhere by {neighbour}"


def besides(found: Coverage) -> Iterator[str]:
    """Say which kinds of providers are silent where, and what is in no cell, or counted once."""
    silent: defaultdict[str, list[Place]] = defaultdict(list)
    for town in found.municipalities:
        for kind in () if town.unread else town.silent:
            silent[kind].append(town)
    for provider, towns in silent.items():
        where = _where([first_text(one.names) for one in towns], found.municipalities)
        yield f"No {provider} shows anything in {where}"
    counted = {
        "service(s) for the whole country are of a municipality here: check their area":
            found.nationwide_own,
        "service(s) have an area that cannot be turned into municipalities": found.unclear_areas,
        "event(s) are only online": found.online_events,
        "event(s) are nobody knows where": found.unplaced_events,
        "place(s) of PTV are counted with the sports site, or double, that they are":
            found.merged_places,
        "service(s) stand twice in PTV and are counted once": found.doubled_services,
    }  # fmt: skip
    for words, count in counted.items():
        if count:
            yield f"{count} {words}"


def print_change(change: CoverageChange | None, console: Console) -> None:
    """Print what became of cells since the last run."""
    if change is None:
        console.print("Since the last run: there is none to compare with.", markup=False)
        return
    told = [
        f"{change.services:+d} in the cells' services",
        f"{change.filled} cell(s) filled",
        f"{change.emptied} emptied",
    ]
    if change.incomparable:
        told.append(f"{change.incomparable} not wholly comparable: something was not read")
    console.print(f"Since {change.since}: {', '.join(told)}.", markup=False)


def print_readiness(owners: Sequence[OwnerReadiness], profile: Profile, console: Console) -> None:
    """Print why services are not seen: the first rung that fails, and who is to mend most."""
    fails, unknown = (sum(getattr(one, name) for one in owners) for name in ("fails", "unknown"))
    rungs: defaultdict[str, int] = defaultdict(int)
    for one in owners:
        for rung, count in one.failing.items():
            rungs[rung] += count
    told = [f"{count} {_rung(profile, rung)}" for rung, count in sorted(
        rungs.items(), key=lambda pair: (-pair[1], pair[0]))]  # fmt: skip
    line = " · ".join([f"Invisible ({profile.title.best('en')}): {fails} service(s)", *told])
    console.print(line, markup=False)
    if unknown:
        console.print(f"{unknown} more: whether they are shown is not known to us.", markup=False)
    for one in [one for one in owners if one.fails][:_SHOWN]:
        console.print(f"  {first_text(one.names) or one.owner}: {one.fails}", markup=False)


def print_survey(rows: Sequence[SurveyRow], console: Console) -> None:
    """Print what answers each category of a survey of staff."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("asked for", "refer", "theme", "S", "P", "E", "without a service"):
        table.add_column(title, justify="right" if title in ("refer", "S", "P", "E") else "left")
    for one in rows:
        refer = "" if one.percent is None else f"{one.percent:g} %"
        theme = one.theme or "told apart"
        second = f" ({one.second})" if one.second else ""
        counts = [str(number) for number in (one.services, one.places, one.events)]
        empty = f"{len(one.empty)} municipalities" if one.theme else ""
        table.add_row(one.names.get("en", one.code), refer, f"{theme}{second}",
                      *(counts if one.theme else ("", "", "")), empty)  # fmt: skip
    console.print(table)


def _neighbours(cells: Iterable[Cell]) -> list[str]:
    found = {
        one.owner: f"{first_text(one.names) or one.owner} ({one.provider}) for "
        f"{one.municipalities} municipalities"
        for cell in cells
        for one in cell.neighbours
    }
    return list(found.values())[:2]


def _where(names: Sequence[str], every: Sized) -> str:
    if len(names) == len(every) > 1:
        return f"all {len(names)} municipalities"
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown


def _rung(profile: Profile, code: str) -> str:
    rung = profile.rung(code)
    return f"fail at “{rung.title.best('en')}”" if rung else code
