"""What an acceptance test found, as a person reads it on a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hytedata.runs.acceptance import SECTIONS, CaseResult, Cleaning, Leftover, Outcome, Report

SIGNS: dict[Outcome, tuple[str, str]] = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "not-run": ("…", "yellow"),
    "out-of-scope": ("–", "dim"),
}
WORDS: dict[Outcome, str] = {
    "passed": "passed",
    "failed": "failed",
    "not-run": "not run",
    "out-of-scope": "out of scope",
}


def print_report(report: Report, written: Sequence[Path], console: Console) -> None:
    """Print a report; colour only where the console is a terminal."""
    console.print(report_text(report, written), highlight=False, soft_wrap=False)


def report_text(report: Report, written: Sequence[Path] = ()) -> RenderableType:
    """Lay a report out: sections with their cases, what became of the test data, the way on."""
    head = Text.assemble(
        ("DVV's technical test list", "bold"),
        f"  run {report.run}, {report.organisation_name}, at {report.host}",
    )
    parts: list[RenderableType] = [Padding(head, (0, 0, 1, 0))]
    for section in SECTIONS:
        results = report.of_section(section.number)
        if results:
            title = Text(f"{section.number} {section.english}", "bold")
            parts.append(Padding(Group(title, *_cases(results)), (0, 0, 1, 0)))
    parts += [_counts(report), cleaning_text(report.cleaning)]
    parts += [Text(f"→ {line}") for line in _way_on(report, written)]
    return Group(*parts)


def cleaning_text(cleaning: Cleaning) -> RenderableType:
    """Lay out what was archived, and what could not be."""
    lines = [Text(f"{len(cleaning.archived)} test item(s) archived.")]
    lines += [
        Text(f"✗ not archived: {_named(one.item)}: {one.reason}", "red") for one in cleaning.left
    ]
    lines += [Text(f"? there may be more: {doubt}", "yellow") for doubt in cleaning.doubts]
    if cleaning.others:
        told = f"{len(cleaning.others)} item(s) of earlier runs are left; --clean archives them:"
        lines.append(Text(told, "yellow"))
        lines += [Text(f"  {_named(one)}") for one in cleaning.others]
    return Group(*lines)


def _cases(results: Sequence[CaseResult]) -> Iterator[RenderableType]:
    for one in results:
        sign, colour = SIGNS[one.outcome]
        table = Table.grid(padding=(0, 1), pad_edge=False)
        table.add_column(width=1)
        table.add_column(width=1)
        table.add_column(width=4)
        table.add_column(ratio=1)
        title = Text(one.english, "bold" if one.outcome == "failed" else "")
        table.add_row("", Text(sign, colour), one.number, title)
        if one.outcome == "failed":
            table.add_row("", "", "", Text(one.detail or one.reason, "red"))
        elif one.outcome != "passed":
            table.add_row("", "", "", Text(one.detail or one.reason, "dim"))
        yield table


def _counts(report: Report) -> RenderableType:
    line = Text(style="bold")
    for outcome, count in report.counts.items():
        if count or outcome in ("passed", "failed"):
            line.append(", " if line else "")
            line.append(f"{count} {WORDS[outcome]}", style=SIGNS[outcome][1] if count else "")
    return line + Text(".")


def _way_on(report: Report, written: Sequence[Path]) -> Iterator[str]:
    if written:
        yield f"The report for DVV is {written[0]}, with the test data beside it."
    if not report.passed:
        yield "What failed is told in the report with requests and answers; --only tries it again."
    if report.kind == "loopback":
        yield "This was the sandbox. DVV wants the report of a run in PTV's test environment."


def _named(item: Leftover) -> str:
    return f"{item.kind} {item.ptv_id} ({item.name})"
