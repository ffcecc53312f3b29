"""What the doctor found, as a person reads it: first what is otherwise than we assume."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hytedata.runs.doctor import ASSUMPTIONS, NAMES, SET_UP, Finding, Outcome, Place, Report

RECORDING, TEXT = "recording.json", "report.txt"
SIGNS: dict[Outcome, tuple[str, str]] = {
    "confirmed": ("✓", "green"),
    "refuted": ("✗", "red"),
    "unknown": ("?", "yellow"),
}


def doctor_text(
    report: Report, out: Path | None = None, *, everything: bool = False
) -> RenderableType:
    """Lay a report out for a terminal.

    Args:
        report: What was found.
        out: Where the recording was written, if it was.
        everything: Tell what was seen also where it is as assumed.
    """
    parts: list[RenderableType] = [_heading(report)]
    for place in ASSUMPTIONS:
        found = [one for one in report.findings if one.assumption.place == place]
        if found:
            parts.append(_group(report, place, found, everything=everything))
    return Group(*parts, _summary(report), _next(report, out))


def print_report(
    report: Report, console: Console, out: Path | None = None, *, everything: bool = False
) -> None:
    """Print a report; colour only where the console is a terminal."""
    console.print(doctor_text(report, out, everything=everything), highlight=False, soft_wrap=False)


def _heading(report: Report) -> RenderableType:
    line = Text.assemble(
        ("hytedata doctor", "bold"),
        f"  {version('hytedata')}, {report.made_at:%Y-%m-%d %H:%M} UTC, "
        f"{_counted(report.requests, 'request')}, nothing was written to any register",
    )
    return Padding(line, (0, 0, 1, 0))


def _group(
    report: Report, place: Place, found: Sequence[Finding], *, everything: bool
) -> RenderableType:
    head = Text.assemble((NAMES[place], "bold"), (f"  {report.addresses[place]}  ", "dim"))
    for outcome, (sign, colour) in SIGNS.items():
        number = sum(one.verdict.outcome == outcome for one in found)
        if number:
            head.append(f" {sign} {number}", style=colour)
    parts: list[RenderableType] = [head]
    reason = report.failures.get(place)
    if reason is not None:
        parts.append(_indented(Text(f"could not be read: {reason}", "red"), 2))
        found = [one for one in found if one.verdict.seen != reason]
    parts += [_refuted(one) for one in found if one.verdict.outcome == "refuted"]
    parts += _unknown([one for one in found if one.verdict.outcome == "unknown"])
    parts += [
        _confirmed(one, everything=everything)
        for one in found
        if one.verdict.outcome == "confirmed"
    ]
    return Padding(Group(*parts), (0, 0, 1, 0))


def _refuted(finding: Finding) -> RenderableType:
    assumption = finding.assumption
    rows = (
        ("assumed", assumption.says),
        ("seen", finding.verdict.seen),
        ("relies on it", assumption.depends),
        ("do", assumption.remedy),
        ("look up", assumption.where),
    )
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(width=4)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for name, told in rows:
        table.add_row("", name, Text(told, "red" if name == "seen" else ""))
    return Group(_line("refuted", assumption.id), table)


def _unknown(found: Sequence[Finding]) -> Iterable[RenderableType]:
    """What is open, by reason: a missing key is told once."""
    by_reason: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        by_reason[one.verdict.seen].append(one)
    for reason, findings in by_reason.items():
        if len(findings) == 1:
            yield _line("unknown", findings[0].assumption.says)
            told = Text.assemble((reason, "yellow"), (f"  {_named(findings[0])}", "dim"))
            yield _indented(told, 6)
        else:
            yield _line("unknown", f"{len(findings)} assumptions")
            yield _indented(Text(reason, "yellow"), 6)
            names = ", ".join(one.assumption.id.partition(".")[2] for one in findings)
            yield _indented(Text(names, "dim"), 6)


def _confirmed(finding: Finding, *, everything: bool) -> RenderableType:
    says = finding.assumption.says
    if not everything:
        is_setup = finding.assumption.where == SET_UP
        return _line("confirmed", f"{says} {finding.verdict.seen}." if is_setup else says)
    return Group(
        _line("confirmed", finding.assumption.says),
        _indented(Text(f"{finding.verdict.seen}  {_named(finding)}", "dim"), 6),
    )


def _named(finding: Finding) -> str:
    return f"[{finding.assumption.id}; {finding.assumption.where}]"


def _line(outcome: Outcome, told: str) -> RenderableType:
    sign, colour = SIGNS[outcome]
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column(width=1)
    table.add_column(width=1)
    table.add_column(ratio=1)
    table.add_row("", Text(sign, colour), Text(told, "bold" if outcome == "refuted" else ""))
    return table


def _summary(report: Report) -> RenderableType:
    line = Text(style="bold")
    for number, (outcome, (_, colour)) in enumerate(SIGNS.items()):
        count = report.counts[outcome]
        line.append(", " if number else "")
        line.append(f"{count} {outcome}", style=colour if count else "default")
    if report.left:
        line.append(f"; stopped: {report.left} not looked at", style="red")
    for place in report.failures:
        line.append(f"; {NAMES[place]} could not be read", style="red")
    return line + Text(".")


def _next(report: Report, out: Path | None) -> RenderableType:
    told: list[str] = []
    if report.failures:
        told.append("Mend what keeps an upstream from being read, and run the doctor again.")
    if report.counts["refuted"]:
        told.append(
            "Before the next sync, go through what is refuted: each names the code that relies "
            "on it and what to do."
        )
    if any(one.verdict.outcome == "unknown" for one in report.findings):
        told.append("What is unknown says what is missing; --only looks at one upstream again.")
    if out is not None:
        told.append(
            f"Send {out / RECORDING} to the developers: it holds requests, statuses and shapes of "
            "answers, no names, contacts, texts, keys or tokens."
        )
    else:
        told.append("With --out DIR the doctor writes a recording that can be sent to developers.")
    return Group(*(_indented(Text(f"→ {line}"), 2) for line in told))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _indented(line: Text, by: int) -> RenderableType:
    return Padding(line, (0, 0, 0, by))
