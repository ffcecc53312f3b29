"""Code lists are read when they are used, not before, and once."""

import subprocess
import sys

PROGRAM = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import hytedata.codes as codes
read_by_import = [name for name in opened if name.endswith(".json")]
codes.municipality("091"), codes.sports_site_type(1110), codes.service_class("P27.1")
read_by_use = [name for name in opened if name.endswith(".json")]
codes.municipality("049"), codes.sports_site_type(1120), codes.service_class("P27.2")
read_twice = len([name for name in opened if name.endswith(".json")]) > len(read_by_use)
print(len(read_by_import), len(read_by_use), read_twice)
"""


def test_importing_the_package_reads_no_file_and_use_reads_each_once() -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )

    assert outcome.stdout.split() == ["0", "3", "False"]
