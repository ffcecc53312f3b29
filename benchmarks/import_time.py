"""Importing hytedata in a new process, against the time that was stated for it."""

import subprocess
import sys

from benchmarks.result import Result

ROUNDS, MOST_S = 7, 0.3
HEAVY = ("pandas", "geopandas", "numpy", "sqlalchemy", "shapely")
PROGRAM = f"""
import sys, time
began = time.perf_counter()
import hytedata
took = time.perf_counter() - began
loaded = [name for name in {HEAVY!r} if name in sys.modules]
print(took, *loaded)
"""


def bench_import() -> list[Result]:
    """The fastest of some new processes; the files are in the system's memory after the first."""
    took = min(_seconds() for _ in range(ROUNDS))
    note = f"without {', '.join(HEAVY)}"
    return [Result.at_most("import hytedata", 1000 * took, 1000 * MOST_S, "ms", note)]


def _seconds() -> float:
    command = [sys.executable, "-c", PROGRAM]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    took, *loaded = told.split()
    if loaded:
        raise RuntimeError(f"import hytedata loads {', '.join(loaded)}")
    return float(took)
