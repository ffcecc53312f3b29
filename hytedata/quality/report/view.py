"""Findings as one language's page shows them: owners, their groups, and the rows of each."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hytedata.codes.folding import fold
from hytedata.export.map.words import area_name
from hytedata.models.finding import Finding, Severity
from hytedata.quality.report.data import ReportData
from hytedata.quality.report.digest import Counts, Group
from hytedata.quality.report.language import Words, best_name
from hytedata.quality.report.messages import message_of, safe_link, shortened
from hytedata.quality.report.parts import part_of
from hytedata.quality.rule import Rule

_LONGEST_NAME: Final = 120
_LONGEST_STEM: Final = 40


@dataclass(frozen=True, slots=True)
class RowView:
    """One finding.

    Attributes:
        name: Of the record.
        place: Name of its municipality, or "".
        part: Which text of the record, and in which language; "" where there is nothing to say.
        link: Where it is mended; "" for none that may be followed.
    """

    name: str
    place: str
    municipality: str
    source: str
    message: str
    part: str
    link: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """The findings of one rule at one owner; `hidden` of them are only in the files."""

    code: str
    title: str
    severity: Severity
    total: int
    hidden: int
    why: str
    mend: str
    guidance: str
    heuristic: bool
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class OwnerView:
    """Who is to mend something.

    Attributes:
        id: Of the owner; "" where nobody is known.
        anchor: Of the section.
        stem: Of the names of the worklist's files.
        change: Since the run before, with sign; "" where nothing is known.
        unseen: Findings of kinds that the page has no room for.
    """

    id: str
    anchor: str
    stem: str
    name: str
    counts: Mapping[Severity, int]
    total: int
    change: str
    groups: tuple[GroupView, ...]
    unseen: int


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule that found something, over all owners."""

    code: str
    title: str
    severity: Severity
    total: int
    change: str
    owners: int
    most: str
    most_count: int
    mend: str
    heuristic: bool


def owner_name(owner: str, data: ReportData, words: Words) -> str:
    """Return who an owner is; its id where it has no name, and a word where it is unknown."""
    if not owner:
        return words("owner.unknown")
    return shortened(best_name(data.owners.get(owner, {}), words.language, owner), _LONGEST_NAME)


def owner_stem(owner: str, data: ReportData) -> str:
    """Return the name of an owner's files, the same in every run and language.

    Its end is made of the id, so that two of one name do not write over each other.
    """
    if not owner:
        return "unknown-owner"
    name = fold(best_name(data.owners.get(owner, {}), "fi", owner))
    plain = name.replace(" ", "-")[:_LONGEST_STEM].strip("-")
    mark = hashlib.blake2b(owner.encode(), digest_size=4).hexdigest()
    return f"{plain}-{mark}" if plain else mark


def place_name(municipality: str | None, words: Words) -> str:
    """Return the name of a municipality, or ""."""
    return area_name(municipality, "municipality", words.language) if municipality else ""


def source_name(source: str, words: Words) -> str:
    """Return the name of a register; a calendar's own name as it is."""
    return words(f"source.{source}") if f"source.{source}" in words.entries else source


def rules_of(data: ReportData) -> dict[str, Rule]:
    """Return the rules by code."""
    return {rule.code: rule for rule in data.rules}


def owner_views(
    data: ReportData, counts: Counts, rows: Mapping[Group, list[Finding]], words: Words
) -> tuple[OwnerView, ...]:
    """Return the owners with their groups: most errors first."""
    rules = rules_of(data)
    groups: dict[str, list[GroupView]] = {}
    for group, some in rows.items():
        groups.setdefault(group.owner, []).append(
            _group(group, counts, some, rules.get(group.rule), words)
        )
    return tuple(
        _owner(owner, data, severities, tuple(groups.get(owner, ())), words)
        for owner, severities in counts.by_owner().items()
    )


def _owner(
    owner: str,
    data: ReportData,
    severities: Counter[Severity],
    groups: tuple[GroupView, ...],
    words: Words,
) -> OwnerView:
    total = severities.total()
    before = data.before
    return OwnerView(
        id=owner,
        anchor=f"o-{owner_stem(owner, data)}",
        stem=owner_stem(owner, data),
        name=owner_name(owner, data, words),
        counts=severities,
        total=total,
        change=words.change(total, before.by_owner.get(owner, 0)) if before else "",
        groups=groups,
        unseen=total - sum(group.total for group in groups),
    )


def _group(
    group: Group, counts: Counts, rows: Iterable[Finding], rule: Rule | None, words: Words
) -> GroupView:
    told = counts.groups[group]
    shown = tuple(row_view(finding, rule, words) for finding in rows)
    own = rule.words[words.language] if rule else None
    return GroupView(
        code=group.rule,
        title=own.title if own else group.rule,
        severity=told.severity,
        total=told.total,
        hidden=told.total - len(shown),
        why=own.why if own else "",
        mend=own.mend if own else words("group.no-rule"),
        guidance=safe_link(rule.guidance) if rule else "",
        heuristic=rule.heuristic if rule else False,
        rows=shown,
    )


def row_view(finding: Finding, rule: Rule | None, words: Words) -> RowView:
    """Return a finding as a row."""
    return RowView(
        name=shortened(best_name(finding.names, words.language, finding.item_id), _LONGEST_NAME),
        place=place_name(finding.municipality, words),
        municipality=finding.municipality or "",
        source=finding.source,
        message=message_of(finding, rule, words.language),
        part=part_of(finding, rule, words),
        link=safe_link(finding.link),
    )


def rule_views(data: ReportData, counts: Counts, words: Words) -> tuple[RuleView, ...]:
    """Return the rules that found something: errors first, then by reach."""
    owners: dict[str, Counter[str]] = {}
    for group, one in counts.groups.items():
        owners.setdefault(group.rule, Counter())[group.owner] += one.total
    rules, before = rules_of(data), data.before
    views = []
    for code, one in counts.by_rule().items():
        rule = rules.get(code)
        own = rule.words[words.language] if rule else None
        (most, most_count), *_ = sorted(owners[code].items(), key=lambda it: (-it[1], it[0]))
        views.append(
            RuleView(
                code=code,
                title=own.title if own else code,
                severity=one.severity,
                total=one.total,
                change=words.change(one.total, before.by_rule.get(code, 0)) if before else "",
                owners=len(owners[code]),
                most=owner_name(most, data, words),
                most_count=most_count,
                mend=own.mend if own else "",
                heuristic=rule.heuristic if rule else False,
            )
        )
    return tuple(views)
