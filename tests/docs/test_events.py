"""What docs/events.md says of calendars holds."""

import re
import tomllib
from pathlib import Path

from hytedata.config import Calendar
from hytedata.runs.events.emptied import CONFIRMED_AFTER, FEWEST
from hytedata.runs.events.entries import LONG_RUNNING_AFTER
from hytedata.runs.events.read import FULL_READ_AFTER, OVERLAP

DOCS = Path(__file__).resolve().parents[2] / "docs"
EVENTS = (DOCS / "events.md").read_text(encoding="utf-8")


def test_the_table_names_every_setting_of_a_calendar() -> None:
    section = EVENTS.split("## A calendar's settings\n", 1)[1].split("\n## ", 1)[0]

    named = re.findall(r"^\| `([a-z_]+)` \|", section, re.M)

    assert named == list(Calendar.model_fields)


def test_the_blocks_can_be_pasted() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", EVENTS, re.DOTALL)

    first, second = (
        Calendar.model_validate(one, strict=False) for one in tomllib.loads(block)["calendar"]
    )

    assert first.area == ("county:20",)
    assert second.municipality == "205"


def test_the_rules_are_those_of_the_code() -> None:
    hours = (FULL_READ_AFTER.total_seconds() / 3600, CONFIRMED_AFTER.total_seconds() / 3600)

    assert hours == (20, 20)
    assert (OVERLAP.total_seconds() / 3600, FEWEST, LONG_RUNNING_AFTER.days) == (2, 5, 14)
    assert "less two hours" in EVENTS
    assert "at least five and more than half" in EVENTS
    assert "longer than 14 days" in EVENTS
