"""Every rule of PTV on records that fire and records that look like them."""

from string import Formatter

import pytest

from tests.quality.ptv.cases import contacts, fields, hours, texts
from tests.quality.ptv.judging import RULES, Document, judge

CASES = (texts, fields, contacts, hours)


def _of(name: str) -> list[tuple[str, Document]]:
    return [
        (code, document)
        for family in CASES
        for code, documents in getattr(family, name).items()
        for document in documents
    ]


@pytest.mark.parametrize(("code", "document"), _of("FIRES"))
def test_the_rule_fires(code: str, document: Document) -> None:
    problems = judge(code, document)

    assert problems
    assert len({problem.field for problem in problems}) == len(problems)


@pytest.mark.parametrize(("code", "document"), _of("SILENT"))
def test_the_rule_is_silent(code: str, document: Document) -> None:
    assert judge(code, document) == []


@pytest.mark.parametrize("name", ["FIRES", "SILENT"])
def test_every_rule_has_cases(name: str) -> None:
    known = {code for code, _ in _of(name)}

    assert known == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_the_words_of_a_rule_name_what_its_problems_tell(code: str) -> None:
    rule = RULES[code]
    problems = [
        problem
        for known, document in _of("FIRES")
        if known == code
        for problem in judge(code, document)
    ]

    for words in rule.words.values():
        named = {name for _, name, _, _ in Formatter().parse(words.message) if name}
        assert all(named <= problem.params.keys() for problem in problems)
        assert "{" not in words.title + words.why + words.mend


@pytest.mark.parametrize("code", ["PTV-STR-001", "PTV-STR-003", "PTV-CON-006", "PTV-CON-008"])
def test_what_may_be_a_person_is_not_told(code: str) -> None:
    problems = [
        problem
        for known, document in _of("FIRES")
        if known == code
        for problem in judge(code, document)
    ]

    assert {problem.value for problem in problems} == {""}
    assert not any("@" in str(value) for problem in problems for value in problem.params.values())
