"""Alert rules name metrics and labels that there are, and say what to do."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.daemon.health.conftest import Health

ROOT = Path(__file__).parents[3]
RULES = ROOT / "daemon" / "monitoring" / "alerts.yml"
RUNBOOK = ROOT / "docs" / "daemon-monitoring.md"


@dataclass(frozen=True)
class Alert:
    name: str
    text: str

    @property
    def expression(self) -> str:
        return str(re.findall(r"expr: (.*)", self.text)[0])


def alerts() -> list[Alert]:
    _, *parts = RULES.read_text(encoding="utf-8").split("- alert: ")
    return [Alert(part.split("\n", 1)[0], part) for part in parts]


def labels(health: Health) -> dict[str, set[str]]:
    """The metrics that there are, and what they can be told apart by."""
    text = health.get("/metrics").text
    return {
        sample.name: set(sample.labels)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_each_alert_asks_for_metrics_and_labels_that_there_are(busy: Health) -> None:
    known = labels(busy)

    for alert in alerts():
        asked = set(re.findall(r"\bhytedata_\w+", alert.expression))
        named = set(re.findall(r"\$labels\.(\w+)|(\w+)=\"|\bon\((\w+)\)", alert.text))
        given = {label for metric in asked for label in known[metric]}
        assert asked, alert.name
        assert {one for some in named for one in some if one} <= given, alert.name


def test_each_alert_leads_to_what_it_means_and_what_to_do() -> None:
    headings = re.findall(r"^### (\w+)$", RUNBOOK.read_text(encoding="utf-8"), re.MULTILINE)

    anchors = [
        re.findall(r"runbook: docs/daemon-monitoring.md#(\w+)", one.text) for one in alerts()
    ]

    assert anchors == [[one.name.lower()] for one in alerts()]
    assert sorted(headings) == sorted(one.name for one in alerts())


@pytest.mark.slow
def test_promtool_finds_no_fault_in_rules_and_metrics(busy: Health) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("needs promtool of Debian's package prometheus, which is not installed")
    metrics = busy.get("/metrics").text

    rules = subprocess.run(
        [promtool, "check", "rules", str(RULES)], capture_output=True, text=True, check=False
    )
    told = subprocess.run(
        [promtool, "check", "metrics"], input=metrics, capture_output=True, text=True, check=False
    )

    assert rules.returncode == 0, rules.stderr
    assert (told.returncode, told.stderr) == (0, "")
