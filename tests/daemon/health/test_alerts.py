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


FIRES = """
rule_files: [{rules}]
evaluation_interval: 5m
tests:
  - interval: 5m
    input_series:
      - series: hytedata_build_info{{version="1"}}
        values: "1x1500"
      - series: hytedata_organisation_info{{organisation="o1", name="Mallila"}}
        values: "1x1500"
      - series: hytedata_work_state{{job="plan", organisation="o1", code="login-refused"}}
        values: "1x1500"
      - series: hytedata_work_failures{{job="plan", organisation="o1"}}
        values: "6x1500"
      - series: hytedata_work_failures{{job="read-ptv", organisation=""}}
        values: "6x1500"
      - series: hytedata_plan_waiting_timestamp_seconds{{organisation="o1"}}
        values: "0x1500"
      - series: hytedata_intent_oldest_timestamp_seconds{{organisation="o1"}}
        values: "0x1500"
    alert_rule_test:
      - {{eval_time: 1h, alertname: HytedataPlanWaits}}
      - {{eval_time: 1h, alertname: HytedataDown}}
      - eval_time: 80h
        alertname: HytedataPlanWaits
        exp_alerts:
          - exp_labels: {{severity: info, organisation: o1, name: Mallila}}
            exp_annotations:
              summary: A plan of Mallila has waited for 3d 8h 0m 0s
              description: Somebody must approve or reject it.
              runbook: docs/daemon-monitoring.md#hytedataplanwaits
      - eval_time: 1h
        alertname: HytedataLoginRefused
        exp_alerts:
          - exp_labels:
              severity: critical
              organisation: o1
              name: Mallila
              job: plan
              code: login-refused
            exp_annotations:
              summary: PTV does not accept the login of Mallila
              description: Nothing is written for it before its password is mended.
              runbook: docs/daemon-monitoring.md#hytedataloginrefused
      - eval_time: 1h
        alertname: HytedataWorkFails
        exp_alerts:
          - exp_labels: {{severity: warning, organisation: o1, name: Mallila, job: plan}}
            exp_annotations:
              summary: plan fails for Mallila
              description: It failed 6 times in a row. It is tried again by itself.
              runbook: docs/daemon-monitoring.md#hytedataworkfails
          - exp_labels: {{severity: warning, job: read-ptv}}
            exp_annotations:
              summary: read-ptv fails
              description: It failed 6 times in a row. It is tried again by itself.
              runbook: docs/daemon-monitoring.md#hytedataworkfails
"""
"""What Prometheus makes of some numbers, by its own tool for trying rules."""


@pytest.mark.slow
def test_alerts_fire_with_the_names_of_organisations(tmp_path: Path) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("needs promtool of Debian's package prometheus, which is not installed")
    trial = tmp_path / "trial.yml"
    trial.write_text(FIRES.format(rules=RULES), encoding="utf-8")

    ran = subprocess.run(
        [promtool, "test", "rules", str(trial)], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
