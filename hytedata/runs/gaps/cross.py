"""Rules over all records, and what tells of the rules themselves: compared rule by rule."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hytedata.errors import NotFound
from hytedata.models.common import Rejection, SourceRef
from hytedata.models.finding import Problem
from hytedata.quality.cross_knowledge import CrossKnowledge
from hytedata.quality.evaluate import evaluate_cross
from hytedata.quality.owners import MACHINERY, owner_of_unknown
from hytedata.quality.rule import Rule, Subject
from hytedata.quality.rule_set import RuleSet
from hytedata.quality.rules.machinery import BROKEN_PACKAGE, REJECTED, RULE_FAILED
from hytedata.quality.states import Seen
from hytedata.runs.gaps.compare import Comparing, found_of
from hytedata.runs.gaps.subjects import owner_of_head, stated_place, subject_of_known, texts
from hytedata.runs.progress import OnProgress, Step
from hytedata.store.catalogue import Catalogue
from hytedata.store.check_runs import CheckRun
from hytedata.store.checks import Key
from hytedata.store.finding_rows import Found, Known

STEP: Final = "comparing records"
_HEADS_AT_ONCE: Final = 500


@dataclass(frozen=True)
class CrossRules:
    """Everything that judging all records together needs.

    Attributes:
        lost: Records that the latest read could not use.
    """

    catalogue: Catalogue
    run: CheckRun
    machinery: RuleSet
    knowledge: CrossKnowledge
    comparing: Comparing
    today: date
    lost: Collection[Key]

    def check(self, rules: Sequence[Rule], tell: OnProgress) -> dict[str, str]:
        """Run each rule; returns what those threw that failed, by code."""
        failed: dict[str, str] = {}
        if rules:
            world = self.knowledge.world(self.catalogue.checks.facts())
            for done, one in enumerate(evaluate_cross(world, rules, self.today), start=1):
                tell(Step(STEP, done, len(rules), finished=done == len(rules)))
                if one.error is not None:
                    failed[one.rule.code] = one.error
                else:
                    self._note(one.rule, one.problems)
        return failed

    def note_failed(self, failed: dict[str, str], asked: Collection[str] | None) -> None:
        """Keep which rules failed over all records.

        Args:
            failed: Code → what it threw.
            asked: Codes of the rules that were asked for; None: all.
        """
        problems = [
            (
                SourceRef(source=MACHINERY, kind="rule", id=code),
                Problem(field=code, params={"rule": code, "error": error}),
            )
            for code, error in failed.items()
        ]

        def seen(known: Known) -> Seen | None:
            return "not-found" if asked is None or known.field in asked else None

        self._put(self.machinery[RULE_FAILED], self._found(RULE_FAILED, problems), seen)

    def note_broken(self, rules: RuleSet) -> None:
        """Keep which packages of rules cannot be used."""
        problems = [
            (
                SourceRef(source=MACHINERY, kind="rules", id=one.name),
                Problem(params={"name": f"{one.name} ({one.value})", "why": one.why}),
            )
            for one in rules.broken
        ]
        found = self._found(BROKEN_PACKAGE, problems)
        self._put(self.machinery[BROKEN_PACKAGE], found, lambda _: "not-found")

    def note_rejections(self) -> int:
        """Keep which records cannot be used; returns how many."""
        rejected = self.catalogue.checks.rejections()
        found = (
            found_of(
                self.machinery[REJECTED],
                self._rejected(one),
                Problem(field=one.field, params={"where": one.field, "why": one.reason}),
                by_record=False,
            )
            for one in rejected
        )
        self._put(self.machinery[REJECTED], found, lambda _: "not-found")
        return len(rejected)

    def _rejected(self, one: Rejection) -> Subject:
        names = {"fi": one.name} if one.name else {}
        try:
            known = self.catalogue.get(one.ref)
        except NotFound:  # it never could be used
            return Subject(one.ref, None, names, owner=owner_of_unknown(one.ref))
        return Subject(
            one.ref, None, names or texts(known.names), *stated_place(known), owner_of_head(known)
        )

    def _note(self, rule: Rule, problems: Sequence[tuple[SourceRef, Problem]]) -> None:
        kinds = set(self.catalogue.kinds())
        before = self.catalogue.findings.of_rule(rule.code)
        lacking = self.catalogue.checks.unjudged(sorted({one.ref for one in before.values()}))

        def seen(known: Known) -> Seen:
            if known.ref in self.lost:
                return "not-checked"
            is_gone = known.ref[:2] in kinds and known.ref in lacking
            return "record-gone" if is_gone else "not-found"

        changes = self.comparing.changes(self._with_heads(rule, problems), before, seen)
        self.catalogue.findings.put(self.run.id, changes)

    def _with_heads(
        self, rule: Rule, problems: Sequence[tuple[SourceRef, Problem]]
    ) -> Iterator[Found]:
        """Yield problems with what is kept beside them; the heads of some hundreds in memory."""
        for start in range(0, len(problems), _HEADS_AT_ONCE):
            some = problems[start : start + _HEADS_AT_ONCE]
            known = self.catalogue.checks.known_of(sorted({_key(ref) for ref, _ in some}))
            for ref, problem in some:
                head = known.get(_key(ref))
                subject = (
                    subject_of_known(head)
                    if head
                    else Subject(ref, None, owner=owner_of_unknown(ref))
                )
                yield found_of(rule, subject, problem, by_record=False)

    def _put(
        self, rule: Rule, found: Iterable[Found], seen: Callable[[Known], Seen | None]
    ) -> None:
        known = self.catalogue.findings.of_rule(rule.code)
        self.catalogue.findings.put(self.run.id, self.comparing.changes(found, known, seen))

    def _found(self, code: str, problems: Iterable[tuple[SourceRef, Problem]]) -> Iterator[Found]:
        for ref, problem in problems:
            subject = Subject(ref, None, {"fi": ref.id}, owner=MACHINERY)
            yield found_of(self.machinery[code], subject, problem, by_record=False)


def _key(ref: SourceRef) -> Key:
    return ref.source, ref.kind, ref.id
