"""Runs of benchmarks that were never made, for tests of what is shown of them."""

from benchmarks.explained import Explained
from benchmarks.measured import Came, Measured, Run
from benchmarks.result import Result

MACHINE = {
    "cpu": "A processor",
    "cores": 2,
    "ram_gb": 7.8,
    "system": "Linux",
    "python": "3.13.1",
    "libraries": {"httpx": "0.28.1"},
}
KNOWN = {
    "read.bench_pages": Explained("read.bench_pages", "Reading", "A", "Pages are read.", "Slow."),
    "plan.bench_plan": Explained("plan.bench_plan", "Planning", "", "A plan is made."),
}


def ratio(of: float, name: str = "read: pages", target: float | None = 0.2) -> Result:
    """A result that takes *of* of ten seconds."""
    return Result(name, round(10 * of, 4), 10.0, target)


def measured(*results: Result, name: str = "read.bench_pages", seconds: float = 60.0) -> Measured:
    return Measured(name, "measured", seconds, results)


def failed(reason: str, came: Came = "broken", name: str = "plan.bench_plan") -> Measured:
    return Measured(name, came, 1.0, reason=reason)


def run(*benchmarks: Measured) -> Run:
    return Run("2026-11-29T12:00:00+00:00", MACHINE, 0.3, benchmarks)
