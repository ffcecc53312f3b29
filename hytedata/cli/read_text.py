"""A report of a read as people read it."""

from typing import Final

from rich.console import Console
from rich.table import Table

from hytedata.runs.read import KindReport, PlacesReport, ReadReport

REGISTERS: Final = {"lipas": "Lipas", "ptv": "PTV"}
SHOWN: Final = 20
"""So many unusable records are shown; `--json` tells all."""

FEW: Final = 5
"""So many unknown fields are named."""

_COUNTS: Final = ("new", "changed", "returned", "unchanged", "absent", "rejected")
_SHORT: Final = {"unchanged": "same"}
"""So that the table has room in 80 columns."""


def print_report(report: ReadReport, console: Console) -> None:
    """Print what was read, what came of it, and what stands in the way."""
    name = REGISTERS.get(report.source, report.source)
    console.print(f"{name}, {report.scope}", style="bold", markup=False, soft_wrap=True)
    console.print(_table(report))
    for kind in report.kinds:
        _print_rejections(kind, console)
        _print_drift(kind, console)
    if report.complete:
        console.print("Complete.", style="green")
        return
    console.print(
        "Incomplete: what came is kept, and nothing became absent where a part is missing.",
        style="yellow",
        soft_wrap=True,
    )
    for kind in report.kinds:
        for reason in kind.reasons:
            console.print(f"  {kind.kind}: {reason}", markup=False, soft_wrap=True)


def print_places(places: PlacesReport, console: Console) -> None:
    """Print what came of looking for the places of what was read."""
    if places.skipped is not None:
        told = f"Places: {places.skipped}."
    elif places.resolved:
        told = f"Places: {places.resolved} record(s) looked at"
        if places.contested:
            told += f", {places.contested} whose evidence disagrees"
        if places.unplaced:
            told += f", {places.unplaced} without a municipality"
        told += "."
    elif not places.limited:
        return
    else:
        told = ""
    if places.limited:
        told = f"{told} Positions" if told else "Places: positions"
        told += f" were {places.limited}."
    console.print(told, markup=False, soft_wrap=True)


def _table(report: ReadReport) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="bold")
    table.add_column("kind", no_wrap=True, min_width=max(len(one.kind) for one in report.kinds))
    for title in _COUNTS:
        table.add_column(_SHORT.get(title, title), justify="right", no_wrap=True)
    table.add_column("read", no_wrap=True)
    for kind in report.kinds:
        counts = kind.counts.model_dump()
        how = "in full" if kind.modes == ("full",) else "changes"
        if len(kind.modes) > 1:
            how = "both"
        table.add_row(
            kind.kind, *(str(counts[title]) for title in _COUNTS), how if kind.modes else "not"
        )
    return table


def _print_drift(kind: KindReport, console: Console) -> None:
    if kind.drift:
        named = ", ".join(f"{path} ({count})" for path, count in list(kind.drift.items())[:FEW])
        more = f" and {len(kind.drift) - FEW} more" if len(kind.drift) > FEW else ""
        told = f"  {kind.kind}: new fields in the register, kept as they are: {named}{more}"
        console.print(told, markup=False, soft_wrap=True)


def _print_rejections(kind: KindReport, console: Console) -> None:
    for one in kind.rejections[:SHOWN]:
        name = f" ({one.name})" if one.name else ""
        told = f"  {kind.kind} {one.ref.id}{name} could not be used: {one.field}: {one.reason}"
        console.print(told, markup=False, soft_wrap=True)
    more = len(kind.rejections) - SHOWN
    if more > 0:
        console.print(f"  … and {more} more; --json tells all")
