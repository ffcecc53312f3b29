"""Categories of a survey are data that map onto themes; mistakes in a file are named."""

import re
from pathlib import Path

import pytest

from hytedata.classify import Survey
from hytedata.classify.surveys import survey_in
from hytedata.errors import InputError

HEAD = 'code = "x"\nsource = "y"\n[name]\nfi = "Kysely"\n'


def test_kainuus_twelve_categories_answer_to_nine_themes() -> None:
    survey = Survey.packaged()

    themes = [one.theme for one in survey.categories]
    assert len(survey.categories) == 12
    assert len(set(themes) - {None}) == 9
    assert sorted(one for one in {*themes} if one and themes.count(one) == 2) == [
        "mental-wellbeing",
        "participation",
    ]
    assert survey.unasked == ("guidance", "safety", "self-care")


def test_the_shares_are_those_of_the_reference(shared: Path) -> None:
    text = (shared / "reference" / "hyte.md").read_text(encoding="utf-8")
    begin = text.index("Kainuu's twelve survey categories")
    told = [float(one) for one in re.findall(r"\| (\d+\.\d) \|", text[begin : begin + 2000])]

    assert [one.percent for one in Survey.packaged().categories] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[", "it is no TOML"),
        ("code = 'x'", "it lacks code, name, source or categories"),
        (HEAD + '[category.a]\nfi = "A"\ntheme = "sport"', "own.toml: a: 'sport' is no hyte theme"),
        (HEAD + '[category.a]\nfi = "A"\ntheem = "x"', "own.toml: a: unknown theem"),
    ],
)
def test_a_mistake_in_a_survey_is_named(text: str, told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        survey_in(text, "own.toml")
