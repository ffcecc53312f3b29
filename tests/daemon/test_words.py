"""The daemon says the same things in all three languages."""

import re

import pytest

from hytedata.quality.rule import RuleLanguage
from hytedata_daemon.settings.jobs import Jobs
from hytedata_daemon.words import words

FIELD = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_language_has_the_same_texts_with_the_same_parameters(language: RuleLanguage) -> None:
    finnish, other = words("fi").entries, words(language).entries

    assert sorted(other) == sorted(finnish)
    assert [key for key in finnish if _fields(other[key]) != _fields(finnish[key])] == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_job_has_a_name(language: RuleLanguage) -> None:
    names = [words(language)(f"job.{job}") for job in Jobs().by_name()]

    assert len(set(names)) == len(names)


def _fields(entry: object) -> set[str]:
    return set(FIELD.findall(str(entry)))
