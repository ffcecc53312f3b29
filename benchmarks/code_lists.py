"""Loading all code lists in a new process, against `json.loads` of the same files."""

import subprocess
import sys

from benchmarks.result import Result

ROUNDS = 5
TARGET = 7.0
PROGRAM = """
import json, sys, time
from pathlib import Path
import hytedata.codes as codes
folder = Path(codes.__file__).parent / "data"
contents = [folder.joinpath(f"{name}.json") for name in ("municipalities", "lipas", "ptv")]
def baseline():
    for path in contents:
        json.loads(path.read_bytes())
def ours():
    codes.municipality("091"), codes.sports_site_type(1110), codes.service_class("P27.1")
def timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
baseline()  # the files are in the system's memory, for both
print(timed(ours), timed(baseline))
"""


def bench_code_lists() -> list[Result]:
    """Ask for one municipality, one type and one class, which loads all three files."""
    turns = [_measure() for _ in range(ROUNDS)]
    ours, baseline = (1000 * min(seconds) for seconds in zip(*turns, strict=True))
    note = "json.loads of the same three files"
    return [Result("codes: all lists are loaded", ours, baseline, TARGET, unit="ms", note=note)]


def _measure() -> tuple[float, float]:
    outcome = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )
    ours, baseline = map(float, outcome.stdout.split())
    return ours, baseline
