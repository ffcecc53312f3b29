"""Run all benchmarks, each in a process of its own, and print one table beside the stored run.

python -m benchmarks.run [--only WORD] [--out build/bench.json] [--store] [--check]
"""

import argparse
import ast
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from rich.console import Console

from benchmarks import page
from benchmarks.explained import explanations
from benchmarks.machine import is_busy, load, machine
from benchmarks.measured import STORED, Measured, Run
from benchmarks.one import measured_apart
from benchmarks.table import NARROWEST, clock, print_table

FOLDER: Final = Path(__file__).parent


def names(folder: Path = FOLDER) -> Iterator[str]:
    """Yield every function `bench_…` of the modules in *folder*; nothing is imported."""
    for path in sorted(folder.glob("*.py")):
        if path.stem.startswith("nation"):  # a run of its own: `make bench-nation`
            continue
        for node in ast.parse(path.read_bytes()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("bench_"):
                yield f"{path.stem}.{node.name}"


def run_all(
    chosen: Sequence[str],
    *,
    measure: Callable[[str], Measured] = measured_apart,
    progress: TextIO = sys.stderr,
) -> Run:
    """Run the benchmarks that are named, one after the other, and tell of each as it ends."""
    at, busy = datetime.now(UTC).isoformat(timespec="seconds"), load()
    if is_busy(busy):
        print(f"The machine is busy (load {busy}): times will be too long.", file=progress)
    began = time.monotonic()
    told = []
    for number, name in enumerate(chosen, 1):
        passed = clock(time.monotonic() - began)
        place = f"{number:>{len(str(len(chosen)))}} of {len(chosen)}"
        print(f"{place}  {passed}  {name} … ", end="", file=progress, flush=True)
        one = measure(name)
        print(f"{one.seconds:.0f} s{_how(one)}", file=progress, flush=True)
        told.append(one)
    return Run(at, machine(), busy, tuple(told))


def _how(one: Measured) -> str:
    if one.came != "measured":
        return f", {one.came}: {one.reason}"
    missed = sum(not result.ok for result in one.results)
    return f", {missed} over the target" if missed else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, compare, and keep the numbers where it is asked for."""
    options = _options(arguments)
    chosen = [name for name in names() if options.only in name]
    if not chosen:
        print(f"no benchmark has {options.only!r} in its name: {', '.join(names())}")
        return 2
    before = Run.read(STORED)
    if before is not None:
        known = [one.seconds for one in before.benchmarks if one.benchmark in chosen]
        print(f"{len(chosen)} benchmarks; they took {clock(sum(known))} before", file=sys.stderr)
    run = run_all(chosen)
    out = Console()
    print_table(
        run, before, explanations(), Console(width=max(NARROWEST, out.width), soft_wrap=False)
    )
    run.write(options.out)
    if options.store:
        _store(run, before if options.only else None)
    return 1 if options.check and not _all_well(run) else 0


def _store(run: Run, before: Run | None) -> None:
    """Keep the run; where only some were run, beside the others of the same machine."""
    if before is not None and before.machine != run.machine:
        sys.exit("--only with --store: the stored run is of another machine; store a whole run")
    (run if before is None else run.over(before)).write(STORED)
    page.write()


def _all_well(run: Run) -> bool:
    measured = all(one.came != "broken" for one in run.benchmarks)
    return measured and all(result.ok for _, result in run.results())


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--only", default="", help="run benchmarks whose name holds this word")
    parser.add_argument(
        "--out", type=Path, default=Path("build/bench.json"), help="where the numbers go, as JSON"
    )
    parser.add_argument(
        "--store", action="store_true", help="keep them as the stored run, and write the page"
    )
    parser.add_argument(
        "--check", action="store_true", help="fail when a target is missed or a benchmark breaks"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
