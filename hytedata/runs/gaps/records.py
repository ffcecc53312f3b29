"""The rules of single records, run over whatever waits for them."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import Final

from hytedata.errors import RecordError
from hytedata.models.finding import Problem
from hytedata.quality.cross_knowledge import CrossKnowledge
from hytedata.quality.evaluate import Checked, evaluate, told
from hytedata.quality.owners import MACHINERY
from hytedata.quality.rule import Subject
from hytedata.quality.rule_set import RuleSet, judges_single_records
from hytedata.quality.rules.machinery import RULE_FAILED, UNREADABLE
from hytedata.quality.states import Seen
from hytedata.runs.gaps.compare import Comparing, found_of
from hytedata.runs.gaps.subjects import Subjects
from hytedata.runs.progress import OnProgress, Step
from hytedata.store.catalogue import Catalogue
from hytedata.store.check_runs import CheckRun
from hytedata.store.checks import CheckedRecord, WaitingRecord
from hytedata.store.finding_rows import Found, Known

STEP: Final = "checking records"


@dataclass(frozen=True)
class RecordRules:
    """Everything that judging single records needs.

    Attributes:
        machinery: Rules that tell of the rules themselves.
        only: Whether some rules were asked for: then all records are judged, and none noted.
        calendars: Name of a calendar → its kind.
    """

    catalogue: Catalogue
    run: CheckRun
    rules: RuleSet
    machinery: RuleSet
    knowledge: CrossKnowledge
    comparing: Comparing
    today: date
    only: bool
    calendars: Mapping[str, str]

    def check(self, tell: OnProgress) -> int:
        """Judge what waits, some hundreds of records in memory; returns how many it were."""
        subjects, looked_at = Subjects(self.catalogue, self.calendars), 0
        for source, kind in self.catalogue.kinds():
            if self.only and not self.rules.of_kind(source, kind):
                continue
            speaks = self.calendars.get(source, "")
            by = f"{self.rules.fingerprint(source, kind)} {self.knowledge.version} {speaks}"
            for some in self.catalogue.checks.waiting(
                source, kind, by, self.today, everything=self.only
            ):
                self._portion("" if self.only else by, some, subjects)
                looked_at += len(some)
                tell(Step(STEP, looked_at))
        tell(Step(STEP, looked_at, looked_at, finished=True))
        return looked_at

    def _portion(self, by: str, some: Sequence[WaitingRecord], subjects: Subjects) -> None:
        unreadable: dict[str, str] = {}
        heads = [self._subject(one, subjects, unreadable) for one in some]
        facts = [self._facts(one, unreadable) for one in heads]
        readable = (one for one in heads if one.ref.id not in unreadable)
        judged = {one.subject.ref.id: one for one in evaluate(readable, self.rules, self.today)}
        each = [judged.get(one.ref.id) or Checked(one, [], None, []) for one in heads]
        failed = {(one.subject.ref.id, rule.code) for one in each for rule, _ in one.failed}
        changes = self.comparing.changes(
            (found for one in each for found in self._found(one, unreadable)),
            self.catalogue.findings.of_records(
                some[0].record.source, some[0].record.kind, [one.record.id for one in some]
            ),
            partial(self._unseen, failed, unreadable),
        )
        notes = [self._note(*it) for it in zip(some, each, facts, strict=True)]
        self.catalogue.checks.put(self.run.id, by, notes, list(changes))

    def _unseen(
        self, failed: Set[tuple[str, str]], unreadable: Mapping[str, str], known: Known
    ) -> Seen | None:
        """Say how the run saw a finding that it did not find again."""
        if known.rule == UNREADABLE:
            return "not-found"
        code = known.field if known.rule == RULE_FAILED else known.rule
        if code not in self._codes:
            return None if self.only else "not-checked"
        if known.rule == RULE_FAILED:
            return "not-found"
        record = known.ref[2]
        return "not-checked" if record in unreadable or (record, code) in failed else "not-found"

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(one.code for one in self.rules if judges_single_records(one))

    def _subject(
        self, one: WaitingRecord, subjects: Subjects, unreadable: dict[str, str]
    ) -> Subject:
        try:
            return subjects.of(one, one.record.model())
        except RecordError as error:
            unreadable[one.record.id] = told(error)
            return subjects.without_model(one)

    def _facts(self, subject: Subject, unreadable: dict[str, str]) -> str | None:
        if subject.record is None:
            return None
        try:
            return self.knowledge.kept(subject.record)
        except Exception as error:  # noqa: BLE001 - one record must not end the run
            unreadable[subject.ref.id] = told(error)
            return None

    def _found(self, each: Checked, unreadable: Mapping[str, str]) -> Iterator[Found]:
        subject = each.subject
        for rule, problem in each.problems:
            yield found_of(rule, subject, problem, by_record=True)
        ours = replace(subject, owner=MACHINERY)
        for rule, error in each.failed:
            problem = Problem(field=rule.code, params={"rule": rule.code, "error": error})
            yield self._machinery(RULE_FAILED, ours, problem)
        if (why := unreadable.get(subject.ref.id)) is not None:
            yield self._machinery(UNREADABLE, ours, Problem(params={"why": why}))

    def _machinery(self, code: str, subject: Subject, problem: Problem) -> Found:
        return found_of(self.machinery[code], subject, problem, by_record=True)

    def _note(self, one: WaitingRecord, each: Checked, facts: str | None) -> CheckedRecord:
        subject = each.subject
        return CheckedRecord(
            record=one,
            # What a rule could not judge is tried again by each run.
            until=self.today if each.failed else each.until,
            owner=subject.owner,
            municipality=subject.municipality,
            county=subject.county,
            facts=facts,
        )
