"""A report as an administrator reads it: a table by group, what to do, and a last line."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hytedata_daemon.checks.found import Check, Report, State

_SIGNS: Final[dict[State, tuple[str, str]]] = {
    "ok": ("✓", "green"),
    "warn": ("!", "yellow"),
    "fail": ("✗", "red"),
}


def print_report(report: Report, console: Console) -> None:
    """Print a report; colour only where the console is a terminal."""
    for group in dict.fromkeys(check.group for check in report.checks):
        console.print(Text(group.capitalize(), "bold"))
        found = [check for check in report.checks if check.group == group]
        console.print(Padding(_table(found), (0, 0, 1, 2)), highlight=False)
    console.print(_last_line(report), highlight=False)


def _table(checks: Iterable[Check]) -> RenderableType:
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(width=1)
    table.add_column(min_width=18, max_width=26)
    table.add_column(ratio=1)
    for check in checks:
        sign, colour = _SIGNS[check.state]
        told = Text(check.seen, "" if check.state == "ok" else colour)
        if check.do:
            told.append(f"\n→ {check.do}", "default")
        table.add_row(Text(sign, colour), Text(check.name), told)
    return table


def _last_line(report: Report) -> Text:
    worst: State = "fail" if report.of("fail") else "warn" if report.of("warn") else "ok"
    return Text(report.verdict, f"bold {_SIGNS[worst][1]}")
