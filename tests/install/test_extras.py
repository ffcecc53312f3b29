"""The built packages in clean environments: what each extra promises can be imported there."""

import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.install.wheels import ROOT, build_wheel

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "": ("hytedata.models", "hytedata.codes", "hytedata.clients.lipas", "hytedata.classify"),
    "calendars": ("hytedata.clients.calendars", "hytedata.normalise.calendars"),
    "geo": ("hytedata.places", "hytedata.clients.boundaries"),
    "maps": ("hytedata.export.map", "matplotlib"),
    "parquet": ("hytedata.connectors.vector_files", "pyarrow"),
    "store": ("hytedata.store", "hytedata.export.ndjson", "hytedata.sync"),
    "postgres": ("hytedata.store", "psycopg"),
    "reports": ("hytedata.quality", "xlsxwriter"),
    "sandbox": ("hytedata.sandbox", "hytedata.cli.sandbox_command"),
    "dlt": ("hytedata.dlt",),
    "daemon": ("hytedata_daemon", "hytedata.cli"),
    "all": ("hytedata", "hytedata_daemon"),
}
"""Extra → what can be imported with it and no other; of ours, with all that is below."""

OF_OTHERS = {
    "hytedata.store.migrations.env": "Alembic runs it",
    "hytedata.testing.fixtures": "needs pytest",
}

IMPORT_ALL = """
import importlib, pkgutil, sys
skipped, failed = set(sys.argv[1].split()), []
for top in sys.argv[2:]:
    found = importlib.import_module(top)
    ours = getattr(found, "__path__", []) if top.startswith("hytedata") else []
    below = pkgutil.walk_packages(ours, top + ".", failed.append)
    for name in [one.name for one in below if not one.name.endswith("__main__")]:
        try:
            name in skipped or importlib.import_module(name)
        except Exception as error:
            failed.append(f"{name}: {error!r}")
print("\\n".join(failed), end="")
"""


def run(*arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        list(map(str, arguments)), capture_output=True, text=True, timeout=280, cwd=cwd
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def uv(*arguments: str | Path, cwd: Path) -> None:
    run(sys.executable, "-m", "uv", "--quiet", *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def installed(wheel: Path, extras: str, folder: Path) -> Path:
    """Install the wheel into an empty environment; returns the folder of its commands."""
    uv("venv", "--no-python-downloads", "--python", sys.executable, "env", cwd=folder)
    what = f"hytedata[{extras}] @ {wheel.as_uri()}" if extras else str(wheel)
    uv("pip", "install", "--python", "env", what, cwd=folder)
    return folder / "env" / "bin"


def contents(wheel: Path) -> dict[str, int]:
    with zipfile.ZipFile(wheel) as opened:
        return {one.filename: one.CRC for one in opened.infolist()}


def test_every_extra_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert set(EXTRAS) == {"", *project["optional-dependencies"]}


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_an_extra_is_for_can_be_imported_with_it_alone(
    wheel: Path, extra: str, tmp_path: Path
) -> None:
    commands = installed(wheel, extra, tmp_path)

    failed = run(
        commands / "python", "-c", IMPORT_ALL, " ".join(OF_OTHERS), *EXTRAS[extra], cwd=tmp_path
    )

    assert failed == ""


def test_without_extras_the_command_starts_and_says_what_each_of_its_commands_lacks(
    wheel: Path, tmp_path: Path
) -> None:
    commands = installed(wheel, "", tmp_path)

    version = run(commands / "hytedata", "--version", cwd=tmp_path)
    told = run(commands / "hytedata", "--help", cwd=tmp_path)

    assert run(commands / "python", "-m", "hytedata", "--version", cwd=tmp_path) == version
    assert "sync        (needs sqlalchemy, which is not installed)" in told


def test_with_the_extras_that_the_page_installs_no_command_lacks_anything(
    wheel: Path, tmp_path: Path
) -> None:
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    extras = page.split("pip install './hytedata[", 1)[1].split("]", 1)[0]

    told = run(installed(wheel, extras, tmp_path) / "hytedata", "--help", cwd=tmp_path)

    assert "needs" not in told


def test_the_source_package_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    uv("build", "--sdist", "--out-dir", tmp_path, ROOT, cwd=tmp_path)
    (source,) = tmp_path.glob("hytedata-*.tar.gz")
    uv("build", "--wheel", "--out-dir", tmp_path, source, cwd=tmp_path)

    (again,) = tmp_path.glob("hytedata-*.whl")
    assert contents(again) == contents(wheel)


def test_nothing_is_in_the_wheel_that_no_installation_needs(wheel: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    head = f"hytedata-{project['version']}"
    folders = ("hytedata/", "hytedata_daemon/", f"{head}.data/", f"{head}.dist-info/")

    names = contents(wheel)

    assert [name for name in names if not name.startswith(folders)] == []
    assert [name for name in names if name.endswith((".png", ".pyc", ".md", ".orig"))] == []
    assert {"hytedata/py.typed", "hytedata_daemon/py.typed"} <= set(names)
