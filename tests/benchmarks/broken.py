"""Benchmarks that do not end well."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable

from benchmarks.result import Result, Unavailable

Benchmark = Callable[[], list[Result]]


def bench_well() -> list[Result]:
    return [Result("it is measured", 1.0, 2.0, 0.6)]


def bench_raising() -> list[Result]:
    raise RuntimeError("the benchmark read 3 of 4")


def bench_of_a_broken_process() -> list[Result]:
    program = "raise SystemExit('the child has no such page')"
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    return []


def bench_lacking() -> list[Result]:
    raise Unavailable("Chromium is not on the path")


def bench_lacking_a_package() -> list[Result]:
    __import__("a_package_that_nobody_has")
    return []


def bench_crashing() -> list[Result]:
    sys.stderr.write("out of memory\n")
    sys.stderr.flush()
    os._exit(9)


def bench_hanging() -> list[Result]:
    threading.Event().wait(60)
    return []
