"""What the author of an extension tests: hytedata's own checks say what is missing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import respx
from kainuu_extension.exporter import Markdown
from kainuu_extension.rules import RULES
from kainuu_extension.source import open_agenda
from kainuu_extension.themes import ROWS

from hytedata import CalendarSource
from hytedata.quality.rule import Rule
from hytedata.testing import check_exporter, check_rule, check_source, check_theme_table

AGENDA = "https://agenda.test/all.json"


def row(key: str, start: str) -> dict[str, Any]:
    return {"id": key, "title": "Lasten luistelu", "start": start}


@pytest.fixture
def agenda() -> CalendarSource:
    return CalendarSource(
        "agenda", AGENDA, "a@b.example", licence="CC BY 4.0", attribution="Kajaanin kaupunki"
    )


@respx.mock
def test_the_source_is_whole(agenda: CalendarSource) -> None:
    rows = [row("1", "2026-03-02T12:00:00+02:00"), row("2", "2026-07-01T12:00:00+03:00")]
    respx.get(AGENDA).respond(text=json.dumps(rows))

    check_source(open_agenda, agenda, date(2026, 3, 1), date(2026, 4, 1))


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.code)
def test_the_rule_is_whole(rule: Rule) -> None:
    check_rule(rule)


def test_the_theme_table_is_whole() -> None:
    check_theme_table(ROWS)


def test_the_exporter_is_whole() -> None:
    check_exporter(Markdown())


def test_a_line_end_in_a_name_does_not_break_the_list(tmp_path: Path) -> None:
    from hytedata.testing.records import sample_records

    Markdown().write(tmp_path / "a.md", sample_records(), day=date(2026, 3, 1))

    lines = (tmp_path / "a.md").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("- ") for line in lines) == 2
