"""Planning a country in which nothing changed, from the hashes that the store keeps."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.result import Result

TARGET, MOST_MB = 0.5, 250.0


def bench_nothing_changed() -> list[Result]:
    """45 000 published sites with their channels: CPU time against `json.loads`, and memory.

    A process of its own plans, so that neither the making of the country nor other benchmarks
    count. Both registers are answered from files, below HTTP.
    """
    with TemporaryDirectory() as folder:
        _run("benchmarks.country_made", folder)
        bytes_read = Path(folder, "lipas.pages").stat().st_size
        told = json.loads(_run("benchmarks.country", "plan", folder))
        parsed = json.loads(_run("benchmarks.country", "parse", folder))
    assert told["unchanged"] >= told["sites"], told
    assert told["changes"] == told["looked_at"] == 0, told
    what = f"{told['sites']} sites, {told['warnings']} with a remark, nothing changed"
    return [
        Result(
            "plan: nothing changed, time",
            told["seconds"],
            parsed["seconds"],
            TARGET,
            note=f"json.loads of the same {bytes_read // 2**20} MiB of Lipas; {what}",
        ),
        Result(
            "plan: nothing changed, memory",
            told["peak_mb"],
            MOST_MB,
            1.0,
            unit="MB",
            note="the most that is allowed; the whole process",
        ),
    ]


def _run(module: str, *arguments: str) -> bytes:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout
