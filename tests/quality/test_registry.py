"""Where rules come from: packaged, and by entry point."""

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from hytedata.errors import InputError
from hytedata.quality.registry import GROUP, checked_rules, other_rules, packaged_rules
from hytedata.quality.rule import Rule
from hytedata.quality.rule_set import RuleSet
from tests.quality.made_rules import rule

HERE = "tests.quality.test_registry"
GOOD = (rule("OULU-TXT-001"), rule("OULU-TXT-002"))
OTHER = (rule("KUOPIO-TXT-001"),)
SAME_PREFIX = (rule("OULU-TXT-009"),)
OURS = (rule("PTV-TXT-001"),)
TWICE = (rule("OULU-TXT-001"), rule("OULU-TXT-001"))
NO_RULES = ("a", "b")


def made() -> list[Rule]:
    return list(OTHER)


def point(name: str, attribute: str) -> EntryPoint:
    return EntryPoint(name, f"{HERE}:{attribute}", GROUP)


def test_the_packaged_rules_can_be_used() -> None:
    rules = packaged_rules()

    assert len({one.code for one in rules}) == len(rules) > 3


def test_other_projects_give_rules_or_a_function_that_makes_them() -> None:
    rules, broken = other_rules([point("oulu", "GOOD"), point("kuopio", "made")])

    assert [one.code for one in rules] == ["KUOPIO-TXT-001", "OULU-TXT-001", "OULU-TXT-002"]
    assert broken == ()


@pytest.mark.parametrize(
    ("attribute", "why"),
    [
        ("NOWHERE", "AttributeError"),
        ("NO_RULES", "is no rule"),
        ("OURS", "the prefix PTV is hytedata's"),
        ("TWICE", "two rules have the code OULU-TXT-001"),
        ("HERE", "str, not a sequence"),
    ],
)
def test_an_entry_point_that_is_no_good_is_told_and_the_rest_goes_on(
    attribute: str, why: str
) -> None:
    rules, (broken,) = other_rules([point("bad", attribute), point("kuopio", "OTHER")])

    assert [one.code for one in rules] == ["KUOPIO-TXT-001"]
    assert broken.name == "bad"
    assert why in broken.why


def test_a_prefix_belongs_to_the_first_that_has_it() -> None:
    rules, (broken,) = other_rules([point("b", "SAME_PREFIX"), point("a", "GOOD")])

    assert [one.code for one in rules] == ["OULU-TXT-001", "OULU-TXT-002"]
    assert "the prefix OULU is that of a" in broken.why


@pytest.mark.parametrize("code", ["ptv-001", "PTV001", "PTV-TXT-1", "PTV TXT-001", "PTV-ÄÄ-001"])
def test_a_misspelt_code_is_refused(code: str) -> None:
    with pytest.raises(InputError, match="is no code"):
        checked_rules([rule(code)])


def test_an_unknown_code_is_told_with_those_that_look_like_it() -> None:
    rules = RuleSet((rule("EVT-TXT-001"), rule("EVT-TXT-002")))

    with pytest.raises(InputError, match=r"no rule 'evt-txt-003'; did you mean EVT-TXT-00"):
        rules["evt-txt-003"]


def test_a_parameter_that_a_rule_does_not_have_is_refused() -> None:
    rules = RuleSet((rule(parameters={"years": 3, "words": ["a"]}),))

    with pytest.raises(InputError, match="has no parameter 'days'; it has: words, years"):
        rules.with_parameters({"EVT-TXT-001": {"days": 3}})
    with pytest.raises(InputError, match="years is of another sort than 3"):
        rules.with_parameters({"EVT-TXT-001": {"years": "three"}})


def test_the_fingerprint_moves_with_parameters_and_only_for_the_kinds_of_the_rule() -> None:
    rules = RuleSet((rule(parameters={"years": 3}), rule("PTV-TXT-001", kinds=("ptv:service",))))

    other = rules.with_parameters({"EVT-TXT-001": {"years": 4}})

    assert other.fingerprint("kunta", "event") != rules.fingerprint("kunta", "event")
    assert other.fingerprint("oulu", "event") == other.fingerprint("kunta", "event")
    assert other.fingerprint("ptv", "service") == rules.fingerprint("ptv", "service")


@pytest.mark.slow
def test_the_fingerprint_is_the_same_in_every_process() -> None:
    script = (
        "from hytedata.quality.rule_set import RuleSet;"
        "print(RuleSet.packaged().fingerprint('ptv', 'service'))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.strip() == RuleSet.packaged().fingerprint("ptv", "service")
