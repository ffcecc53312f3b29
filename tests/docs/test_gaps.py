"""What docs/gaps.md says holds: its commands exist, its words are the code's, its rule runs."""

import re
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from hytedata.models.event import Event, EventPlace
from hytedata.models.finding import FindingState, Severity
from hytedata.quality.evaluate import evaluate
from hytedata.quality.jumps import JumpLimits
from hytedata.quality.registry import other_rules
from hytedata.quality.rule import Subject
from hytedata.quality.rule_set import RuleSet
from tests.docs.commands import unknown_options
from tests.quality.made_rules import DAY

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "gaps.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"^hytedata .*", PAGE, re.MULTILINE)))


def rows(heading: str) -> list[str]:
    table = PAGE.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `([a-z]+)`", table, re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_exists_with_its_options(line: str) -> None:
    assert unknown_options(line) == set()


def test_every_severity_and_state_is_explained() -> None:
    assert rows("Severity") == list(get_args(Severity))
    assert sorted(rows("State")) == sorted(get_args(FindingState))


def test_the_limits_of_doubt_are_those_that_count() -> None:
    assert JumpLimits() == JumpLimits(factor=3.0, least=50)
    assert "over three times what is expected, and 50 more" in PAGE


def test_the_rule_of_another_project_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    ((name, value),) = re.findall(r'^(\w+) = "(oulu_rules:RULES)"', PAGE, re.MULTILINE)
    module = ModuleType("oulu_rules")
    exec(compile(code, "gaps.md", "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, "oulu_rules", module)

    rules, broken = other_rules([EntryPoint(name, value, "hytedata.rules")])

    place = (EventPlace(municipality="564"),)
    event = Event(source="kunta", id="1", names={"fi": "Konsertti"}, places=place)
    there = Subject(event.ref, event, {"fi": "Konsertti"}, "564", "19", "kunta")
    (found,) = evaluate([there], RuleSet(rules), DAY)
    assert broken == ()
    assert [(rule.code, problem.params) for rule, problem in found.problems] == [
        ("OULU-PRC-001", {"name": "Konsertti"})
    ]
