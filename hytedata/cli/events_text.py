"""What a probe found, as a person reads it: the answer first, the block to paste last."""

import shlex
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hytedata.cli.screen import say
from hytedata.runs.events.probe.block import block_of
from hytedata.runs.events.probe.values import (
    NAMES,
    FoundCalendar,
    Outcome,
    ProbeReport,
    Sample,
    Verdict,
)

SIGNS: Mapping[Outcome, tuple[str, str]] = {
    "found": ("✓", "green"),
    "noted": ("·", "dim"),
    "absent": ("–", "dim"),
    "closed": ("!", "yellow"),
    "failed": ("✗", "red"),
    "disallowed": ("!", "yellow"),
    "moved": ("→", "yellow"),
}
_COLOURS: Mapping[Verdict, str] = {
    "found": "green",
    "partly": "yellow",
    "unclear": "yellow",
    "nothing": "yellow",
    "failed": "red",
}
_BAR = 10


def print_probe(report: ProbeReport, console: Console) -> None:
    """Print a report; colour only where the console is a terminal."""
    console.print(Group(*_parts(report)), highlight=False, soft_wrap=False)
    if report.calendar is not None:
        # As it stands: a line that was broken could not be pasted.
        say(block_of(report.calendar))


def _parts(report: ProbeReport) -> Iterator[RenderableType]:
    yield Text.assemble(("hytedata events probe", "bold"), f"  {report.url}")
    yield Text("")
    yield Text(_answer(report), f"bold {_COLOURS[report.verdict]}")
    if report.calendar is not None:
        yield from _calendar(report.calendar)
    yield Text("")
    plural = "s" if report.requests != 1 else ""
    yield Text.assemble(("What was asked", "bold"), f"  {report.requests} request{plural}")
    yield _steps(report)
    yield from _next(report)


def _answer(report: ProbeReport) -> str:
    calendar = report.calendar
    if calendar is not None:
        kind = f"{NAMES[calendar.kind]} ({calendar.kind})"
        if calendar.is_usable:
            return f"{kind}, {calendar.certainty}."
        why = calendar.problem or "none of its events could be used"
        return f"{kind}, but it cannot be read as it is: {why}."
    return {
        "failed": f"The site could not be asked: {report.failure}.",
        "unclear": "No interface was found, and not everything could be looked at.",
    }.get(report.verdict, "No machine-readable interface.")


def _calendar(calendar: FoundCalendar) -> Iterator[RenderableType]:
    sample, licence = calendar.sample, calendar.licence
    rows = [("told by", "; ".join(calendar.reasons)), ("address", calendar.url)]
    rows += _facts(sample)
    found = f"{licence.name or 'none found'} ({licence.basis}; grade {licence.grade})"
    rows.append(("licence", found))
    if calendar.next_hosts:
        told = f"its links to further pages name {', '.join(calendar.next_hosts)}"
        rows.append(("other hosts", told))
    rows += [("note", note) for note in calendar.notes]
    yield _grid(rows)
    if sample.fields:
        yield Text("")
        yield Text(f"Fields that its events have, of {sample.events} read", "bold")
        yield _fields(sample.fields)


def _facts(sample: Sample) -> Iterator[tuple[str, str]]:
    if sample.rows:
        of = f" of {sample.total}" if sample.total is not None else ""
        yield "read", f"{sample.rows}{of}, which give {sample.events} events"
    for reason, count in sample.rejections.items():
        yield "unusable", f"{count} × {reason}"
    if sample.first and sample.last:
        yield "they begin", f"{sample.first:%d.%m.%Y} – {sample.last:%d.%m.%Y}"
    if sample.languages:
        yield "languages", ", ".join(sample.languages)
    for one in sample.personal:
        yield "personal data", f"{one.kind} in {', '.join(one.fields)}: hytedata drops them"
    if sample.unknown:
        yield "new fields", ", ".join(sorted(sample.unknown)[:8])


def _fields(fields: Mapping[str, float]) -> RenderableType:
    """Two columns of names with their share; what is there in all stands first."""
    ordered = sorted(fields.items(), key=lambda item: -item[1])
    half = -(-len(ordered) // 2)
    table = Table.grid(padding=(0, 1), pad_edge=False)
    for _ in range(2):
        table.add_column(width=19)
        table.add_column(width=4, justify="right")
        table.add_column(width=_BAR + 2)
    for number in range(half):
        cells: list[RenderableType] = []
        for name, share in ordered[number::half]:
            bar = "━" * round(share * _BAR)
            style = "" if share else "dim"
            cells += [Text(name, style), Text(f"{share:.0%}", style), Text(bar, "green")]
        table.add_row(*cells)
    return _indented(table)


def _steps(report: ProbeReport) -> RenderableType:
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column(width=1)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for step in report.steps:
        sign, colour = SIGNS[step.outcome]
        told = Text(step.seen)
        if step.asked:
            told.append("\n" + "\n".join(step.asked), style="dim")
        table.add_row(Text(sign, colour), step.name, told)
    return _indented(table)


def _next(report: ProbeReport) -> Iterator[RenderableType]:
    yield Text("")
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column()
    table.add_column(ratio=1)
    for line in _advice(report):
        table.add_row("→", Text(line))
    yield _indented(table)
    for url in report.elsewhere:
        # As it stands: a command that was broken could not be copied.
        command = f"hytedata events probe {shlex.quote(url)}"
        yield Padding(Text(command, no_wrap=True, overflow="ignore"), (0, 0, 0, 4))
    if report.calendar is not None:
        yield Text("")
        once = "" if report.calendar.is_usable else ", once it can be read"
        yield Text(f"For hytedata.toml{once}", "bold")


def _advice(report: ProbeReport) -> Iterator[str]:
    for url in report.terms:
        yield f"Read this, it may tell the terms of use or of an interface: {url}"
    if report.calendar is not None and report.calendar.is_usable:
        yield "Paste the block, fill in what it says, then: hytedata read events"
    yield from report.ask
    if report.verdict == "failed" and not report.elsewhere and not report.ask:
        yield "Is the address right? If so, try again later."
    if report.elsewhere:
        yield "It leads to another host, which was not asked. If you trust that, look there:"


def _grid(rows: Iterable[tuple[str, str]]) -> RenderableType:
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for name, told in rows:
        table.add_row(name, Text(told))
    return _indented(table)


def _indented(what: RenderableType) -> RenderableType:
    return Padding(what, (0, 0, 0, 2))
