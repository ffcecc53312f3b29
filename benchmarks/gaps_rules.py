"""The rules: judging against plain loops of the same checks, the memory of a run, a second run."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.gaps_made import records
from benchmarks.gaps_run import DAY
from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.models.finding import Problem
from hytedata.quality.evaluate import evaluate
from hytedata.quality.rule import Setting, Subject, Verdict
from hytedata.quality.rule_set import RuleSet

JUDGED, STORED, ROUNDS = 10_000, 100_000, 3
CHANGED = 0.01
TARGET, MOST_MB, TARGET_AGAIN = 1.1, 400.0, 0.2

_Plan = dict[tuple[str, str], list[tuple[Callable[..., Any], Setting]]]


def bench_judging() -> list[Result]:
    """Judge normalised records by all rules of single records."""
    rules = RuleSet.packaged()
    subjects = [Subject(one.ref, one, {}, "205", "20", "owner") for one in records(JUDGED)]
    kinds = {(one.ref.source, one.ref.kind) for one in subjects}
    plan: _Plan = {
        kind: [(one.check, Setting(DAY, one.parameters)) for one in rules.of_kind(*kind)]
        for kind in kinds
    }
    if _ours(subjects, rules) != _plainly(subjects, plan):
        raise RuntimeError("the two ways do not find the same")
    ours, plain = fastest(
        lambda: _ours(subjects, rules), lambda: _plainly(subjects, plan), rounds=ROUNDS
    )
    checks = sum(map(len, plan.values()))
    return [
        Result(
            f"gaps: {JUDGED} records, all rules",
            ours,
            plain,
            TARGET,
            note=f"plain loops of the same {checks} checks (by kind) over the same records",
        )
    ]


def bench_run() -> list[Result]:
    """Run the rules over a store, and again after a hundredth has changed."""
    with TemporaryDirectory() as folder:
        store = Path(folder) / "s.db"
        _call(store, "--fill", str(STORED))
        first = json.loads(_call(store))
        _call(store, "--fill", str(STORED), "--changed", str(CHANGED))
        again = json.loads(_call(store))
    if first["looked_at"] < STORED or not 0 < again["looked_at"] <= 2 * CHANGED * STORED:
        raise RuntimeError(f"not what was to be judged: {first}, {again}")
    return [
        Result.at_most(
            f"gaps: memory of a run over {STORED} records",
            max(first["mb"], again["mb"]),
            MOST_MB,
            "MB",
        ),
        Result(
            f"gaps: a run after {CHANGED:.0%} of {STORED} records changed",
            again["s"],
            first["s"],
            TARGET_AGAIN,
            note="the first run; processor seconds",
        ),
    ]


def _ours(subjects: list[Subject], rules: RuleSet) -> int:
    return sum(len(one.problems) for one in evaluate(subjects, rules, DAY))


def _plainly(subjects: list[Subject], plan: _Plan) -> int:
    found: list[Problem] = []
    for subject in subjects:
        for check, setting in plan[subject.ref.source, subject.ref.kind]:
            verdict = check(subject, setting)
            found += verdict.problems if isinstance(verdict, Verdict) else verdict
    return len(found)


def _call(store: Path, *words: str) -> str:
    command = [sys.executable, "-m", "benchmarks.gaps_run", str(store), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
