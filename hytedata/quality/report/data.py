"""What a report is made of: plain values, in no language yet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from hytedata.errors import InputError
from hytedata.models.classification import ProviderKind, ThemeSlug
from hytedata.models.finding import Finding, FindingState
from hytedata.quality.rule import Rule

if TYPE_CHECKING:
    from hytedata.clients.boundaries import Boundaries

AreaKind: TypeAlias = Literal["county", "municipality"]
Names: TypeAlias = Mapping[str, str]
"""A name by language; where the wanted one is missing, Finnish or any other is shown."""

OPEN_STATES: Final[frozenset[FindingState]] = frozenset({"new", "open", "reopened"})
"""Findings that somebody is to mend; the others are told as numbers."""

UncheckedReason: TypeAlias = Literal[
    "source-not-read", "source-partly-read", "source-old", "records-rejected", "rule-failed",
    "rule-jumped", "rule-not-checked", "waiver-idle",
]  # fmt: skip
"""Why a run of the rules cannot speak of something; see `NotCheckedReason`."""

NotCheckedReason: TypeAlias = (
    UncheckedReason
    | Literal["no-borders", "criteria-unknown", "unplaced", "some-rules", "nationwide-not-read"]
)
"""`rule-jumped`: the count of a rule rose so much that the rule is looked at first; its findings
are counted, and not sent to owners. `waiver-idle`: people waived a rule that is gone.
`criteria-unknown`: what a tray asks for is not public. `unplaced`: findings of which nobody knows
where they belong, so that no area's report has them. `some-rules`: only some were asked for."""


@dataclass(frozen=True, slots=True)
class ReportedSource:
    """A register or calendar, and how it was read.

    Attributes:
        name: `ptv`, `lipas`, or a calendar's name.
        records: How many were looked at.
        read_at: Aware; None where it was never read.
        complete: Whether nothing was missing in the read.
    """

    name: str
    records: int = 0
    read_at: datetime | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Something that this report cannot speak of.

    Attributes:
        reason: Why; reports have words for it.
        subject: Code of a rule, name of a source, or a criterion.
        count: Of records or findings; None where nobody knows.
        detail: What the machinery said; shown as it is.
    """

    reason: NotCheckedReason
    subject: str
    count: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """How many findings were open after one run."""

    day: date
    errors: int
    warnings: int
    infos: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """Counts of open findings in the run before this one.

    Attributes:
        day: Of that run.
        by_rule: Code → count.
        by_owner: Id → count.
    """

    day: date
    by_rule: Mapping[str, int] = field(default_factory=dict)
    by_owner: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """What there is of one theme in one municipality; None: its source was not read.

    Attributes:
        services: Of PTV, without nationwide ones.
        places: Sites of Lipas in use and service locations, merged.
        events: In the next 30 days.
        possible: Records that may belong here; in none of the other counts.
        providers: How many of them each kind of provider answers for.
        before: Services, places and events of the last run; None where there was none.
    """

    services: int | None = 0
    places: int | None = 0
    events: int | None = 0
    possible: int = 0
    providers: Mapping[ProviderKind, int] = field(default_factory=dict)
    before: int | None = None

    @property
    def total(self) -> int:
        """All that is there."""
        return (self.services or 0) + (self.places or 0) + (self.events or 0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there, and all sources were read."""
        return self.total == 0 and None not in (self.services, self.places, self.events)

    @property
    def is_undescribed(self) -> bool:
        """Whether there is something to go to, and no service that tells of it."""
        return self.services == 0 and self.total > 0


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """Theme × municipality. A record may stand in two themes: columns do not add up.

    Attributes:
        themes: Slugs, in the order shown.
        municipalities: Codes.
        cells: By theme and municipality; one that is missing is empty.
        nationwide: Services for the whole country by theme; they are in no cell.
        nationwide_read: Whether these were read at all.
    """

    themes: tuple[ThemeSlug, ...]
    municipalities: tuple[str, ...]
    cells: Mapping[tuple[ThemeSlug, str], CoverageCell]
    nationwide: Mapping[ThemeSlug, int] = field(default_factory=dict)
    nationwide_read: bool = True

    def cell(self, theme: ThemeSlug, municipality: str) -> CoverageCell:
        """Return one cell."""
        return self.cells.get((theme, municipality), _NOTHING)


_NOTHING: Final = CoverageCell()


@dataclass(frozen=True, slots=True)
class ReadinessCount:
    """How many services or channels a tray does not show for one first criterion."""

    criterion: Names
    count: int


@dataclass(frozen=True, slots=True)
class ReadinessSummary:
    """How many services, or channels, of PTV a tray shows.

    Attributes:
        profile: Name of the tray's profile.
        looked_at: Services or channels.
        visible: Those of them that nothing keeps from being shown.
        unknown: Those of which it is not known, since not all criteria are.
        reasons: In the order of the ladder.
        limits: What of the criteria is not known.
    """

    profile: Names
    looked_at: int
    visible: int
    unknown: int = 0
    reasons: tuple[ReadinessCount, ...] = ()
    limits: Names = field(default_factory=dict)


def reach_of_one(_: Finding) -> int:
    """Return 1: no record counts for more than another."""
    return 1


@dataclass(frozen=True)
class ReportData:
    """All that a report tells.

    Attributes:
        area_kind: What the report is of.
        area: Code of the county or municipality.
        made_at: Of the run, aware.
        findings: Of every state; iterated several times, so a list or a view that reads anew.
        rules: Those that were used.
        owners: Names by owner id.
        reach: How far a finding reaches: of how many municipalities people meet the record.
        suspect_rules: Codes of rules to be checked themselves: counted, and not in worklists.
        trend: Oldest first, this run last.
        readiness, channels: What a tray shows of services, and of channels.
        borders: Of municipalities, for the map; None: there is no map, and that is said.
    """

    area_kind: AreaKind
    area: str
    made_at: datetime
    sources: tuple[ReportedSource, ...]
    findings: Iterable[Finding]
    rules: tuple[Rule, ...]
    owners: Mapping[str, Names] = field(default_factory=dict)
    reach: Callable[[Finding], int] = reach_of_one
    suspect_rules: frozenset[str] = frozenset()
    not_checked: tuple[NotChecked, ...] = ()
    trend: tuple[TrendPoint, ...] = ()
    before: Before | None = None
    coverage: CoverageTable | None = None
    readiness: ReadinessSummary | None = None
    channels: ReadinessSummary | None = None
    borders: "Boundaries | None" = None

    def __post_init__(self) -> None:
        if iter(self.findings) is self.findings:
            raise InputError(
                "findings are iterated several times: give a list, or an object whose __iter__ "
                "begins anew"
            )
        if self.made_at.tzinfo is None:
            raise InputError("made_at needs a time zone")

    def is_to_mend(self, finding: Finding) -> bool:
        """Say whether a finding belongs in somebody's worklist."""
        return finding.state in OPEN_STATES and finding.rule not in self.suspect_rules
