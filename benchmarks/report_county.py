"""A county's report of 20 000 findings: how large its page is, and how soon a browser shows it."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.report_made import made_report
from benchmarks.result import Result, Unavailable
from benchmarks.timing import fastest
from hytedata.quality.report.machine import to_ndjson
from hytedata.quality.report.page import Digest, report_page

FINDINGS: Final = 20_000
LARGEST_MB: Final = 5.0
MOST_S: Final = 1.0
_EMPTY: Final = "<!doctype html><html lang=fi><title>-</title><p>-</p></html>"


def bench_page_size() -> list[Result]:
    size = len(report_page(made_report(FINDINGS), "fi").encode()) / 1e6
    note = f"a page of {FINDINGS:,} findings"
    return [Result.at_most("report: size of the page", size, LARGEST_MB, "MB", note)]


def bench_page_made() -> list[Result]:
    """Count, choose and render, against writing the same findings as lines of JSON."""
    data = made_report(FINDINGS)
    told = list(data.findings)
    data = made_report(FINDINGS, findings=told)
    with tempfile.TemporaryFile() as out:
        ours, plain = fastest(
            lambda: report_page(data, "fi", Digest.of(data)),
            lambda: to_ndjson(data, "fi", out),
            rounds=3,
        )
    return [Result("report: page made", ours, plain, 1.5, "s", "the findings as NDJSON")]


def bench_page_opens() -> list[Result]:
    """Load, run and lay out in a browser, beyond what an empty page takes."""
    browser = shutil.which("chromium")
    if browser is None:
        raise Unavailable("Chromium is not on the path")
    with tempfile.TemporaryDirectory() as folder:
        page, empty = Path(folder) / "page.html", Path(folder) / "empty.html"
        page.write_text(report_page(made_report(FINDINGS), "fi"), encoding="utf-8")
        empty.write_text(_EMPTY, encoding="utf-8")
        ours, bare = fastest(
            lambda: _shown(browser, page), lambda: _shown(browser, empty), rounds=5
        )
    note = f"beyond an empty page in a new browser, {bare:.2f} s"
    return [Result.at_most("report: page opens", ours - bare, MOST_S, "s", note)]


def _shown(browser: str, page: Path) -> float:
    """Start a browser, let it paint *page*, and end it; returns the seconds."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--window-size=1280,900",
                f"--user-data-dir={folder}/profile",
                f"--screenshot={folder}/page.png",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
    return time.perf_counter() - began
