"""Run one benchmark in a process of its own, so that none lives with what others left in memory.

python -m benchmarks.one MODULE.FUNCTION FILE

writes what came of it to FILE, as JSON. A benchmark that breaks, crashes or hangs is an outcome.
"""

import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.measured import Measured
from benchmarks.result import Result, Unavailable

LONGEST_S: Final = 1800.0
"""What takes longer hangs."""


def measured_apart(
    name: str, *, folder: str = "benchmarks", longest_s: float = LONGEST_S
) -> Measured:
    """Run the benchmark *name* of the package *folder* in a new process; never raises for it."""
    began = time.perf_counter()
    with TemporaryDirectory() as there:
        out, errors = Path(there) / "told.json", Path(there) / "errors.txt"
        command = [sys.executable, "-m", "benchmarks.one", f"{folder}.{name}", str(out)]
        # Files, no pipes: a server that outlives the benchmark would keep a pipe open.
        with errors.open("wb") as file:
            try:
                code = subprocess.run(
                    command, stdout=file, stderr=file, timeout=longest_s, check=False
                ).returncode
            except subprocess.TimeoutExpired:
                reason = f"did not end within {longest_s:g} s"
                return Measured(name, "broken", time.perf_counter() - began, reason=reason)
        if out.exists():
            told = Measured.of_json(json.loads(out.read_text(encoding="utf-8")))
            return replace(told, seconds=time.perf_counter() - began)
        reason = f"ended with {code}: {_last_line(errors.read_text(errors='replace'))}"
        return Measured(name, "broken", time.perf_counter() - began, reason=reason)


def measured(name: str, benchmark: Callable[[], list[Result]]) -> Measured:
    """Run *benchmark* here; whatever it raises is told."""
    try:
        return Measured(name, "measured", results=tuple(benchmark()))
    except Unavailable as why:
        return Measured(name, "unavailable", reason=str(why))
    except ModuleNotFoundError as error:
        if _lacks(error):
            reason = f"the package {error.name} is not installed"
            return Measured(name, "unavailable", reason=reason)
        return Measured(name, "broken", reason=_reason(error))
    except Exception as error:  # noqa: BLE001 - one broken benchmark must not stop the others
        return Measured(name, "broken", reason=_reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError) and error.stderr:
        told = error.stderr
        return _last_line(told if isinstance(told, str) else told.decode(errors="replace"))
    return f"{type(error).__name__}: {_last_line(str(error))}"


def _lacks(missing: ModuleNotFoundError) -> bool:
    """Whether it is a package of others, which this installation does not have."""
    return (missing.name or "").partition(".")[0] not in {"", "benchmarks", "hytedata", "tests"}


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1]


def _load(path: str) -> Callable[[], list[Result]]:
    module, _, function = path.rpartition(".")
    found: Callable[[], list[Result]] = getattr(importlib.import_module(module), function)
    return found


def main() -> None:
    """Run the benchmark that is named."""
    path, out = sys.argv[1:]
    name = ".".join(path.split(".")[-2:])
    told = measured(name, lambda: _load(path)())
    Path(out).write_text(json.dumps(told.as_json()), encoding="utf-8")


if __name__ == "__main__":
    main()
