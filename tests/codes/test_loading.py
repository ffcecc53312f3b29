"""Code lists cost nothing until they are used, and little then."""

import subprocess
import sys

PROGRAM = """
import sys, time
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import hytedata.codes as codes
read_by_import = [name for name in opened if name.endswith(".json")]
started = time.perf_counter()
codes.municipality("091"), codes.sports_site_type(1110), codes.service_class("P27.1")
took = time.perf_counter() - started
read_by_use = [name for name in opened if name.endswith(".json")]
codes.municipality("049"), codes.sports_site_type(1120), codes.service_class("P27.2")
read_twice = len([name for name in opened if name.endswith(".json")]) > len(read_by_use)
print(len(read_by_import), len(read_by_use), read_twice, took * 1000)
"""


def _measure() -> tuple[int, int, bool, float]:
    outcome = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )
    by_import, by_use, twice, took = outcome.stdout.split()
    return int(by_import), int(by_use), twice == "True", float(took)


def test_importing_the_package_reads_no_file_and_use_reads_each_once() -> None:
    by_import, by_use, twice, _ = _measure()

    assert (by_import, by_use, twice) == (0, 3, False)


def test_loading_all_lists_takes_a_moment_only() -> None:
    best_ms = min(_measure()[3] for _ in range(3))

    assert best_ms <= 30
