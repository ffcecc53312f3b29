"""Memory of each format of exports: many records against a tenth of them.

python -m benchmarks.export_formats FORMAT COUNT prints the peak in MiB of one.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Final, cast

from benchmarks.export_made import mixed, ptv
from benchmarks.memory import peak_mb, peak_of
from benchmarks.result import Result
from hytedata.export import FORMATS, ExportFormat, write_file

FEW, MANY, COUNTRY = 5_000, 50_000, 100_000
TARGET = 1.5
BOUND_MB = 500.0
_JOINED: Final = frozenset({"hsds", "hsds-json"})


def bench_export_memory() -> list[Result]:
    """Write many records and few in each format, each time in a process of its own."""
    return [_joined(form) if form in _JOINED else _streamed(form) for form in FORMATS]


def _streamed(form: str) -> Result:
    return Result(
        f"export: {form}, {MANY} records, memory",
        _peak(form, MANY),
        _peak(form, FEW),
        TARGET,
        unit="MB",
        note=f"{FEW} records: it streams",
    )


def _joined(form: str) -> Result:
    return Result.at_most(
        f"export: {form}, {COUNTRY} records, memory",
        _peak(form, COUNTRY),
        BOUND_MB,
        "MB",
        "a bound: services and places name each other, so all of PTV is held, compressed",
    )


def _peak(form: str, count: int) -> float:
    return peak_of("benchmarks.export_formats", form, str(count))


def main() -> int:
    form, count = cast("ExportFormat", sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        records = (ptv if form in _JOINED else mixed)(count)
        write_file(
            Path(folder, f"out{FORMATS[form].suffix}"), form, records, day=date(2026, 11, 29)
        )
    print(peak_mb())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
