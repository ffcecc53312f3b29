"""Looking near the signs alone finds what looking everywhere finds."""

from pathlib import Path

import pytest

from hytedata.content.texts import TEXT_RULES, check_text

CORPUS = Path(__file__).parent / "corpus"
_PROSE = "Kerromme palvelusta omin sanoin, ja tämä virke täyttää väliä muiden välissä. " * 3


def _sentences() -> list[tuple[str, str]]:
    lines = [
        line.split(" ", 2)
        for path in sorted(CORPUS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line[:1] in "+-"
    ]
    return [(language, sentence) for _, language, sentence in lines]


@pytest.mark.parametrize("rule", TEXT_RULES)
def test_a_rule_alone_finds_what_it_finds_among_all(rule: str) -> None:
    for language, sentence in _sentences():
        text = _PROSE + sentence + "\n" + _PROSE

        together = [one for one in check_text(text, language=language) if one.rule == rule]
        alone = list(TEXT_RULES[rule](text, language))

        assert sorted(alone, key=lambda one: one.start) == together, sentence


def test_what_is_found_is_where_it_says() -> None:
    text = _PROSE + "Soita 040 123 4567 tai 08 5587 5000." + _PROSE

    found = [text[one.start : one.end] for one in TEXT_RULES["S3"](text, "fi")]

    assert found == ["040 123 4567", "08 5587 5000"]
