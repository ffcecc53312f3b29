import re
from datetime import date
from importlib.resources import files
from itertools import chain

import pytest

from hytedata.quality.report.language import Entry, filled, words
from hytedata.quality.rule import RULE_LANGUAGES, RuleLanguage

BUILT = ("severity.", "severity-name.", "severity-one.", "reason.", "provider.", "source.",
         "state.", "column.", "part.", "language.", "coverage.n-", "coverage.no-")  # fmt: skip
"""Keys that the code puts together."""


def sources() -> str:
    package = files("hytedata.quality.report")
    parts = chain(package.iterdir(), package.joinpath("templates").iterdir())
    return "".join(part.read_text("utf-8") for part in parts if part.name.endswith((".py", ".j2")))


def fields(entry: Entry) -> set[str]:
    forms = [entry] if isinstance(entry, str) else list(entry.values())
    return set(re.findall(r"\{(\w+)\}", " ".join(forms)))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_language_says_all_that_finnish_says(language: RuleLanguage) -> None:
    finnish, other = words("fi").entries, words(language).entries

    assert other.keys() == finnish.keys()
    assert {key: fields(entry) for key, entry in other.items()} == {
        key: fields(entry) for key, entry in finnish.items()
    }


def test_every_key_that_pages_ask_for_is_there() -> None:
    asked = set(re.findall(r"\b(?:t|words|told)\([\"']([a-z-]+\.[a-z-]+)[\"']", sources()))

    assert len(asked) > 80
    assert asked - words("fi").entries.keys() == set()


def test_no_word_is_left_over() -> None:
    text = sources()

    unused = [
        key for key in words("fi").entries
        if not key.startswith(BUILT) and not re.search(rf"[\"']{re.escape(key)}[\"']", text)
    ]  # fmt: skip

    assert unused == []


def test_numbers_dates_and_shares_are_written_as_each_language_does() -> None:
    told = {
        one: (
            words(one).number(12_345),
            words(one).full_date(date(2026, 3, 1)),
            words(one).percent(2, 3),
            words(one).change(3, 10),
        )
        for one in RULE_LANGUAGES
    }

    assert told["fi"] == ("12\u00a0345", "1.3.2026", "66\u00a0%", "−7")
    assert told["sv"] == told["fi"]
    assert told["en"] == ("12,345", "1 March 2026", "66%", "−7")


def test_a_share_that_is_not_quite_known_is_told_from_to() -> None:
    said = words("sv")

    assert said.percent_between(1, 9, 10) == "10–90\u00a0%"
    assert said.percent_between(4, 4, 10) == said.percent(4, 10)
    assert said.percent_between(0, 0, 0) == "–"


def test_one_and_many_have_words_of_their_own() -> None:
    assert words("fi")("severity.error", 1) == "1 virhe"
    assert words("fi")("severity.error", 2_000) == "2\u00a0000 virhettä"
    assert words("sv")("severity.warning", 1) == "1 brist"


def test_what_is_put_in_a_text_is_not_read_as_a_text() -> None:
    assert filled("{a} {b}", {"a": "{b}", "b": 1}, "fi") == "{b} 1"
