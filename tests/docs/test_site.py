"""The site of the documentation: every page is in it, no link is broken, no other host is asked."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SITE = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]


def pages(of: object) -> Iterator[str]:
    """Yield the files of a table of contents."""
    if isinstance(of, str):
        yield of
    elif isinstance(of, dict):
        for one in of.values():
            yield from pages(one)
    elif isinstance(of, list):
        for one in of:
            yield from pages(one)


def test_every_page_is_in_the_contents_once_and_the_rules_by_their_index() -> None:
    listed = list(pages(SITE["nav"]))

    there = {str(file.relative_to(DOCS)) for file in DOCS.rglob("*.md")}
    rules = {name for name in there if name.startswith("rules/") and name != "rules/index.md"}
    assert sorted(listed) == sorted(there - rules)


def test_every_picture_of_a_page_exists() -> None:
    missing = [
        (file.name, target)
        for file in DOCS.rglob("*.md")
        for target in re.findall(r"!\[[^]]*\]\(([^)]+)\)", file.read_text(encoding="utf-8"))
        if not (file.parent / target).is_file()
    ]

    assert missing == []


@pytest.mark.slow
def test_it_builds_without_a_warning_and_asks_no_other_host(tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="zensical is not installed (dependency group docs)")
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)

    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, cwd=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    built = list((tmp_path / "build" / "site").rglob("*.html"))
    assert len(built) > 200
    texts = {str(file): file.read_text(encoding="utf-8") for file in built}
    # A heading that the contents cut in two leaves its mark-up open, and the page in disorder.
    assert [
        name for name, text in texts.items() if text.count("<code") != text.count("</code")
    ] == []
    loaded = re.compile(r'<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)="(?:https?:)?//[^"]+')
    assert [(name, found) for name, text in texts.items() for found in loaded.findall(text)] == []
