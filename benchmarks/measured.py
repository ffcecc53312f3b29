"""What came of one benchmark, and of a whole run of them, as values and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from benchmarks.result import Result

STORED: Final = Path(__file__).parent / "results.json"
"""The run that others are compared with, and that `docs/performance.md` shows."""

Came = Literal["measured", "unavailable", "broken"]


@dataclass(frozen=True)
class Measured:
    """One benchmark that was run.

    Attributes:
        benchmark: Its module and function, `ptv_client.bench_client`.
        came: Whether it was measured, cannot be on this machine, or broke.
        seconds: How long it took.
        results: Its numbers; none where it was not measured.
        reason: Why it was not measured.
    """

    benchmark: str
    came: Came
    seconds: float = 0.0
    results: tuple[Result, ...] = ()
    reason: str = ""

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> Measured:
        """Build what `as_json` wrote."""
        results = tuple(map(Result.of_json, stored["results"]))
        words = {name: stored[name] for name in ("benchmark", "came", "seconds", "reason")}
        return cls(**words, results=results)

    def as_json(self) -> dict[str, object]:
        return {
            "benchmark": self.benchmark,
            "came": self.came,
            "seconds": round(self.seconds, 1),
            "reason": self.reason,
            "results": [one.as_json() for one in self.results],
        }


@dataclass(frozen=True)
class Run:
    """Benchmarks run one after the other on one machine.

    Attributes:
        measured_at: When it began, UTC, as ISO 8601.
        machine: As `machine.machine` tells.
        load: Processes that wanted a core before it began; None where the system does not tell.
        benchmarks: What came of each, in order.
    """

    measured_at: str
    machine: dict[str, Any]
    load: float | None
    benchmarks: tuple[Measured, ...]

    @classmethod
    def read(cls, path: Path) -> Run | None:
        """Read the run that is stored there, if there is one."""
        if not path.exists():
            return None
        stored = json.loads(path.read_text(encoding="utf-8"))
        benchmarks = tuple(map(Measured.of_json, stored["benchmarks"]))
        return cls(stored["measured_at"], stored["machine"], stored["load"], benchmarks)

    def write(self, path: Path) -> None:
        told = {
            "measured_at": self.measured_at,
            "seconds": round(self.seconds),
            "machine": self.machine,
            "load": self.load,
            "benchmarks": [one.as_json() for one in self.benchmarks],
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(told, indent=2, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")

    @property
    def seconds(self) -> float:
        return sum(one.seconds for one in self.benchmarks)

    def results(self) -> Iterator[tuple[Measured, Result]]:
        """Yield every number with the benchmark that it is of."""
        for one in self.benchmarks:
            for result in one.results:
                yield one, result

    def ratios(self) -> dict[tuple[str, str], float]:
        """Return the ratio of every number, by its benchmark and name."""
        return {(one.benchmark, result.name): result.ratio for one, result in self.results()}

    def over(self, before: Run) -> Run:
        """Return *before* with what was measured now in the place of the same benchmarks."""
        now = {one.benchmark: one for one in self.benchmarks}
        kept = [now.pop(one.benchmark, one) for one in before.benchmarks]
        ordered = sorted([*kept, *now.values()], key=lambda one: one.benchmark)
        return replace(self, benchmarks=tuple(ordered))
