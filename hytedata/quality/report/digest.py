"""Findings counted exactly, and the few of them that a page has room for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from hytedata.models.finding import Finding, FindingState, Severity
from hytedata.quality.report.data import OPEN_STATES, ReportData

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
_ORDER: Final[Mapping[Severity, int]] = {one: at for at, one in enumerate(SEVERITIES)}

MOST_ROWS: Final = 4_000
MOST_GROUPS: Final = 1_000
"""What one page shows; the rest is in the files beside it."""


class Group(NamedTuple):
    """The findings of one rule at one owner; "" for findings that nobody is known to own."""

    owner: str
    rule: str


@dataclass(slots=True)
class GroupCount:
    """How many findings a group has, and how far they reach together."""

    severity: Severity
    total: int = 0
    reach: int = 0


@dataclass(slots=True)
class Counts:
    """Exact counts of one pass. All but `states` and `suspects` are of what is to be mended.

    Attributes:
        suspects: Open findings of rules that are to be checked themselves, by rule.
        municipalities: Errors and warnings; "" for no known municipality.
    """

    states: Counter[FindingState] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    suspects: Counter[str] = field(default_factory=Counter)
    municipalities: Counter[str] = field(default_factory=Counter)
    groups: dict[Group, GroupCount] = field(default_factory=dict)

    @property
    def to_mend(self) -> int:
        """How many findings there are, those for information included."""
        return self.severities.total()

    @property
    def to_act(self) -> int:
        """How many findings somebody is asked to mend: errors and warnings."""
        return self.severities["error"] + self.severities["warning"]

    def ordered(self) -> list[Group]:
        """Return the groups: errors first, then by reach."""
        return sorted(self.groups, key=self._rank)

    def by_rule(self) -> dict[str, GroupCount]:
        """Return the counts of each rule over all owners, in the order of groups."""
        found: dict[str, GroupCount] = {}
        for group in self.ordered():
            one = self.groups[group]
            whole = found.setdefault(group.rule, GroupCount(one.severity))
            whole.total += one.total
            whole.reach += one.reach
        return dict(sorted(found.items(), key=lambda pair: _rank(pair[1], pair[0])))

    def by_owner(self) -> dict[str, Counter[Severity]]:
        """Return the counts of each owner: most errors first, then most warnings."""
        found: dict[str, Counter[Severity]] = {}
        for group, one in self.groups.items():
            found.setdefault(group.owner, Counter())[one.severity] += one.total
        worst = {owner: tuple(-count[one] for one in SEVERITIES) for owner, count in found.items()}
        return dict(sorted(found.items(), key=lambda pair: (worst[pair[0]], pair[0])))

    def _rank(self, group: Group) -> tuple[int, int, str, str]:
        return (*_rank(self.groups[group], group.rule), group.owner)


def _rank(count: GroupCount, rule: str) -> tuple[int, int, str]:
    return (_ORDER[count.severity], -count.reach, rule)


def count(data: ReportData) -> Counts:
    """Count all findings; none is kept."""
    counts = Counts()
    for finding in data.findings:
        counts.states[finding.state] += 1
        if data.is_to_mend(finding):
            _note(counts, finding, data.reach(finding))
        elif finding.state in OPEN_STATES:
            counts.suspects[finding.rule] += 1
    return counts


def _note(counts: Counts, finding: Finding, reach: int) -> None:
    counts.severities[finding.severity] += 1
    if finding.severity != "info":
        counts.municipalities[finding.municipality or ""] += 1
    group = Group(finding.owner or "", finding.rule)
    one = counts.groups.setdefault(group, GroupCount(finding.severity))
    one.total += 1
    one.reach += reach
    if _ORDER[finding.severity] < _ORDER[one.severity]:
        one.severity = finding.severity


def shares(counts: Counts, rows: int = MOST_ROWS, groups: int = MOST_GROUPS) -> dict[Group, int]:
    """Return how many rows each group may show, in the order of groups.

    All groups get the same room, as far as they need it, so that no large one hides the small.
    """
    chosen = counts.ordered()[:groups]
    sizes = {group: counts.groups[group].total for group in chosen}
    each = _level(list(sizes.values()), rows)
    given = {group: min(size, each) for group, size in sizes.items()}
    left = rows - sum(given.values())
    for group in chosen:
        if left > 0 and given[group] < sizes[group]:
            given[group] += 1
            left -= 1
    return given


def _level(sizes: list[int], rows: int) -> int:
    """Return the largest number that all groups may have without exceeding *rows*."""
    low, high = 0, max(sizes, default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(size, middle) for size in sizes) <= rows:
            low = middle
        else:
            high = middle - 1
    return low


def sample(data: ReportData, room: Mapping[Group, int]) -> dict[Group, list[Finding]]:
    """Return the findings of each group that come first, as many as it has room for."""
    kept: dict[Group, list[Finding]] = {group: [] for group in room}
    for finding in data.findings:
        if not data.is_to_mend(finding):
            continue
        group = Group(finding.owner or "", finding.rule)
        some = kept.get(group)
        if some is None or not room[group]:
            continue
        some.append(finding)
        if len(some) >= 2 * room[group] + 50:
            some[:] = in_order(data, some)[: room[group]]
    return {group: in_order(data, some)[: room[group]] for group, some in kept.items()}


def in_order(data: ReportData, findings: list[Finding]) -> list[Finding]:
    """Return findings as they are worked off: by severity, reach, rule, place and record."""
    return sorted(
        findings,
        key=lambda it: (
            _ORDER[it.severity],
            -data.reach(it),
            it.rule,
            it.municipality or "~",
            it.source,
            it.item_id,
            it.field,
            it.id,
        ),
    )
