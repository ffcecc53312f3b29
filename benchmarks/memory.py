"""The most memory that this process, or one of its own, has had."""

import resource
import subprocess
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """Return the peak in MiB, of this program alone.

    `ru_maxrss` goes on from what started the program: a small one seems as large as its parent.
    """
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peak = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


def peak_of(module: str, *arguments: str) -> float:
    """Run *module* as a process of its own, and return the peak in MiB that it prints."""
    command = [sys.executable, "-m", module, *arguments]
    return float(subprocess.run(command, check=True, capture_output=True).stdout)
