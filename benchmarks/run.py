"""Run all benchmarks, print one table, and write the numbers where `--out` says.

python -m benchmarks.run [--only WORD] [--out benchmarks/results.json] [--check]
"""

import argparse
import importlib
import json
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.result import Result, table

Benchmark = Callable[[], list[Result]]


def benchmarks() -> Iterator[tuple[str, Benchmark]]:
    """Yield every function `bench_…` of the modules in this folder, by name."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem in {"__init__", "run"}:
            continue
        module = importlib.import_module(f"benchmarks.{path.stem}")
        for name, function in sorted(vars(module).items()):
            if name.startswith("bench_") and function.__module__ == module.__name__:
                yield f"{path.stem}.{name}", function


def main() -> int:
    options = _options()
    results: list[Result] = []
    for name, benchmark in benchmarks():
        if options.only in name:
            print(f"running {name} …", file=sys.stderr, flush=True)
            results += benchmark()
    print(table(results))
    if options.out:
        options.out.write_text(json.dumps(_document(results), indent=2) + "\n", encoding="utf-8")
    return 1 if options.check and not all(result.ok for result in results) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--only", default="", help="run benchmarks whose name holds this word")
    parser.add_argument("--out", type=Path, help="write the numbers there as JSON")
    parser.add_argument("--check", action="store_true", help="fail when a target is missed")
    return parser.parse_args()


def _document(results: list[Result]) -> dict[str, object]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "results": [result.as_json() for result in results],
    }


if __name__ == "__main__":
    sys.exit(main())
