"""Records in, problems out."""

from collections.abc import Iterable
from datetime import date

from hytedata.models.common import SourceRef
from hytedata.models.finding import Problem
from hytedata.quality.evaluate import evaluate, evaluate_cross
from hytedata.quality.rule import Setting, Subject, Verdict
from hytedata.quality.rule_set import RuleSet
from tests.quality.made_rules import DAY, broken, event, nameless, rule, subject


def until(day: date) -> Verdict:
    return Verdict((Problem(field="time"),), day)


def test_each_problem_comes_with_the_rule_that_found_it() -> None:
    rules = RuleSet((rule("EVT-TXT-001"), rule("EVT-TXT-002", nameless)))

    (checked,) = evaluate([subject(event("1"))], rules, DAY)

    assert [(one.code, it.field) for one, it in checked.problems] == [
        ("EVT-TXT-001", "description"),
        ("EVT-TXT-002", "description"),
    ]


def test_a_rule_that_throws_is_told_and_the_others_go_on() -> None:
    rules = RuleSet((rule("EVT-TXT-001", broken), rule("EVT-TXT-002")))

    (checked,) = evaluate([subject(event("1"))], rules, DAY)

    assert [(one.code, error) for one, error in checked.failed] == [
        ("EVT-TXT-001", "KeyError: 'no such thing'")
    ]
    assert [one.code for one, _ in checked.problems] == ["EVT-TXT-002"]


def test_a_verdict_holds_until_the_earliest_day_of_all_rules() -> None:
    days = (date(2026, 5, 1), date(2026, 4, 1), date(2026, 6, 1))
    rules = RuleSet(
        tuple(
            rule(f"EVT-TIM-00{number}", lambda _, __, day=day: until(day))
            for number, day in enumerate(days)
        )
    )

    (checked,) = evaluate([subject(event("1"))], rules, DAY)

    assert checked.until == date(2026, 4, 1)
    assert len(checked.problems) == 3


def test_a_check_is_given_its_own_parameters_and_the_day() -> None:
    seen: list[Setting] = []

    def note(_: Subject, setting: Setting) -> Iterable[Problem]:
        seen.append(setting)
        return ()

    rules = RuleSet((rule(check=note, parameters={"years": 3}),))
    list(evaluate([subject(event("1"))], rules.with_parameters({"EVT-TXT-001": {"years": 5}}), DAY))

    assert seen == [Setting(DAY, {"years": 5})]


def test_a_rule_looks_only_at_its_kinds() -> None:
    rules = RuleSet((rule(kinds=("ptv:service",)),))

    (checked,) = evaluate([subject(event("1"))], rules, DAY)

    assert checked.problems == []


def test_a_rule_over_all_records_that_throws_is_told() -> None:
    def good(world: object, _: Setting) -> Iterable[tuple[SourceRef, Problem]]:
        yield event("1").ref, Problem()

    def bad(world: object, _: Setting) -> Iterable[tuple[SourceRef, Problem]]:
        raise ValueError("half a world")

    rules = (rule("X-DUP-001", bad, family="cross"), rule("X-DUP-002", good, family="cross"))

    first, second = evaluate_cross(object(), rules, DAY)

    assert first.error == "ValueError: half a world"
    assert second.problems == ((event("1").ref, Problem()),)
