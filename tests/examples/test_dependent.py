"""The project of ten lines, on the built wheel alone: installed, type-checked and run."""

import subprocess
import sys
from pathlib import Path

import pytest

from hytedata.sandbox import Sandbox
from tests.install.wheels import build_wheel

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "dependent" / "swimming_halls.py"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def run(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        arguments, capture_output=True, text=True, check=False, timeout=250, cwd=cwd
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel, and what it needs."""
    folder = tmp_path_factory.mktemp("dependent")
    wheel = build_wheel(folder)
    run(sys.executable, "-m", "venv", "env", cwd=folder)
    found = folder / "env" / "bin" / "python"
    run(str(found), "-m", "pip", "--quiet", "install", str(wheel), cwd=folder)
    return found


def test_it_needs_no_library_for_tables_maps_or_databases(python: Path, tmp_path: Path) -> None:
    told = run(str(python), "-m", "pip", "list", "--format", "freeze", cwd=tmp_path).lower()

    names = {line.partition("==")[0] for line in told.splitlines()}
    assert "hytedata" in names
    assert not names & {"pandas", "geopandas", "shapely", "sqlalchemy", "aiohttp"}


def test_it_type_checks_strictly(python: Path, tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="needs mypy, of the group check")
    options = ("--strict", "--python-executable", str(python), "--config-file", "")

    told = run(sys.executable, "-m", "mypy", *options, str(EXAMPLE), cwd=tmp_path)

    assert "no issues found in 1 source file" in told


def test_it_prints_what_the_register_holds(python: Path, tmp_path: Path, sandbox: Sandbox) -> None:
    told = run(str(python), str(EXAMPLE), sandbox.lipas_url, "889", cwd=tmp_path)

    assert len(told.splitlines()) > 3
    assert all(line.split()[0].isdecimal() for line in told.splitlines())
