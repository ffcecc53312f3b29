import re
import subprocess
from pathlib import Path

import pytest

from tests.install.parts import need
from tests.install.wheels import ROOT

UNITS = ROOT / "daemon/systemd"
SERVICES = ("hytedata-daemon.service", "hytedata-backup.service")
LEAST_EXPOSED = 2.0


def service_of(name: str) -> list[str]:
    text = (UNITS / name).read_text(encoding="utf-8")
    (section,) = re.findall(r"^\[Service\]\n(.*?)(?=^\[|\Z)", text, flags=re.DOTALL | re.MULTILINE)
    return [line for line in section.splitlines() if line and not line.startswith("#")]


def test_the_copy_of_each_night_is_bound_by_the_same_rules_as_the_service() -> None:
    daemon, backup = (service_of(name) for name in SERVICES)

    rules = daemon[daemon.index("UMask=0077") :]

    assert "ProtectSystem=strict" in rules
    assert backup[backup.index("UMask=0077") :] == rules


def test_the_service_is_given_the_time_that_its_longest_write_needs() -> None:
    lines = service_of(SERVICES[0])

    (stop,) = (line for line in lines if line.startswith("TimeoutStopSec="))

    assert int(stop.removeprefix("TimeoutStopSec=").removesuffix("s")) >= 270 + 30
    assert "KillMode=mixed" in lines


def placed(folder: Path) -> list[Path]:
    """The units with a program that is there, as set-up places them."""
    program = folder / "bin/hytedata-daemon"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    units = []
    for unit in [*UNITS.glob("*.service"), *UNITS.glob("*.timer")]:
        text = unit.read_text(encoding="utf-8").replace("/opt/hytedata", str(folder))
        units.append(folder / unit.name)
        units[-1].write_text(text, encoding="utf-8")
    return units


@pytest.mark.slow
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    need("systemd-analyze")

    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, placed(tmp_path))],
        capture_output=True,
        text=True,
        timeout=60,
    )

    ours = [line for line in told.stderr.splitlines() if "hytedata" in line]
    assert (told.returncode, ours) == (0, [])


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVICES)
def test_systemd_rates_the_services_as_little_exposed(name: str) -> None:
    need("systemd-analyze")

    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", str(UNITS / name)],
        capture_output=True,
        text=True,
        timeout=60,
    )

    rated = re.search(r"exposure level for .*?: ([0-9.]+)", told.stdout)
    assert rated is not None
    assert float(rated[1]) <= LEAST_EXPOSED
