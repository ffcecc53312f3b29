"""The version of templates and tables."""

import shutil
import subprocess
import sys
from pathlib import Path

import hytedata
from hytedata.sync.compose import mapping_version


def test_the_version_is_a_hash_that_does_not_change_by_itself() -> None:
    first = mapping_version()

    mapping_version.cache_clear()

    assert mapping_version() == first
    assert len(first) == 32


def test_a_changed_template_changes_the_version(tmp_path: Path) -> None:
    copy = tmp_path / "hytedata"
    shutil.copytree(Path(hytedata.__file__).parent, copy)
    program = "from hytedata.sync.compose import mapping_version; print(mapping_version())"

    def version() -> str:
        outcome = subprocess.run(
            [sys.executable, "-B", "-c", program],
            check=True,
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )
        return outcome.stdout.strip()

    before = version()
    template = copy / "sync/compose/data/fi.json"
    template.write_text(
        template.read_text(encoding="utf-8").replace("pelata koripalloa", "heittää koreja"),
        encoding="utf-8",
    )

    assert version() != before
