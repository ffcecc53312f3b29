"""Every text that a page asks for is there, and is no markup by itself."""

import re
from importlib.resources import files
from itertools import product

import pytest

from hytedata.models.plan import SKIP_REASONS
from hytedata.quality.rule import RuleLanguage
from hytedata.sync.policy import Limits
from hytedata_daemon.words import words

ASKED = re.compile(r"""\b(?:t|said)\(\s*["']([a-z-]+\.[a-z_-]+[a-z_])["']\s*[,)]""")
IN_CODE = re.compile(r"""\b(?:told|asked\.t|self\._words|words)\("([a-z-]+\.[a-z_-]+[a-z_])\"""")
PROBLEM = re.compile(r"""(?:PageProblem\(\d+|problem_page\(request, \d+), "([a-z-]+)\"""")


def sources(folder: str, ending: str) -> str:
    found = files("hytedata_daemon.web").joinpath(folder).iterdir()
    return "\n".join(one.read_text(encoding="utf-8") for one in found if one.name.endswith(ending))


def test_every_text_that_templates_and_code_ask_for_is_there() -> None:
    code = sources("pages", ".py")
    asked = set(ASKED.findall(sources("templates", ".j2"))) | set(IN_CODE.findall(code))
    problems = {f"problem.{key}{end}" for key in PROBLEM.findall(code) for end in ("", "-mend")}

    missing = sorted((asked | problems) - words("fi").entries.keys())

    assert len(asked) > 100
    assert missing == []


def test_each_reason_for_leaving_an_item_alone_has_words_and_a_remedy() -> None:
    keys = {f"{table}.{reason}" for table, reason in product(("skip", "skip-mend"), SKIP_REASONS)}

    assert sorted(keys - words("fi").entries.keys()) == []


def test_each_safety_limit_has_a_name() -> None:
    keys = {f"limit.{name}" for name in Limits.model_fields}

    assert sorted(keys - words("fi").entries.keys()) == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_text_is_markup(language: RuleLanguage) -> None:
    # Sentences are put together with elements in them, and are not escaped themselves.
    found = [key for key, text in words(language).entries.items() if re.search("[<>&]", str(text))]

    assert found == []
