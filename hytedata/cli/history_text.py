"""The history of writes, and a plan that undoes a run, as a person reads them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hytedata.cli.plan_text import counted, plan_text
from hytedata.cli.values_text import label, shortened, shown
from hytedata.models.plan import Op, Plan
from hytedata.runs.history import FieldHistory, History, Outcome, RunHistory, WriteHistory
from hytedata.sync.revert import WRITTEN_AGAIN

_SIGN: Mapping[Op, tuple[str, str]] = {
    "create": ("+", "green"),
    "restore": ("↺", "green"),
    "update": ("~", "yellow"),
    "adopt": ("=", "cyan"),
    "archive": ("−", "red"),
    "connect": ("→", "green"),
    "disconnect": ("×", "red"),
}
_OUTCOME: Mapping[Outcome, tuple[str, str]] = {
    "done": ("", ""),
    "found-done": ("ANSWER LOST, found written in PTV", "yellow"),
    "found-without-effect": ("ANSWER LOST, found not written in PTV", "yellow"),
    "unchanged": ("PTV had it already", "dim"),
    "refused": ("NOT SENT", "yellow"),
    "failed": ("FAILED", "red"),
    "open": ("OPEN: outcome unknown, the next plan or apply looks it up", "red"),
}
_IN_PTV = frozenset({"done", "found-done"})
_FIRST = ("name", "summary", "description", "address", "phones", "emails", "web_pages")
FIELDS_SHOWN = 6


def history_text(history: History, *, everything: bool = False) -> RenderableType:
    """Lay a history out for a terminal: runs, in each its writes, before and after per field.

    Args:
        history: What was found.
        everything: Show every field; otherwise the first ones of each write and how many more.
    """
    heading = Text.assemble((history.name, "bold"), (f"  {history.organisation}", "dim"))
    if not history.runs:
        return Group(heading, Text("No write is known that fits."))
    parts: list[RenderableType] = [heading, Text("")]
    for run in history.runs:
        parts += [_run(run, None if everything else FIELDS_SHOWN), Text("")]
    if history.next is not None:
        parts.append(Text(f"Older ones: --before {history.next}", style="dim"))
    return Group(*parts)


def revert_text(plan: Plan, run: int, *, everything: bool = False) -> RenderableType:
    """Lay out a plan that undoes a run, and say what the next ordinary plan will do."""
    again = [one for one in plan.warnings if one.reason == WRITTEN_AGAIN]
    rest = tuple(one for one in plan.warnings if one.reason != WRITTEN_AGAIN)
    parts: list[RenderableType] = [
        Text(f"Undoes run {run}", style="bold"),
        plan_text(plan.model_copy(update={"warnings": rest}), everything=everything),
    ]
    for one in again:
        parts += [
            Text(""),
            Text(f"Afterwards {one.detail}.", style="yellow"),
            Text("To keep it undone:"),
            *(_indented(Text(f"· {way}"), 2) for way in one.remedy.split("; or ")),
        ]
    return Group(*parts)


def _run(run: RunHistory, limit: int | None) -> RenderableType:
    return Group(_run_heading(run), *(_write(write, limit) for write in run.writes))


def _run_heading(run: RunHistory) -> Text:
    line = Text(f"Run {run.run}" if run.run is not None else "Run not noted", style="bold")
    if run.started_at:
        line.append(f"  {_moment(run.started_at)}", style="default")
        ended = f" – {run.ended_at:%H:%M} UTC" if run.ended_at else " UTC, not ended"
        line.append(ended, style="default")
    for told in (
        run.verdict or "",
        f"by {run.who}" if run.who else "",
        f"approved by {', '.join(run.approved_by)}" if run.approved_by else "",
        f"undoes run {run.undoes}" if run.undoes is not None else "",
        f"{counted(len(run.writes), 'write', 'writes')} shown",
        f"plan {run.plan}",
    ):
        if told:
            line.append(f"  {told}", style="dim" if told.startswith("plan ") else "default")
    return line


def _write(write: WriteHistory, limit: int | None) -> RenderableType:
    sign, colour = _SIGN[write.op]
    line = Text.assemble((f"{sign} ", colour), (write.name, "bold"))
    line.append(f"  {write.source.id}", style="dim")
    if write.ptv_id and write.kind != "connection":
        line.append(f"  {write.ptv_id}", style="dim")
    line.append(f"  {_moment(write.begun_at, date=False)}", style="dim")
    line.append(f"  {write.op} #{write.id}: {write.reason}")
    told, style = _OUTCOME[write.outcome]
    if told:
        line.append(f"  {told}", style=style)
    if write.detail and write.outcome not in _IN_PTV:
        line.append(f": {shortened(write.detail, 300)}")
    parts: list[RenderableType] = [_indented(line, 2)]
    if write.kind != "connection":
        table = Table.grid(padding=(0, 1), pad_edge=False)
        table.add_column(width=5)
        table.add_column(width=18, style="dim", no_wrap=True)
        table.add_column(ratio=1)
        for row in _rows(write, limit):
            table.add_row("", *row)
        if table.row_count:
            parts.append(table)
    if write.lost:
        lost = counted(len(write.lost), "connection", "connections")
        pairs = ", ".join(f"{service} – {channel}" for service, channel in write.lost[:limit])
        more = " …" if len(write.lost) > len(write.lost[:limit]) else ""
        parts.append(_indented(Text(f"lost {lost}: {pairs}{more}", style="red"), 6))
    if not write.before_kept and write.outcome in _IN_PTV and write.kind != "connection":
        parts.append(_indented(Text("what stood there before is not kept whole", style="dim"), 6))
    return Group(*parts)


def _rows(
    write: WriteHistory, limit: int | None
) -> Iterable[tuple[RenderableType, RenderableType]]:
    fields = sorted(
        ((path, field) for path, field in write.fields.items() if _says(field)), key=_order
    )
    for path, field in fields[:limit]:
        yield from _field(path, field)
    more = len(fields) - len(fields[:limit])
    if more:
        yield "", Text(f"… and {counted(more, 'field', 'fields')} more (--all)", style="dim")


def _says(field: FieldHistory) -> bool:
    # What archiving is needs no row of its own.
    return field.before != field.after and field.after != "Deleted"


def _order(entry: tuple[str, FieldHistory]) -> tuple[int, str]:
    stem = entry[0].partition(".")[0]
    return (_FIRST.index(stem) if stem in _FIRST else len(_FIRST)), entry[0]


def _field(path: str, field: FieldHistory) -> Iterable[tuple[RenderableType, RenderableType]]:
    name = label(path)
    if field.before is not None:
        yield name, Text(f"− {shortened(shown(field.before), 400)}", style="red")
        name = ""
    if field.after is not None:
        yield name, Text(f"+ {shortened(shown(field.after), 400)}", style="green")
        name = ""
    if field.kept is not None:
        yield name, Text(f"PTV keeps {shortened(shown(field.kept), 400)}", style="dim")


def _moment(at: datetime, *, date: bool = True) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if date else f"{at:%H:%M:%S}"


def _indented(line: Text, by: int) -> RenderableType:
    return Padding(line, (0, 0, 0, by))
