from string import Formatter

import pytest

from hytedata.errors import InputError
from hytedata.quality.facts import example_findings
from hytedata.quality.rule import RULE_LANGUAGES, Rule
from tests.quality.cross.families import RULES, found_in

ALL = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())


@ALL
def test_a_rule_fires_on_its_example_and_not_on_the_one_that_looks_like_it(rule: Rule) -> None:
    fires, silent = (example_findings(rule, one) for one in (rule.fires, rule.silent))

    assert fires
    assert silent == []


@ALL
def test_each_message_tells_its_case_in_every_language(rule: Rule) -> None:
    for _, problem in example_findings(rule, rule.fires):
        for language in RULE_LANGUAGES:
            message = rule.words[language].message
            named = {name for _, name, _, _ in Formatter().parse(message) if name}
            assert named <= problem.params.keys()
            assert all(str(problem.params[name]) for name in named)


@ALL
def test_what_is_guessed_says_so_and_asks_nobody_to_act(rule: Rule) -> None:
    assert rule.is_cross
    assert rule.code.startswith("X-")
    assert not rule.heuristic or rule.severity == "info"


@ALL
def test_a_finding_is_of_a_kind_that_its_rule_names(rule: Rule) -> None:
    kinds = {kind.partition(":")[2] for kind in rule.kinds}

    assert {ref.kind for ref, _ in example_findings(rule, rule.fires)} <= kinds


def test_an_example_of_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(InputError, match=r"'ptv:form'.*ptv:service"):
        found_in("X-CHN-001", records=[{"of": "ptv:form"}])
