"""What docs/themes.md says holds: its examples print what stands beside them, its table is ours."""

import re
from pathlib import Path

import pytest

from hytedata.classify import THEMES, ThemeTable
from hytedata.classify.rows import COLUMNS
from hytedata.classify.words import WORD_COLUMNS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("code", BLOCKS, ids=range(len(BLOCKS)))
def test_an_example_prints_what_is_written_beside_it(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(code, "themes.md", "exec"), {})

    told = re.findall(r"(?:^|  )# (.+)$", code, re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == told


def test_the_table_of_themes_is_the_one_in_the_code() -> None:
    rows = [
        tuple(cell.strip() for cell in line.strip("| ").split("|"))
        for line in PAGE.splitlines()
        if line.startswith("| `") and line.count("|") == 6
    ]

    assert rows == [(f"`{one.slug}`", *one.name.all(), one.about.en) for one in THEMES]


def test_the_columns_of_the_tables_are_named() -> None:
    assert ", ".join(COLUMNS) in PAGE
    assert ", ".join(WORD_COLUMNS) in PAGE
    assert f"{len(ThemeTable.packaged().rows)} rows" in PAGE
