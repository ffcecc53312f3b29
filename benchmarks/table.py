"""The table of a run for a terminal: targets, results, and the change since the stored run."""

from collections.abc import Iterator
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.compared import (
    Change,
    amounts_of,
    changes,
    gone,
    not_measured,
    result_of,
    target_of,
    verdict_of,
)
from benchmarks.explained import Explained, explained
from benchmarks.measured import Measured, Run
from benchmarks.result import Result

NARROWEST: Final = 130
"""Columns that the table needs; also where the output is no terminal."""

_STYLES: Final = {"regressed": "bold red", "worse": "yellow", "better": "green"}


def print_table(
    run: Run, before: Run | None, known: dict[str, Explained], console: Console
) -> None:
    """Print all numbers by area, and below them in words what is not as it should be."""
    compared = changes(run, before)
    console.print(_table(run, known, compared))
    for line in summary(run, before, compared):
        console.print(line, highlight=False, markup=False)


def _table(run: Run, known: dict[str, Explained], compared: dict[tuple[str, str], Change]) -> Table:
    table = Table(title="Benchmarks", title_justify="left", box=None, pad_edge=False)
    table.add_column("Measured", max_width=58)
    table.add_column("Issue", justify="center")
    for heading in ("Target", "Result"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Ours of theirs", justify="right", no_wrap=True, style="dim")
    table.add_column("Verdict")
    table.add_column("Since stored", no_wrap=True)
    area = ""
    for one, words in in_order(run, known):
        if words.area != area:
            area = words.area
            table.add_row()
            table.add_row(f"[bold]{area}[/bold]")
        if one.came != "measured":
            table.add_row(one.benchmark, words.issue, "", "", "", not_measured(one), style="red")
        for result in one.results:
            table.add_row(*_row(result, words, compared[one.benchmark, result.name]))
    return table


def _row(result: Result, words: Explained, change: Change) -> Iterator[str]:
    yield result.name
    yield words.issue or "–"
    yield target_of(result)
    yield result_of(result)
    yield amounts_of(result)
    verdict = verdict_of(result)
    yield verdict if result.ok else f"[bold red]{verdict}[/bold red]"
    style = _STYLES.get(change.trend)
    yield f"[{style}]{change}[/{style}]" if style else str(change)


def in_order(run: Run, known: dict[str, Explained]) -> list[tuple[Measured, Explained]]:
    """Return the benchmarks with their words, as the page orders them; unknown ones last."""
    places = {name: place for place, name in enumerate(known)}
    told = [(one, explained(one.benchmark, known)) for one in run.benchmarks]
    return sorted(told, key=lambda pair: places.get(pair[0].benchmark, len(places)))


def summary(run: Run, before: Run | None, compared: dict[tuple[str, str], Change]) -> Iterator[str]:
    """Yield in words what the table shows, the bad things with their names."""
    aimed = [result for _, result in run.results() if result.target is not None]
    missed = [one for one in aimed if not one.ok]
    yield ""
    yield f"{len(aimed) - len(missed)} of {len(aimed)} targets met, in {clock(run.seconds)}."
    yield from (f"MISSED: {one.name}, {result_of(one)} of {target_of(one)}" for one in missed)
    for (_, name), change in compared.items():
        if change.trend == "regressed":
            yield f"REGRESSED: {name}, {100 * change.share:.0f} % over the stored run"
    for one in run.benchmarks:
        if one.came != "measured":
            yield f"{one.benchmark} {not_measured(one)}"
    yield from (f"NO LONGER MEASURED: {name}" for name in gone(run, before))
    if before is not None and before.machine != run.machine:
        yield (
            f"The stored run ({before.measured_at[:10]}) is of another machine or other versions: "
            "ratios can be compared, times and memory only roughly."
        )


def clock(seconds: float) -> str:
    """Return minutes and seconds, as `12:05`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
