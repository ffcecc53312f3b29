"""What a daemon's engine takes while there is nothing to do: processor and memory."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.daemon_made import configuration
from benchmarks.result import Result
from hytedata.models.clock import utc_now
from hytedata.store import Store

ORGANISATIONS: Final = 300
SECONDS: Final = 60
MOST_SHARE, MOST_MB = 0.5, 200
"""Of one core, in per cent; and of memory."""


def bench_idle() -> list[Result]:
    """A minute of 300 organisations with nothing due, after a spell of work has ended."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/hytedata.db"
        Store.open(url, now=utc_now).close()
        file = configuration(Path(folder), ORGANISATIONS, enabled=True)
        command = [sys.executable, "-m", "benchmarks.daemon_process", url, str(file)]
        told = subprocess.run(
            [*command, "--idle", str(SECONDS)], check=True, capture_output=True
        ).stdout
    found = json.loads(told)
    return [
        Result.at_most("daemon: engine idle, share of a core", found["share"], MOST_SHARE, "%"),
        Result.at_most("daemon: engine idle, memory", found["mb"], MOST_MB, "MB"),
    ]
