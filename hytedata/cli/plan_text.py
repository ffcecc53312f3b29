"""A plan as a person reads it: what is written, before and after, what is left alone and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hytedata.cli.values_text import label, shortened, shown
from hytedata.models.plan import Change, Op, Plan, SkippedItem

_SIGN: dict[Op, tuple[str, str]] = {
    "create": ("+", "green"),
    "restore": ("↺", "green"),
    "update": ("~", "yellow"),
    "adopt": ("=", "cyan"),
    "archive": ("−", "red"),
    "connect": ("→", "green"),
    "disconnect": ("×", "red"),
}
_GROUPS: tuple[tuple[Op, str, str], ...] = (
    ("adopt", "service", "Services to adopt"),
    ("create", "service", "Services to create"),
    ("update", "service", "Services to update"),
    ("restore", "service", "Services to restore"),
    ("adopt", "channel", "Service locations to adopt"),
    ("create", "channel", "Service locations to create"),
    ("update", "channel", "Service locations to update"),
    ("restore", "channel", "Service locations to restore"),
    ("archive", "channel", "Service locations to archive"),
    ("archive", "service", "Services to archive"),
)
# What a new item is told by; the rest of its fields is in the plan file.
_TELLING = ("summary.fi", "summary.sv", "summary.en", "address.street.fi", "address.info.fi")
SHOWN_PER_GROUP = 8


def plan_text(plan: Plan, *, everything: bool = False) -> RenderableType:
    """Lay a plan out for a terminal.

    Args:
        plan: The plan.
        everything: Show every item; otherwise the first ones of each group and how many more.
    """
    limit = None if everything else SHOWN_PER_GROUP
    parts: list[RenderableType] = [_heading(plan)]
    for op, kind, title in _GROUPS:
        chosen = [c for c in plan.changes if (c.op, c.kind) == (op, kind)]
        if chosen:
            parts.append(_group(title, [_change(c) for c in chosen], limit))
    parts += _connections(plan, limit)
    parts += _drift(plan, limit)
    parts += _candidates(plan, limit)
    parts += _reasons("Left alone", plan.skipped, limit)
    parts += _reasons("Published with a remark", plan.warnings, limit)
    parts += _limits(plan)
    parts.append(_closing(plan))
    return Group(*parts)


def print_plan(plan: Plan, console: Console, *, everything: bool = False) -> None:
    """Print a plan; colour only where the console is a terminal."""
    console.print(plan_text(plan, everything=everything), highlight=False, soft_wrap=False)


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun: `1 service`, `3 services`."""
    return f"{number} {one if number == 1 else many}"


def told_counts(plan: Plan) -> str:
    """The plan in one sentence."""
    told: list[str] = []
    for op, word in (
        ("adopt", "adopt"),
        ("create", "create"),
        ("update", "update"),
        ("restore", "restore"),
        ("archive", "archive"),
    ):
        services, channels = plan.counts[f"{op}_service"], plan.counts[f"{op}_channel"]
        nouns = [
            counted(number, *noun)
            for number, noun in (
                (services, ("service", "services")),
                (channels, ("service location", "service locations")),
            )
            if number
        ]
        if nouns:
            told.append(f"{word} {' and '.join(nouns)}")
    told += [
        f"{op} {counted(plan.counts[op], 'pair', 'pairs')}"
        for op in ("connect", "disconnect")
        if plan.counts[op]
    ]
    return "; ".join(told)


def _heading(plan: Plan) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_row(Text("Plan", style="bold"), Text(plan.id, style="bold"))
    table.add_row("for", f"{plan.organisation_name} ({plan.organisation})")
    for name, verdict in (("Lipas", plan.source), ("PTV", plan.target)):
        if verdict.complete and verdict.reasons:
            table.add_row(name, "; ".join(verdict.reasons))  # a plan that did not need this side
        elif verdict.complete:
            table.add_row(name, f"{verdict.items} items, read completely")
        else:
            told = f"{verdict.items} items, INCOMPLETE: {'; '.join(verdict.reasons)}"
            table.add_row(name, Text(told, style="red"))
    return Padding(table, (0, 0, 1, 0))


def _group(
    title: str, entries: Sequence[RenderableType], limit: int | None, count: int | None = None
) -> RenderableType:
    head = Text(f"{title} ({len(entries) if count is None else count})", style="bold")
    shown_entries = list(islice(entries, limit))
    if len(shown_entries) < len(entries):
        more = len(entries) - len(shown_entries)
        shown_entries.append(Text(f"  … and {more} more (--all shows them)", style="dim"))
    return Padding(Group(head, *shown_entries), (0, 0, 1, 0))


