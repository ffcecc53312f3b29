"""Pages in a real browser, judged by axe-core where both are at hand."""

import json
import re
import subprocess
from html import unescape
from importlib.resources import files
from pathlib import Path

import pytest

from hytedata.quality.report.page import report_page, worklist_page
from hytedata.quality.rule import RULE_LANGUAGES, RuleLanguage
from tests.browsing import program
from tests.quality.report.made import finding, full_report

pytestmark = pytest.mark.slow

_RUN = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
  .then((found) => {
    const told = document.createElement("pre");
    told.id = "axe-told";
    told.textContent = JSON.stringify(found.violations.map(
      (it) => [it.id, it.help, it.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]));
    document.body.append(told);
  });
"""


@pytest.fixture(scope="session")
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> str:
    return program()


@pytest.mark.parametrize("language", RULE_LANGUAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(
    axe: str, browser: str, language: RuleLanguage, width: int, tmp_path: Path
) -> None:
    findings = [finding(1), finding(2, code="LIPAS-CON-001", severity="warning", owner=None)]
    data = full_report(findings)
    pages = report_page(data, language), worklist_page(data, "org-1", findings[:1], language)

    told = [_judged(page, axe, browser, width, tmp_path / "page.html") for page in pages]

    assert told == [[], []]


def _judged(page: str, axe: str, browser: str, width: int, path: Path) -> list[object]:
    # Its policy would keep axe from running; closed parts are opened, so that they are judged.
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    opened = bare.replace("<details", "<details open")
    script = axe.replace("</script>", r"<\/script>")
    added = f"<script>{script}</script><script>{_RUN}</script></body>"
    path.write_text(opened.replace("</body>", added), encoding="utf-8")
    shown = subprocess.run(
        [browser, "--headless", "--no-sandbox", f"--window-size={width},900",
         "--virtual-time-budget=60000", "--dump-dom", path.as_uri()],
        capture_output=True, text=True, timeout=100, check=True,
    ).stdout  # fmt: skip
    found = re.search(r'<pre id="axe-told">(.*?)</pre>', shown, re.DOTALL)
    assert found is not None, "axe did not finish"
    told: list[object] = json.loads(unescape(found[1]))
    return told
