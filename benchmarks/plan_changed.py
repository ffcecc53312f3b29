"""Planning 300 organisations of which one site in a hundred changed, against looking at all."""

import json
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.result import Result

TARGET, MOST_MB, ROUNDS = 0.30, 250.0, 2


def bench_one_in_a_hundred_changed() -> list[Result]:
    """45 000 published sites of 300 organisations, 450 of them edited: processor time, memory.

    The baseline is a sync without hashes: it decodes every site and every channel, composes the
    whole desired state, and compares all fields. Both find the very same changes. Processes of
    their own take turns; the fastest of each counts, and the largest memory. Both registers are
    answered from files, below HTTP.
    """
    with TemporaryDirectory() as folder:
        _run("benchmarks.organisations_made", folder)
        light, whole = [], []
        for _ in range(ROUNDS):
            light.append(_told(folder, "light"))
            whole.append(_told(folder, "whole"))
    told, all_told = light[0], whole[0]
    assert told["changes"] == all_told["changes"], (told, all_told)
    assert told["counts"] == all_told["counts"], (told, all_told)
    assert told["complete"], told
    assert all_told["complete"], all_told
    changed = sum(n for name, n in told["counts"].items() if name != "unchanged")
    note = f"{told['sites']} sites, {told['organisations']} organisations, {changed} changed"
    return [
        Result(
            "plan: 1 % changed, time",
            min(one["seconds"] for one in light),
            min(one["seconds"] for one in whole),
            TARGET,
            note=f"reading all whole, composing all, comparing all; {note}",
        ),
        Result.at_most(
            "plan: 1 % changed, memory",
            max(one["peak_mb"] for one in light),
            MOST_MB,
            "MB",
            "the whole process",
        ),
    ]


def _told(folder: str, way: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_run("benchmarks.organisations", folder, way))
    return told


def _run(module: str, *arguments: str) -> bytes:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout
