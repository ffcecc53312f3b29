"""Run the rules over the store: records, then all of them together, then states and counts."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from hytedata.models.finding import FindingState, Severity, Waiver
from hytedata.quality.cross_knowledge import CrossKnowledge, NoKnowledge
from hytedata.quality.jumps import JumpLimits, RuleCount, is_jump
from hytedata.quality.rule import Rule
from hytedata.quality.rule_set import RuleSet, judges_single_records, kind_name
from hytedata.quality.waivers import WaiverBook
from hytedata.runs.gaps.compare import Comparing
from hytedata.runs.gaps.cross import CrossRules
from hytedata.runs.gaps.records import RecordRules
from hytedata.runs.gaps.report import GapsReport, Unchecked
from hytedata.runs.gaps.unread import OLD_AFTER_DAYS, sources_of, unread
from hytedata.runs.progress import OnProgress, silent
from hytedata.store.catalogue import Catalogue
from hytedata.store.check_runs import CheckRun, RuleCheck

_LIMITS: Final = JumpLimits()
_WAIVED: Final[tuple[FindingState, ...]] = ("waived",)


@dataclass(frozen=True)
class GapsOptions:
    """How the rules are run.

    Attributes:
        only: Codes of rules: only these look, at all records; None: all rules, at what waits.
        trust: Codes of rules whose counts were looked at: they are in no doubt this time.
        limits: From when on a rule's count is in doubt.
        old_after_days: From when on a read is old.
        calendars: Name of a calendar → its kind, as configured: what it can tell at all.
    """

    only: tuple[str, ...] | None = None
    trust: tuple[str, ...] = ()
    limits: JumpLimits = _LIMITS
    old_after_days: int = OLD_AFTER_DAYS
    calendars: Mapping[str, str] = field(default_factory=dict)


def run_gaps(
    catalogue: Catalogue,
    today: date,
    *,
    rules: RuleSet | None = None,
    knowledge: CrossKnowledge | None = None,
    options: GapsOptions | None = None,
    tell: OnProgress = silent,
) -> GapsReport:
    """Look for what is wrong with the records of the store, and keep it there.

    A record is judged anew where it, its place or the rules changed, or where time may have
    changed a verdict. Some hundreds of records are in memory at a time, and the facts of all for
    the rules that compare them. A run that is killed is carried on by the next.

    Args:
        catalogue: The records.
        today: In Finland.
        rules: Instead of the packaged ones and those of other installed projects.
        knowledge: What rules over all records stand on; None runs none of them.
        options: How.
        tell: Called as the work goes on.

    Raises:
        InputError: A code is unknown.
        StoreError: The store cannot be used.
    """
    every = RuleSet.load() if rules is None else rules
    how = options or GapsOptions()
    for code in how.trust:
        every[code]
    asked = every if how.only is None else every.only(how.only)
    return _GapsRun(catalogue, today, every, asked, knowledge, how).go(tell)


@dataclass
class _GapsRun:
    catalogue: Catalogue
    today: date
    every: RuleSet
    asked: RuleSet
    given: CrossKnowledge | None
    how: GapsOptions

    def go(self, tell: OnProgress) -> GapsReport:
        knowledge = self.given or NoKnowledge()
        only = None if self.how.only is None else sorted(one.code for one in self.asked)
        machinery = [one for one in self.every if one.family == "machinery"]
        looking, lacking = self._looking()
        catalogue, run = self.catalogue, self.catalogue.check_runs.begin(self.today, only)
        codes = [one.code for one in (*looking, *machinery)]
        gone, lost = catalogue.checks.departed(self.today)
        holding = catalogue.findings.holding(run.started_at)
        before = catalogue.check_runs.rules()
        catalogue.check_runs.prepare(run, codes, holding, gone, lost)
        comparing = Comparing(
            run.started_at,
            {code: one.checked_at for code, one in before.items()},
            WaiverBook.of(holding),
        )
        looked_at = RecordRules(
            catalogue,
            run,
            self.asked,
            RuleSet(tuple(machinery)),
            knowledge,
            comparing,
            self.today,
            only is not None,
            self.how.calendars,
        ).check(tell)
        cross = CrossRules(
            catalogue,
            run,
            RuleSet(tuple(machinery)),
            knowledge,
            comparing,
            self.today,
            frozenset(lost),
        )
        failed = cross.check([one for one in looking if one.is_cross], tell)
        cross.note_failed(failed, only)
        cross.note_broken(self.every)
        rejected = cross.note_rejections()
        checked = [code for code in codes if code not in failed]
        notes = [*self._notes(run), *lacking, *_told(failed), *_rejected(rejected)]
        notes += self._idle(holding)
        if only is None:
            catalogue.check_runs.uncheck(run, checked)
        else:
            # Of rules that were asked for and could not look, nothing is known now.
            others = [one.code for one in self.every if one.code not in self.asked]
            catalogue.check_runs.uncheck(run, [*checked, *others])
        doubtful = self._count(run, checked, before)
        notes += [
            Unchecked(
                reason="rule-jumped",
                subject=one.rule,
                count=one.found,
                detail=f"{one.found} findings after {one.base_found}: check the rule",
            )
            for one in doubtful.values()
            if one.doubtful
        ]
        catalogue.check_runs.end(
            run, looked_at, [one.model_dump() for one in notes], tuple(doubtful.values())
        )
        return report_of(catalogue, run, only, looked_at, len(looking), notes)

    def _looking(self) -> tuple[list[Rule], list[Unchecked]]:
        """Return the rules that can look, and a note on those that compare and cannot."""
        there = sources_of(self.catalogue.kinds())
        names = {kind_name(*pair) for pair in self.catalogue.kinds()}
        looking: list[Rule] = []
        lacking: list[Unchecked] = []
        for one in self.asked:
            if judges_single_records(one):
                if names.intersection(one.kinds):
                    looking.append(one)
            elif one.is_cross:
                missing = sorted(set(one.needs) - there)
                if not missing and self.given is not None:
                    looking.append(one)
                else:
                    why = (
                        f"it needs {', '.join(missing)}" if missing else "nothing compares records"
                    )
                    lacking.append(
                        Unchecked(reason="rule-not-checked", subject=one.code, detail=why)
                    )
        return looking, lacking

    def _notes(self, run: CheckRun) -> Iterator[Unchecked]:
        return unread(
            self.asked,
            self.catalogue.kinds(),
            self.catalogue.checks.last_reads(),
            run.started_at,
            self.how.old_after_days,
        )

    def _idle(self, waivers: Collection[Waiver]) -> Iterator[Unchecked]:
        known = {one.code for one in self.every}
        for code in sorted({one.rule for one in waivers if one.rule} - known):
            why = "a waiver names it, and there is no such rule"
            yield Unchecked(reason="waiver-idle", subject=code, detail=why)

    def _count(
        self, run: CheckRun, codes: Collection[str], before: Mapping[str, RuleCheck]
    ) -> dict[str, RuleCheck]:
        """Keep the counts; returns how each rule stands."""
        totals = self.catalogue.check_runs.count(run, codes)
        records = _records_by_name(self.catalogue)
        return {
            code: self._standing(run, self.every[code], totals[code], records, before.get(code))
            for code in codes
        }

    def _standing(
        self,
        run: CheckRun,
        rule: Rule,
        found: int,
        records: Mapping[str, int],
        before: RuleCheck | None,
    ) -> RuleCheck:
        among = sum(records.get(kind, 0) for kind in rule.kinds) or sum(records.values())
        base = RuleCount(before.base_found, before.base_records) if before else None
        doubtful = (
            rule.family != "machinery"
            and rule.code not in self.how.trust
            and is_jump(RuleCount(found, among), base, self.how.limits)
        )
        now = RuleCheck(rule.code, run.started_at, found, doubtful, found, among)
        if doubtful and before is not None:
            return replace(now, base_found=before.base_found, base_records=before.base_records)
        return now


def report_of(
    catalogue: Catalogue,
    run: CheckRun,
    only: Collection[str] | None,
    looked_at: int,
    rules: int,
    notes: Collection[Unchecked],
) -> GapsReport:
    """Return the report of a run that has ended, from what the store holds."""
    told = catalogue.findings.counts(include_doubtful=False, rules=only)
    to_mend: dict[Severity, int] = {"error": 0, "warning": 0, "info": 0}
    by_rule: dict[str, int] = {}
    for one in told:
        to_mend[one.severity] += one.found
        by_rule[one.rule] = by_rule.get(one.rule, 0) + one.found

    def moved(state: FindingState) -> int:
        states: tuple[FindingState, ...] = (state,)
        found = catalogue.findings.counts(states=states, run=run.id, rules=only)
        return sum(one.found for one in found)

    waived = catalogue.findings.counts(states=_WAIVED, rules=only)
    doubtful = sorted(one.subject for one in notes if one.reason == "rule-jumped")
    return GapsReport(
        run=run.id,
        day=run.day,
        only=None if only is None else tuple(only),
        looked_at=looked_at,
        records=sum(catalogue.checks.counts().values()),
        rules=rules,
        to_mend=to_mend,
        new=moved("new"),
        reopened=moved("reopened"),
        fixed=moved("fixed"),
        gone=moved("gone"),
        unchecked=moved("unchecked"),
        waived=sum(one.found for one in waived),
        by_rule=by_rule,
        doubtful=tuple(doubtful),
        not_checked=tuple(notes),
    )


def _records_by_name(catalogue: Catalogue) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for (source, kind), count in catalogue.checks.counts().items():
        name = kind_name(source, kind)
        counts[name] = counts.get(name, 0) + count
    return counts


def _told(failed: Mapping[str, str]) -> Iterator[Unchecked]:
    for code, error in failed.items():
        yield Unchecked(reason="rule-failed", subject=code, detail=error)


def _rejected(count: int) -> Iterator[Unchecked]:
    if count:
        detail = "records that could not be read are findings of their own (HYTE-RUL-003)"
        yield Unchecked(reason="records-rejected", subject="records", count=count, detail=detail)
