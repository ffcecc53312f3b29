"""Records in, problems out; a rule that throws is a problem of its own, and the rest goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, cast

from hytedata.models.common import SourceRef
from hytedata.models.finding import Problem
from hytedata.quality.rule import Check, CrossCheck, Rule, Setting, Subject, Verdict
from hytedata.quality.rule_set import RuleSet

LONGEST_ERROR = 200


@dataclass(slots=True)
class Checked:
    """What all rules had to say of one record.

    Attributes:
        problems: Each with the rule that found it, in the order of the rules.
        until: The earliest day on which a rule may judge the same record otherwise; None: only an
            edit can change anything.
        failed: Rules that threw, with what they threw: they judged nothing.
    """

    subject: Subject
    problems: list[tuple[Rule, Problem]]
    until: date | None
    failed: list[tuple[Rule, str]]


@dataclass(frozen=True, slots=True)
class CrossChecked:
    """What one rule had to say of all records.

    Attributes:
        error: What it threw; None: it went through.
    """

    rule: Rule
    problems: tuple[tuple[SourceRef, Problem], ...] = ()
    error: str | None = None


_Step: TypeAlias = tuple[Check, Setting, Rule]


def evaluate(subjects: Iterable[Subject], rules: RuleSet, today: date) -> Iterator[Checked]:
    """Yield what *rules* find in each record, one record at a time.

    Args:
        subjects: Of any kind, mixed; a record that no rule looks at has no problems.
        rules: Those over all records are passed over.
        today: In Finland.
    """
    plans: dict[tuple[str, str], tuple[_Step, ...]] = {}
    for subject in subjects:
        key = (subject.ref.source, subject.ref.kind)
        plan = plans.get(key)
        if plan is None:
            plan = plans[key] = _plan(rules, key, today)
        yield _judged(subject, plan)


def evaluate_cross(world: object, rules: Iterable[Rule], today: date) -> Iterator[CrossChecked]:
    """Yield what each rule over all records finds in *world*, one rule at a time."""
    for rule in rules:
        check = cast("CrossCheck", rule.check)
        try:
            yield CrossChecked(rule, tuple(check(world, Setting(today, rule.parameters))))
        except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
            yield CrossChecked(rule, error=told(error))


def told(error: Exception) -> str:
    """Return an error in a line."""
    text = f"{type(error).__name__}: {error}".partition("\n")[0]
    return text if len(text) <= LONGEST_ERROR else f"{text[: LONGEST_ERROR - 1]}…"


def _plan(rules: RuleSet, key: tuple[str, str], today: date) -> tuple[_Step, ...]:
    return tuple(
        (cast("Check", one.check), Setting(today, one.parameters), one)
        for one in rules.of_kind(*key)
    )


def _judged(subject: Subject, plan: tuple[_Step, ...]) -> Checked:
    problems: list[tuple[Rule, Problem]] = []
    failed: list[tuple[Rule, str]] = []
    until: date | None = None
    # The loop of all loops: a hundred rules for each of a hundred thousand records.
    for check, setting, rule in plan:
        try:
            verdict = check(subject, setting)
            if isinstance(verdict, Verdict):
                found: Iterable[Problem] = verdict.problems
                if verdict.until is not None and (until is None or verdict.until < until):
                    until = verdict.until
            else:
                found = verdict
            # Taken out here: a generator throws while it is read.
            own = [(rule, problem) for problem in found]
        except Exception as error:  # noqa: BLE001 - one rule's fault must not end the run
            failed.append((rule, told(error)))
        else:
            problems += own
    return Checked(subject, problems, until, failed)