def _change(change: Change) -> RenderableType:
    sign, colour = _SIGN[change.op]
    head = Text("  ")
    head.append(f"{sign} ", style=colour)
    head.append(change.name, style="bold")
    head.append(f"  {change.source.id}", style="dim")
    if change.op != "create":
        head.append(f"  {change.reason}")
    if change.irreversible:
        head.append("  CANNOT BE UNDONE", style="red")
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column(width=5)
    table.add_column(width=18, style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for row in _rows(change):
        table.add_row("", *row)
    return Group(head, table) if table.row_count else head


def _rows(change: Change) -> Iterable[tuple[RenderableType, RenderableType]]:
    if change.op in {"create", "restore"}:
        for path in _TELLING:
            field = change.fields.get(path)
            if field:
                yield label(path), _with_number(change, path, shown(field.after))
        return
    if change.op == "archive":
        return
    for path, field in change.fields.items():
        before, after = (shortened(shown(v), 400) for v in (field.before, field.after))
        yield label(path), Text(f"− {before}", style="red")
        yield "", Text(f"+ {after}", style="green")


def _with_number(change: Change, path: str, street: str) -> str:
    if not path.startswith("address.street."):
        return shortened(street, 160)
    number, postal = (change.fields.get(name) for name in ("address.number", "address.postal_code"))
    told = f"{street} {shown(number.after)}" if number else street
    return f"{told}, {shown(postal.after)}" if postal else told


def _connections(plan: Plan, limit: int | None) -> list[RenderableType]:
    parts: list[RenderableType] = []
    ops: tuple[tuple[Op, str], ...] = (("connect", "Connect"), ("disconnect", "Disconnect"))
    for op, title in ops:
        by_service: dict[str, list[str]] = defaultdict(list)
        for change in plan.changes:
            if change.op == op:
                service, _, channel = change.name.partition(" – ")
                by_service[service].append(channel)
        sign, colour = _SIGN[op]
        entries: list[RenderableType] = []
        for service, channels in by_service.items():
            line = Text(f"{sign} ", style=colour)
            line.append(service, style="default bold")
            line.append(
                f"  {len(channels)}: {shortened(', '.join(channels), 200)}", style="default"
            )
            entries.append(_indented(line, 2))
        if entries:
            parts.append(_group(title, entries, limit, plan.counts[op]))
    return parts


def _drift(plan: Plan, limit: int | None) -> list[RenderableType]:
    if not plan.drift:
        return []
    entries: list[RenderableType] = []
    for edit in plan.drift:
        fate = "is written over" if edit.overwritten else "stays"
        entries.append(
            Text.assemble(
                "  ! ",
                (edit.name, "bold"),
                f"  {label(edit.field)}: «{shortened(shown(edit.theirs), 120)}» {fate}; "
                f"ours was «{shortened(shown(edit.ours), 120)}»",
            )
        )
    title = f"Edited in PTV since our last write, {plan.edits.get('overwritten', 0)} written over"
    return [_group(title, entries, limit, len(plan.drift))]


def _candidates(plan: Plan, limit: int | None) -> list[RenderableType]:
    if not plan.candidates:
        return []
    entries: list[RenderableType] = [
        Text.assemble(
            f"  {one.score:.0%}  ",
            (one.source.id, "dim"),
            "  may be ",
            (one.name, "bold"),
            f" ({one.ptv_id}): {shortened('; '.join(one.evidence), 220)}",
        )
        for one in plan.candidates
    ]
    return [_group("In PTV already? Decide with: hytedata sync adopt", entries, limit)]


def _reasons(title: str, skipped: Sequence[SkippedItem], limit: int | None) -> list[RenderableType]:
    """Items by reason; within a reason by what mends them, which is told once."""
    if not skipped:
        return []
    by_reason: dict[str, dict[str, list[SkippedItem]]] = defaultdict(lambda: defaultdict(list))
    for item in skipped:
        by_reason[item.reason][item.remedy].append(item)
    per_remedy = max(2, limit // 3) if limit else None
    entries: list[RenderableType] = []
    for reason in sorted(by_reason):
        count = sum(len(items) for items in by_reason[reason].values())
        entries.append(Text(f"  {reason} ({count})", style="cyan"))
        for remedy, items in by_reason[reason].items():
            entries += _remedied(remedy, items, per_remedy)
    return [_group(title, entries, None, len(skipped))]


def _remedied(
    remedy: str, items: Sequence[SkippedItem], limit: int | None
) -> Iterable[RenderableType]:
    for item in items[:limit]:
        name, told = item.name or item.source.id, shortened(item.detail, 220)
        yield _indented(
            Text.assemble((name, "bold"), (f"  {item.source.id}", "dim"), f"  {told}"), 4
        )
    more = len(items) - len(items[:limit])
    and_more = f"… and {more} more. " if more else ""
    yield _indented(Text(f"{and_more}Mend: {shortened(remedy, 220)}", style="dim"), 6)


def _indented(line: Text, by: int) -> RenderableType:
    """A line whose further lines, where the terminal is narrow, stay under its first."""
    return Padding(line, (0, 0, 0, by))


def _limits(plan: Plan) -> list[RenderableType]:
    entries: list[RenderableType] = [
        Text(f"  {b.limit}: {b.value:g}, allowed {b.allowed:g}", style="red") for b in plan.blocked
    ]
    return [_group("Beyond safety limits", entries, None)] if entries else []


def _closing(plan: Plan) -> RenderableType:
    if not plan.changes:
        unchanged = counted(plan.counts["unchanged"], "item", "items")
        left = f"; {len(plan.skipped)} left alone" if plan.skipped else ""
        return Text(f"Nothing to do: {unchanged} in step{left}.", style="bold green")
    return Text(
        f"{told_counts(plan)[0].upper()}{told_counts(plan)[1:]}. "
        f"{plan.counts['unchanged']} unchanged, {len(plan.skipped)} left alone.",
        style="bold",
    )
