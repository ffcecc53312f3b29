"""Every packaged rule: its examples, its words, its page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from hytedata.quality.rule import Rule
from hytedata.quality.rule_set import RuleSet, judges_single_records
from hytedata.quality.wording import NAME, message_with
from hytedata.testing.rule_examples import problems_of, texts_of

ROOT = Path(__file__).resolve().parents[2]
RULES = RuleSet.packaged()
JUDGING = [one for one in RULES if judges_single_records(one)]
FAMILY_PREFIX = {"ptv": "PTV", "lipas": "LIPAS", "events": "EVT", "cross": "X", "machinery": "HYTE"}


@pytest.mark.parametrize("rule", JUDGING, ids=lambda one: one.code)
def test_it_finds_something_in_its_example_and_nothing_in_what_looks_like_it(rule: Rule) -> None:
    found, passed_over = problems_of(rule, rule.fires), problems_of(rule, rule.silent)

    assert found
    assert passed_over == []


@pytest.mark.parametrize("rule", JUDGING, ids=lambda one: one.code)
def test_its_message_tells_the_case_in_every_language(rule: Rule) -> None:
    params = problems_of(rule, rule.fires)[0].params

    named = {name for words in rule.words.values() for name in NAME.findall(words.message)}
    told = [message_with(words, params) for words in rule.words.values()]

    assert named <= params.keys()
    assert len(set(told)) == 3
    assert not any("…" in text and "…" not in str(params) for text in told)


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.code)
def test_its_words_are_whole_and_its_code_is_of_its_family(rule: Rule) -> None:
    odd = [
        place
        for place, text in texts_of(rule)
        if text != text.strip() or "  " in text or re.search(r"[{}]", NAME.sub("", text))
    ]

    assert odd == []
    assert rule.code.partition("-")[0] == FAMILY_PREFIX[rule.family]
    assert all(one.title[-1] not in ".:" for one in rule.words.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.code)
def test_only_messages_name_parameters(rule: Rule) -> None:
    named = [place for place, text in texts_of(rule) if NAME.search(text)]

    assert [place for place in named if not place.endswith("message")] == []


@pytest.mark.slow
def test_the_pages_are_what_the_rules_say() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_rules.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert (done.returncode, done.stderr) == (0, "")
