"""The site of the documentation: every page is in it, no link is broken, no other host is asked."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread

import pytest

from tests.browsing import chromium

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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built without a warning."""
    pytest.importorskip("zensical", reason="zensical is not installed (dependency group docs)")
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(DOCS, folder / "docs")
    shutil.copy(ROOT / "zensical.toml", folder)
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "site"


@pytest.mark.slow
def test_every_page_is_built_and_asks_no_other_host(built: Path) -> None:
    texts = {str(file): file.read_text(encoding="utf-8") for file in built.rglob("*.html")}

    assert len(texts) > 200
    # A heading that the contents cut in two leaves its mark-up open, and the page in disorder.
    assert [
        name for name, text in texts.items() if text.count("<code") != text.count("</code")
    ] == []
    loaded = re.compile(r'<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)="(?:https?:)?//[^"]+')
    assert [(name, found) for name, text in texts.items() for found in loaded.findall(text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_its_pages(built: Path, width: int) -> None:
    """WCAG 2.1 AA as far as a program can tell, on a page of each make, and nothing too wide."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    told: list[object] = []
    with _served(built) as address, chromium() as browser:
        for name in JUDGED:
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(f"{address}/{name}", wait_until="load")
            page.evaluate(axe)
            found = page.evaluate(AXE)
            told += [(name, *one) for one in found]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                told.append((name, "is too wide"))
            page.close()

    assert told == []


JUDGED = (
    "index.html",
    "fi.html",
    "tutorial.html",
    "exports.html",
    "performance.html",
    "reference/catalogue.html",
    "rules/index.html",
    "rules/PTV-CON-001.html",
)
AXE = """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
  .then((found) => found.violations.map((it) => [it.id, it.nodes[0].html.slice(0, 200)]))"""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
