import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.install.wheels import ROOT, build_wheel

PACKAGED = {"hytedata": ROOT / "hytedata", "hytedata_daemon": ROOT / "daemon/hytedata_daemon"}


def files_of(folder: Path) -> set[Path]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder) for path in found if "__pycache__" not in path.parts}


def test_every_folder_beside_the_package_is_installed_with_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    laid = {Path(path).parts[1] for path in {**wheel["shared-data"], **wheel["shared-scripts"]}}

    beside = {path.name for path in (ROOT / "daemon").iterdir() if any(files_of(path))}

    assert beside - {"hytedata_daemon"} == laid


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_both_packages_and_of_the_installation(
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(build_wheel(tmp_path)) as wheel:
        names = set(wheel.namelist())

    for package, folder in PACKAGED.items():
        assert {f"{package}/{path}" for path in files_of(folder)} <= names
    shared = {f"share/hytedata/systemd/{path}" for path in files_of(ROOT / "daemon/systemd")}
    assert shared <= {name.partition(".data/data/")[2] for name in names}
    assert any(name.endswith(".data/scripts/hytedata-admin") for name in names)
    assert not any(".pyc" in name or name.startswith("tests/") for name in names)
