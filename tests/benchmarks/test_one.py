"""A benchmark in a process of its own: however it ends, its end is told."""

import pytest

from benchmarks.measured import Measured
from benchmarks.one import measured, measured_apart
from benchmarks.result import Result
from tests.benchmarks import broken


def apart(name: str, **limits: float) -> Measured:
    return measured_apart(f"broken.{name}", folder="tests.benchmarks", **limits)


def test_a_benchmark_gives_the_same_results_from_a_process_of_its_own() -> None:
    told = apart("bench_well")

    assert (told.came, told.benchmark) == ("measured", "broken.bench_well")
    assert told.results == (Result("it is measured", 1.0, 2.0, 0.6),)
    assert told.seconds > 0


@pytest.mark.parametrize(
    ("benchmark", "came", "reason"),
    [
        (broken.bench_raising, "broken", "RuntimeError: the benchmark read 3 of 4"),
        (broken.bench_of_a_broken_process, "broken", "the child has no such page"),
        (broken.bench_lacking, "unavailable", "Chromium is not on the path"),
        (
            broken.bench_lacking_a_package,
            "unavailable",
            "the package a_package_that_nobody_has is not installed",
        ),
    ],
)
def test_the_reason_is_told_in_one_line(
    benchmark: broken.Benchmark, came: str, reason: str
) -> None:
    told = measured("broken.one", benchmark)

    assert (told.came, told.reason, told.results) == (came, reason, ())


def test_a_crash_is_told_with_the_last_words_of_the_process() -> None:
    told = apart("bench_crashing")

    assert (told.came, told.reason) == ("broken", "ended with 9: out of memory")


def test_a_benchmark_that_hangs_is_ended() -> None:
    told = apart("bench_hanging", longest_s=0.5)

    assert (told.came, told.reason) == ("broken", "did not end within 0.5 s")
