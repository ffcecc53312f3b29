"""Rows of the theme table that other projects bring."""

from importlib.metadata import EntryPoint

import pytest

from hytedata.classify import ThemeRow, ThemeTable
from hytedata.classify.other_themes import other_rows, table_with_others
from hytedata.extensions import THEMES

HERE = "tests.classify.test_other_themes"


def row(code: str = "slug:pihapelit", theme: str = "exercise", **told: str) -> ThemeRow:
    values = {"source": "event-category", "name_fi": "Pihapelit", "weight": "strong", **told}
    return ThemeRow(theme=theme, code=code, **values)  # type: ignore[arg-type]


GOOD = (row(),)
SAME = (row(theme="none"),)
TWICE = (row(), row())
NO_THEME = (row(theme="fun"),)
NO_CODE = (row(code="Pihapelit"),)
NO_ROW = ("exercise",)


def made() -> list[ThemeRow]:
    return [row(code="slug:marjaretket")]


def point(name: str, attribute: str) -> EntryPoint:
    return EntryPoint(name, f"{HERE}:{attribute}", THEMES)


def test_they_are_laid_over_the_packaged_table() -> None:
    table, broken = table_with_others([point("kainuu", "GOOD"), point("oulu", "made")])

    assert broken == ()
    assert [one.theme for one in table.by_code("event-category", "slug:pihapelit")] == ["exercise"]
    assert table.by_code("event-category", "slug:marjaretket")
    assert table.fingerprint != ThemeTable.packaged().fingerprint


def test_without_other_projects_the_table_is_the_packaged_one() -> None:
    table, broken = table_with_others([])

    assert (table, broken) == (ThemeTable.packaged(), ())


@pytest.mark.parametrize(
    ("attribute", "why"),
    [
        ("TWICE", "row 2: a row before it says the same"),
        ("NO_THEME", "theme 'fun' is not one of"),
        ("NO_CODE", "code 'Pihapelit' is none of event-category; write slug:"),
        ("NO_ROW", "'exercise' is no ThemeRow"),
        ("HERE", "it gives str, not rows"),
    ],
)
def test_rows_that_are_no_good_are_told_and_the_others_are_used(attribute: str, why: str) -> None:
    rows, (broken,) = other_rows([point("bad", attribute), point("kainuu", "GOOD")])

    assert rows == GOOD
    assert broken.name == "bad"
    assert why in broken.why


def test_a_code_belongs_to_the_first_that_tells_of_it() -> None:
    rows, (broken,) = other_rows([point("b", "SAME"), point("a", "GOOD")])

    assert rows == GOOD
    assert "event-category slug:pihapelit is already told by a" in broken.why
