"""Findings, rules and their trend as a person reads them on a terminal of 80 columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hytedata.codes import find_municipality
from hytedata.models.finding import Finding, Severity
from hytedata.quality.rule import Rule, RuleLanguage
from hytedata.quality.rule_set import RuleSet
from hytedata.quality.wording import message_with
from hytedata.runs.gaps.report import GapsReport, Unchecked
from hytedata.store.findings import TrendPoint

STYLES: Final[Mapping[Severity, str]] = {"error": "red", "warning": "yellow", "info": "cyan"}
NOTHING_READ: Final = (
    "Nothing was read into the store yet, so nothing could be checked. Read first: hytedata read "
    "ptv, hytedata read lipas, hytedata read events."
)
RULES_SHOWN, OWNERS_SHOWN, NOTES_SHOWN = 12, 8, 8
_BAR: Final = 24


def report_text(
    report: GapsReport,
    rules: RuleSet,
    counts: Sequence[tuple[str, Severity, int]],
    owners: Sequence[tuple[str, int]],
    *,
    where: str,
    language: RuleLanguage,
) -> RenderableType:
    """Lay out a run.

    Args:
        report: Of the run.
        rules: For their titles.
        counts: Rule, severity and findings to be mended, the gravest first.
        owners: Name and findings to be mended, the most first.
        where: Of which area the counts are.
        language: Of titles.
    """
    parts: list[RenderableType] = [_head(report, where)]
    if not report.records:
        return Group(*parts, Text(NOTHING_READ, style="yellow"))
    parts += [_numbers(counts), _moves(report)]
    if counts:
        parts += [_title("What is wrong, the gravest first"), _rules(counts, rules, language)]
    if owners:
        parts += [_title("Who has most to mend"), _owners(owners)]
    doubtful = [one for one in report.not_checked if one.reason == "rule-jumped"]
    if doubtful:
        parts += [_title("Check the rule: too many at once, told to nobody"), _notes(doubtful)]
    rest = [one for one in report.not_checked if one.reason != "rule-jumped"]
    if rest:
        parts += [_title("Not checked"), _notes(rest)]
    return Group(*parts)


def rules_text(rules: Iterable[Rule], language: RuleLanguage) -> RenderableType:
    """Lay out a list of rules, by code."""
    table = _table()
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for one in rules:
        mark = Text(" may be wrong", style="dim") if one.heuristic else Text("")
        title = Text(one.words[language].title) + mark
        table.add_row(Text(one.code, style="bold"), _severity(one.severity), title)
    return table


def rule_text(rule: Rule, language: RuleLanguage, *, found: int | None) -> RenderableType:
    """Lay out one rule; *found* is how much there is to mend, None where it never looked."""
    words = rule.words[language]
    parts: list[RenderableType] = [
        Text.assemble((rule.code, "bold"), "  ", _severity(rule.severity), f"  since {rule.since}"),
        Text(words.title, style="bold"),
        Text(""),
        Text(words.why),
        _labelled("Mend", words.mend),
    ]
    if rule.heuristic:
        parts.append(_labelled("Note", "a heuristic: it may be wrong"))
    if rule.kinds:
        parts.append(_labelled("Looks at", ", ".join(rule.kinds)))
    for name, value in rule.parameters.items():
        parts.append(_labelled("Parameter", f"{name} = {value}"))
    for label, text in (("Source", rule.reference), ("Guidance", rule.guidance)):
        if text:
            parts.append(_labelled(label, text))
    told = "it has not looked yet" if found is None else f"{found} to mend"
    return Group(*parts, _labelled("Findings", told))


def finding_text(finding: Finding, rule: Rule | None, language: RuleLanguage) -> RenderableType:
    """Lay out one finding with its rule; None where its rule is gone."""
    name = finding.names.get(language) or next(iter(finding.names.values()), "")
    parts: list[RenderableType] = [
        Text.assemble(
            (finding.id, "bold cyan"), "  ", _severity(finding.severity), f"  {finding.state}"
        ),
        Text(f"{name}  {finding.source} {finding.kind} {finding.item_id}".strip(), style="bold"),
    ]
    if rule is None:
        parts.append(Text(f"{finding.rule}: this rule is no longer there"))
    else:
        words = rule.words[language]
        parts += [Text(message_with(words, finding.params)), _labelled("Mend", words.mend)]
    for label, text in (
        ("Field", finding.field),
        ("Value", finding.value),
        ("Owner", finding.owner or ""),
        ("Where", _place(finding.municipality)),
        ("Page", finding.link),
        ("Rule", finding.rule),
    ):
        if text:
            parts.append(_labelled(label, text))
    if finding.first_seen and finding.last_seen:
        seen = f"{finding.first_seen:%Y-%m-%d} to {finding.last_seen:%Y-%m-%d}"
        parts.append(_labelled("Seen", seen))
    return Group(*parts)


def trend_text(points: Sequence[TrendPoint]) -> RenderableType:
    """Lay out how the number of findings went: a line per run, the oldest first."""
    totals: dict[int, int] = {}
    days = {one.run: one.day for one in points}
    for one in points:
        totals[one.run] = totals.get(one.run, 0) + one.found
    most = max(totals.values(), default=1)
    table = _table()
    for justify in ("left", "right", "right", "left"):
        table.add_column(justify=justify, no_wrap=True)
    before: int | None = None
    for run, total in sorted(totals.items()):
        change = "" if before is None or before == total else f"{total - before:+d}"
        bar = "█" * max(1, round(_BAR * total / most)) if total else ""
        style = "green" if change.startswith("-") else "red"
        table.add_row(days[run].isoformat(), str(total), Text(change, style=style), bar)
        before = total
    return table


def _place(code: str | None) -> str:
    found = find_municipality(code) if code else None
    return f"{found.municipality.name.fi} ({code})" if found else code or ""


def _head(report: GapsReport, where: str) -> Text:
    told = f"{report.records} records, {report.looked_at} looked at anew, {report.rules} rules"
    day = (f"Gaps on {report.day.isoformat()}", "bold")
    return Text.assemble(day, f" · {where}\n", (told, "dim"))


def _numbers(counts: Sequence[tuple[str, Severity, int]]) -> Text:
    line = Text()
    for severity in STYLES:
        number = sum(found for _, one, found in counts if one == severity)
        plural = severity if severity == "info" or number == 1 else f"{severity}s"
        line.append(f"{number} {plural}", style=f"bold {STYLES[severity]}" if number else "dim")
        line.append("  ")
    return line


def _moves(report: GapsReport) -> Text:
    names = ("new", "reopened", "fixed", "gone", "waived", "unchecked")
    told = [f"{getattr(report, one)} {one}" for one in names if getattr(report, one)]
    return Text(" · ".join(told) or "nothing has changed since the last run", style="dim")


def _rules(
    counts: Sequence[tuple[str, Severity, int]], rules: RuleSet, language: RuleLanguage
) -> RenderableType:
    titles = {one.code: one.words[language].title for one in rules}
    table = _table()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for code, severity, found in counts[:RULES_SHOWN]:
        table.add_row(str(found), _severity(severity), code, Text(titles.get(code, "")))
    return Group(table, *_more(len(counts) - RULES_SHOWN, "rules: --json"))


def _owners(owners: Sequence[tuple[str, int]]) -> RenderableType:
    table = _table()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    for name, found in owners[:OWNERS_SHOWN]:
        table.add_row(str(found), Text(name))
    return Group(table, *_more(len(owners) - OWNERS_SHOWN, "owners: --out writes all"))


def _notes(notes: Sequence[Unchecked]) -> RenderableType:
    table = _table()
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    grouped: dict[tuple[str, str], list[Unchecked]] = {}
    for one in notes:
        # Many rules may lack the same thing.
        key = one.detail if one.reason == "rule-not-checked" else one.subject
        grouped.setdefault((one.reason, key), []).append(one)
    shown = list(grouped.values())
    for some in shown[:NOTES_SHOWN]:
        first = some[0]
        subject = first.subject if len(some) == 1 else f"{len(some)} rules"
        told = first.reason == "records-rejected" and first.count is not None
        detail = f"{first.count} {first.detail}" if told else first.detail
        table.add_row(Text(subject, style="yellow"), Text(detail))
    return Group(table, *_more(len(shown) - NOTES_SHOWN, "more: --json"))


def _more(number: int, words: str) -> tuple[RenderableType, ...]:
    return (Text(f"  and {number} {words}", style="dim"),) if number > 0 else ()


def _title(text: str) -> RenderableType:
    return Padding(Text(text, style="bold"), (1, 0, 0, 0))


def _labelled(label: str, text: str) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim", min_width=9)
    table.add_column(ratio=1)
    table.add_row(label, Text(text))
    return table


def _severity(severity: Severity) -> Text:
    return Text(severity, style=STYLES[severity])


def _table() -> Table:
    return Table.grid(padding=(0, 2, 0, 0))
