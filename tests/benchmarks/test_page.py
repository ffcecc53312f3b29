"""The page on performance: made from stored numbers and words, and what the repository holds."""

import re
from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.explained import explanations
from benchmarks.page import performance_page
from benchmarks.page_nation import nation_section
from benchmarks.result import Result
from benchmarks.run import names
from tests.benchmarks.runs import KNOWN, MACHINE, failed, measured, ratio, run

NATION = {
    "measured_at": "2026-11-29T13:00:00+00:00",
    "machine": MACHINE,
    "load_before": 0.2,
    "share": 1.0,
    "offered": {"event": 100_000},
    "stages": [
        {"stage": "read", "cpu_s": 100, "wall_s": 90, "peak_mb": 500, "counts": {"event": 100_000}}
    ],
    "store_mb": 812.4,
    "total": {"cpu_s": 660.0, "wall_s": 90.0, "peak_mb": 500.0},
    "target": {"cpu_s": 600.0, "peak_mb": 1024.0},
    "ok": False,
}


def test_the_page_in_the_repository_is_what_the_stored_numbers_give() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.made()


def test_every_benchmark_is_explained_and_every_explanation_is_of_one() -> None:
    assert set(explanations()) == set(names())


def test_every_issue_of_an_explanation_is_one_that_sets_targets() -> None:
    issues = {letter for one in explanations().values() for letter in one.issue.split(", ")}

    assert issues <= {"", *"ABCDEFGH"}


def test_a_missed_target_is_told_with_how_much_and_why() -> None:
    text = performance_page(run(measured(ratio(0.21))), KNOWN)

    assert "0 of 1 targets are met." in text
    assert "- Missed by 5 %: read: pages, 0.21 × of ≤ 0.2 ×." in text
    assert "Pages are read. *Missed by 5 %:* Slow." in text


def test_why_is_not_told_where_the_target_is_met() -> None:
    text = performance_page(run(measured(ratio(0.19))), KNOWN)

    assert "Pages are read." in text
    assert "Slow." not in text


def test_what_was_not_measured_is_told_with_its_reason() -> None:
    text = performance_page(run(failed("no Chromium here", "unavailable")), KNOWN)

    assert "A plan is made. *Not measured: no Chromium here.*" in text
    assert "| Measured | Target |" not in text


def test_a_table_has_the_numbers_of_its_area() -> None:
    results = ratio(0.1), Result.at_most("read: memory", 82.0, 250.0, "MB")
    text = performance_page(run(measured(*results)), KNOWN)

    assert "| read: pages | ≤ 0.2 × | 0.1 × | 1 of 10 s | ok |" in text
    assert "| read: memory | ≤ 250 MB | 82 MB |  | ok |" in text


def test_the_page_says_how_to_make_a_first_run() -> None:
    assert "No run is stored yet" in performance_page(None, KNOWN)


def test_a_nation_is_shown_with_its_stages_and_by_how_much_it_missed() -> None:
    text = "\n".join(nation_section(NATION))

    assert "| read | 100 | 90 | 500 | event 100 000 |" in text
    assert "Missed: processor time by 10 %. It is a first day" in text


def test_the_check_notices_a_page_that_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "PAGE", tmp_path / "performance.md")

    missing = page.main(["--check"])
    page.main([])
    written = page.main(["--check"])

    assert (missing, written) == (1, 0)


def test_no_table_of_the_page_has_a_row_of_another_width() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", page.made(), re.MULTILINE)

    assert tables
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1
