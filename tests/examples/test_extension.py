"""The example package, built and put beside hytedata: each of its extensions is found and used."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "extension"

BROKEN = """\
[hytedata.sources]
bad = nowhere:open

[hytedata.rules]
bad = nowhere:RULES

[hytedata.themes]
bad = nowhere:ROWS

[hytedata.exporters]
bad = nowhere:Format
"""

LOOK = """\
import json
from hytedata.classify.other_themes import table_with_others
from hytedata.clients.calendars.other_kinds import other_kinds
from hytedata.config.calendar_table import Calendar
from hytedata.export.other_exporters import installed_exporters
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.broken_extensions import broken_extensions

kinds, _ = other_kinds()
table, _ = table_with_others()
exporters, _ = installed_exporters()
rules = RuleSet.load()
Calendar(name="agenda", kind="json-agenda", url="https://agenda.test/all.json?days=30")
print(json.dumps({
    "kinds": list(kinds),
    "themes": [one.theme for one in table.by_code("event-category", "slug:kainuun-liikkuja")],
    "exporters": list(exporters),
    "rule": "KAINUU-AGE-001" in rules,
    "packaged": "EVT-PLC-001" in rules,
    "broken": sorted(f"{one.group} {one.name}" for one in broken_extensions()),
}))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the built example, and a package whose extensions are all broken."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "wheel"]
    command += ["--no-deps", "--wheel-dir", str(folder), str(EXAMPLE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder)
    told = folder / "broken-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
    (told / "entry_points.txt").write_text(BROKEN)
    return folder


def run(site: Path, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(site)))}
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=100, env=environment, cwd=site
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_every_extension_is_used_and_a_broken_package_stops_none(site: Path) -> None:
    found: dict[str, Any] = json.loads(run(site, "-c", LOOK))

    groups = ("exporters", "rules", "sources", "themes")
    assert found == {
        "kinds": ["json-agenda"],
        "themes": ["exercise"],
        "exporters": ["markdown"],
        "rule": True,
        "packaged": True,
        "broken": [f"hytedata.{group} bad" for group in groups],
    }


@pytest.mark.slow
def test_its_format_is_a_word_of_the_command(site: Path) -> None:
    (site / "hytedata.toml").write_text('contact = "a@b.example"\nstore = "sqlite:///s.db"\n')
    made = "from hytedata.store import Catalogue; Catalogue.open('sqlite:///s.db', create=True)"
    run(site, "-c", made)

    run(site, "-m", "hytedata", "export", "--format", "markdown", "--out", "sites.md")

    assert (site / "sites.md").read_bytes() == b""


@pytest.mark.slow
def test_its_format_is_listed_and_what_is_broken_is_told(site: Path) -> None:
    told = json.loads(run(site, "-m", "hytedata", "formats", "--json"))
    rules = json.loads(run(site, "-m", "hytedata", "gaps", "rules", "--json"))

    assert "markdown" in [one["format"] for one in told["formats"]]
    for document, group in ((told, "hytedata.exporters"), (rules, "hytedata.rules")):
        (broken,) = document["broken"]
        assert (broken["group"], broken["name"]) == (group, "bad")
        assert "No module named 'nowhere'" in broken["why"]


@pytest.mark.slow
def test_its_own_tests_pass(site: Path) -> None:
    told = run(site, "-m", "pytest", "-q", "-c", os.devnull, "-p", "no:cacheprovider", "--rootdir",
               str(site), str(EXAMPLE / "tests"))  # fmt: skip

    assert "5 passed" in told
