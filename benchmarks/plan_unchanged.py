"""Planning a country in which nothing changed, from the hashes that the store keeps."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.result import Result

TARGET, MOST_MB, ROUNDS = 0.5, 250.0, 3


def bench_nothing_changed() -> list[Result]:
    """45 000 published sites with their channels: processor time against `json.loads`, and memory.

    Processes of their own plan and parse, so that neither the making of the country nor other
    benchmarks count; the fastest of each counts, and the largest memory. Both registers
    are answered from files, below HTTP.
    """
    with TemporaryDirectory() as folder:
        _run("benchmarks.country_made", folder)
        bytes_read = Path(folder, "lipas.pages").stat().st_size
        plans, parses = [], []
        for _ in range(ROUNDS):  # taking turns, so that noise hits both alike
            plans.append(_told("benchmarks.country", folder))
            parses.append(_told("benchmarks.country_parsed", folder))
    told = min(plans, key=lambda one: one["seconds"])
    assert told["unchanged"] >= told["sites"], told
    assert told["changes"] == told["looked_at"] == 0, told
    what = f"{told['sites']} sites, {told['warnings']} with a remark, nothing changed"
    return [
        Result(
            "plan: nothing changed, time",
            told["seconds"],
            min(one["seconds"] for one in parses),
            TARGET,
            note=f"json.loads of the same {bytes_read // 2**20} MiB of Lipas; {what}",
        ),
        Result.at_most(
            "plan: nothing changed, memory",
            max(one["peak_mb"] for one in plans),
            MOST_MB,
            "MB",
            "the whole process",
        ),
    ]


def _told(module: str, folder: str) -> dict[str, float]:
    told: dict[str, float] = json.loads(_run(module, folder))
    return told


def _run(module: str, *arguments: str) -> bytes:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout
