"""The example that loads a county into DuckDB, run as it stands against the sandbox."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hytedata.dlt import absent_sql
from hytedata.sandbox import Sandbox

pytest.importorskip("dlt", reason="needs dlt, of the extra dlt")
duckdb = pytest.importorskip("duckdb", reason="needs duckdb, of the group interop")

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "county_to_duckdb.py"

pytestmark = pytest.mark.slow


def load(folder: Path) -> dict[str, int]:
    """Run the example; table → how many rows it prints."""
    # dlt tells its makers of each run, unless it is asked not to.
    quiet = {"RUNTIME__DLTHUB_TELEMETRY": "false", "DLT_DATA_DIR": str(folder / "dlt")}
    done = subprocess.run(
        [sys.executable, str(EXAMPLE), "Pohjois-Pohjanmaa"],
        cwd=folder,
        env=os.environ | quiet,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return {name: int(number) for name, number in re.findall(r"^(\w+) (\d+)$", done.stdout, re.M)}


def asked(folder: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(folder / "hyte.duckdb"), read_only=True) as database:
        database.execute("USE registers")
        found: list[tuple[object, ...]] = database.execute(query).fetchall()
    return found


def test_it_loads_and_loads_again_and_what_is_gone_is_told(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    (tmp_path / "hytedata.toml").write_text(sandbox.config_toml(), encoding="utf-8")
    landmark = min(sandbox.world.landmarks.values())

    first = load(tmp_path)
    sandbox.controls.remove_site(landmark)
    second = load(tmp_path)

    assert first == second
    assert all(first.values())
    modes = "SELECT DISTINCT mode FROM reads WHERE kind = 'service' ORDER BY mode"
    assert asked(tmp_path, modes) == [("changes",), ("full",)]
    assert asked(tmp_path, "SELECT count(*) FROM reads WHERE NOT complete") == [(0,)]
    assert [row[1] for row in asked(tmp_path, absent_sql("lipas_sites"))] == [str(landmark)]
    assert asked(tmp_path, "SELECT count(*) FROM rejected WHERE reason = ''") == [(0,)]


def test_the_example_has_ten_lines() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()

    code = [line for line in lines if line and not line.startswith(("import", "from", '"""'))]
    assert len(code) <= 10
