"""The parts of a report that the store holds besides findings: sources, names, reach, trend."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hytedata.codes import municipalities
from hytedata.models.finding import Finding, FindingState, Severity
from hytedata.quality.owners import MACHINERY, owner_name
from hytedata.quality.report.data import Before, Names, NotChecked, ReportedSource, TrendPoint
from hytedata.quality.rule import RULE_LANGUAGES, Rule
from hytedata.runs.gaps.area import ReportArea
from hytedata.runs.gaps.report import Unchecked
from hytedata.runs.gaps.subjects import county_of
from hytedata.store.catalogue import AreaCode, Catalogue, ReadVerdict
from hytedata.store.finding_query import FindingFilter

REGISTERS: Final = ("ptv", "lipas")
RUNS_SHOWN: Final = 20
_PLACE: Final = "municipality:"
_STANDING: Final[tuple[FindingState, ...]] = ("new", "open", "reopened", "waived", "unchecked")
_LEFT: Final[tuple[FindingState, ...]] = ("fixed", "gone")
_CALENDAR: Final[Names] = {"fi": "kalenteri", "sv": "kalender", "en": "calendar"}
_OURS: Final[Names] = {
    "fi": "hytedata, sääntöjen ylläpito",
    "sv": "hytedata, reglernas underhåll",
    "en": "hytedata, who keeps the rules",
}


@dataclass(frozen=True)
class FindingsView:
    """What stands, and what a run took away; read anew each time, thousands in memory."""

    catalogue: Catalogue
    run: int
    wanted: FindingFilter

    def __iter__(self) -> Iterator[Finding]:
        """Yield them, the gravest first."""
        standing: FindingFilter = {**self.wanted, "states": _STANDING}
        left: FindingFilter = {**self.wanted, "states": _LEFT, "run": self.run}
        yield from self.catalogue.findings.all(**standing)
        yield from self.catalogue.findings.all(**left)


def sources_of(
    catalogue: Catalogue, area: ReportArea, calendars: Iterable[str]
) -> tuple[ReportedSource, ...]:
    """Return how each register, and each of *calendars*, was read in an area."""
    county = area.code if area.kind == "county" else None
    counts = catalogue.report_facts.looked_at(area.municipalities, county)
    reads: dict[str, list[ReadVerdict]] = {name: [] for name in (*REGISTERS, *calendars)}
    for one in catalogue.checks.last_reads():
        if one.source in reads and _concerns(one, area):
            reads[one.source].append(one)
    return tuple(_source(name, counts.get(name, 0), some, area) for name, some in reads.items())


def _source(
    name: str, records: int, reads: Sequence[ReadVerdict], area: ReportArea
) -> ReportedSource:
    if not reads:
        return ReportedSource(name, records)
    scopes = [one.scope for one in reads]
    placed = {_municipality(one) for one in scopes if one.startswith(_PLACE)}
    # Read municipality by municipality: all of them have to be there.
    whole = any(not one.startswith(_PLACE) for one in scopes) or set(area.municipalities) <= placed
    return ReportedSource(
        name,
        records,
        max(one.ended_at for one in reads),
        complete=whole and all(one.complete for one in reads),
    )


def _concerns(read: ReadVerdict, area: ReportArea) -> bool:
    return not read.scope.startswith(_PLACE) or _municipality(read.scope) in area.municipalities


def _municipality(scope: str) -> str:
    # A read may be narrowed: "municipality:889 categories:1".
    return scope.removeprefix(_PLACE)[:3]


def not_checked(notes: Iterable[Unchecked], unplaced: int) -> tuple[NotChecked, ...]:
    """Return what a run could not speak of, in the shape of reports.

    Rules that lack the same thing are one note; what reports have words for needs no detail.
    """
    lacking: dict[str, list[str]] = {}
    found: list[NotChecked] = []
    for one in notes:
        if one.reason == "rule-not-checked":
            lacking.setdefault(one.detail, []).append(one.subject)
        else:
            found.append(_note(one))
    found += [
        NotChecked("rule-not-checked", ", ".join(codes), len(codes)) for codes in lacking.values()
    ]
    if unplaced:
        found.append(NotChecked("unplaced", "", unplaced))
    return tuple(found)


def _note(one: Unchecked) -> NotChecked:
    match one.reason:
        case "source-partly-read" | "rule-failed":
            return NotChecked(one.reason, _subject(one.subject), one.count, one.detail)
        case "records-rejected" | "rule-jumped":
            return NotChecked(one.reason, _subject(one.subject), one.count)
        case _:
            # The count of a source that was not read is of rules.
            return NotChecked(one.reason, _subject(one.subject))


def _subject(subject: str) -> str:
    return subject.removesuffix(" event")


def owner_names(catalogue: Catalogue, wanted: FindingFilter) -> Mapping[str, Names]:
    """Return what everybody is called who has something to mend, in all languages."""
    organisations = catalogue.checks.names("ptv", "organisation")
    return {
        owner: _owner(owner, organisations)
        for owner in catalogue.findings.owners(**wanted)
        if owner
    }


def _owner(owner: str, organisations: Mapping[str, Mapping[str, str]]) -> Names:
    if owner == MACHINERY:
        return _OURS
    if owner in organisations:
        return organisations[owner]
    names = {str(one): owner_name(owner, one, organisations) for one in RULE_LANGUAGES}
    calendar, _, publisher = owner.partition(":")
    if publisher and set(names.values()) == {publisher}:
        return {str(one): f"{publisher} ({_CALENDAR[one]} {calendar})" for one in RULE_LANGUAGES}
    return names


def reach_of(catalogue: Catalogue) -> Callable[[Finding], int]:
    """Return what says of how many municipalities people meet the record of a finding."""
    wide: dict[tuple[str, str], int] = {}
    everywhere = len(municipalities())
    for kind in ("service", "service-channel"):
        for key, area in catalogue.report_facts.areas("ptv", kind).items():
            if (number := _reach(area)) > 1:
                wide[kind, key] = number
        for key in catalogue.report_facts.nationwide("ptv", kind):
            wide[kind, key] = everywhere

    def reach(finding: Finding) -> int:
        found = wide.get((finding.kind, finding.item_id)) if finding.source == "ptv" else None
        return found or 1

    return reach


def _reach(area: Sequence[AreaCode]) -> int:
    codes: set[str] = set()
    for one in area:
        if one.kind == "municipality":
            codes.add(one.code)
        elif one.kind == "county":
            codes.update(it.code for it in municipalities() if it.county.code == one.code)
        elif one.kind == "region":
            codes.update(it.code for it in municipalities() if it.region.code == one.code)
    return len(codes)


def trend_of(
    catalogue: Catalogue, area: ReportArea, rules: Iterable[Rule], suspects: frozenset[str]
) -> tuple[tuple[TrendPoint, ...], Before | None]:
    """Return the latest runs, the oldest first, and the one before the latest.

    Rules whose count is in doubt now are left out of all, and so are those that are gone.
    """
    severities = {one.code: one.severity for one in rules if one.code not in suspects}
    runs = [one for one in catalogue.check_runs.latest(RUNS_SHOWN) if one.only is None]
    totals: dict[int, Counter[Severity]] = {one.id: Counter() for one in runs}
    before = runs[1] if len(runs) > 1 else None
    by_rule: Counter[str] = Counter()
    by_owner: Counter[str] = Counter()
    owners = _owners_at_large(catalogue, area)
    for one in catalogue.report_facts.counted(area.municipalities, owners, runs=RUNS_SHOWN):
        if one.rule not in severities or one.run not in totals:
            continue
        totals[one.run][severities[one.rule]] += one.found
        if before is not None and one.run == before.id:
            by_rule[one.rule] += one.found
            by_owner[one.owner] += one.found
    # Of several runs on a day the last one counts.
    points = {
        one.day: TrendPoint(one.day, *(totals[one.id][it] for it in ("error", "warning", "info")))
        for one in reversed(runs)
    }
    return tuple(points.values()), Before(before.day, by_rule, by_owner) if before else None


def _owners_at_large(catalogue: Catalogue, area: ReportArea) -> list[str]:
    """Return the organisations whose services are nowhere but in the whole county."""
    if area.kind != "county":
        return []
    areas = catalogue.report_facts.areas("ptv", "organisation")
    return [key for key, codes in areas.items() if county_of(codes) == area.code]
