"""S1-S6 and T6 on a labelled corpus: what must fire and what must stay silent."""

from pathlib import Path

import pytest

from hytedata.content.texts import check_text

CORPUS = Path(__file__).parent / "corpus"
RULES = ("S1", "S2", "S3", "S4", "S5", "S6", "T6")


def _sentences(sign: str) -> list[tuple[str, str, str]]:
    found = []
    for rule in RULES:
        for line in (CORPUS / f"{rule}.txt").read_text(encoding="utf-8").splitlines():
            if line[:1] == sign:
                _, language, sentence = line.split(" ", 2)
                found.append((rule, language, sentence))
    return found


@pytest.mark.parametrize(("rule", "language", "sentence"), _sentences("+"))
def test_the_rule_objects(rule: str, language: str, sentence: str) -> None:
    found = check_text(sentence, language=language)

    assert rule in {objection.rule for objection in found}


@pytest.mark.parametrize(("rule", "language", "sentence"), _sentences("-"))
def test_the_rule_stays_silent(rule: str, language: str, sentence: str) -> None:
    found = check_text(sentence, language=language)

    assert [objection for objection in found if objection.rule == rule] == []


@pytest.mark.parametrize("rule", RULES[:6])
def test_the_corpus_has_fifteen_sentences_of_each_kind(rule: str) -> None:
    fires = [sentence for known, _, sentence in _sentences("+") if known == rule]
    silent = [sentence for known, _, sentence in _sentences("-") if known == rule]

    assert min(len(set(fires)), len(set(silent))) >= 15
