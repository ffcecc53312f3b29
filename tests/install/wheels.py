"""The wheel of this checkout, and a folder of wheels to install it from without a network."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def build_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout into *folder*."""
    _pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("hytedata-*.whl")
    return wheel


def gather(wheel: Path, folder: Path, *, python: str) -> None:
    """Put into *folder* the wheel and all that its extras need, for a *python* such as `3.11`."""
    what = f"hytedata[daemon,postgres,sandbox] @ {wheel.as_uri()}"
    options = ("--only-binary=:all:", "--python-version", python, "--dest", str(folder))
    _pip("download", *options, what, "hatchling")


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
