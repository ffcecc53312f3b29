"""The table of a run: what was measured, what was not, and what has changed."""

import io
from dataclasses import replace

from rich.console import Console

from benchmarks.measured import Run
from benchmarks.result import Result
from benchmarks.table import NARROWEST, print_table
from tests.benchmarks.runs import KNOWN, MACHINE, failed, measured, ratio, run


def shown(now: Run, before: Run | None = None) -> str:
    out = io.StringIO()
    print_table(now, before, KNOWN, Console(file=out, width=NARROWEST))
    return out.getvalue()


def row(text: str, name: str) -> list[str]:
    """The cells of the row that begins so."""
    line = next(line for line in text.splitlines() if line.startswith(name))
    return [cell for cell in line.strip().split("  ") if cell]


def test_a_row_tells_issue_target_result_both_sides_and_verdict() -> None:
    text = shown(run(measured(ratio(0.117))))

    cells = [cell.strip() for cell in row(text, "read: pages")]
    assert cells == [
        "read: pages", "A", "≤ 0.2 ×", "0.117 ×", "1.17 of 10 s", "ok", "new"
    ]  # fmt: skip


def test_a_regression_is_named_in_its_row_and_below_the_table() -> None:
    text = shown(run(measured(ratio(0.15))), run(measured(ratio(0.1))))

    assert row(text, "read: pages")[-1].strip() == "REGRESSED +50 %"
    assert "REGRESSED: read: pages, 50 % over the stored run" in text


def test_a_missed_target_is_named_in_its_row_and_below_the_table() -> None:
    text = shown(run(measured(Result.at_most("memory", 260.0, 250.0, "MB"))))

    assert "MISSED by 4 %" in text
    assert "0 of 1 targets met, in 1:00." in text
    assert "MISSED: memory, 260 MB of ≤ 250 MB" in text


def test_a_broken_benchmark_has_a_row_with_its_reason() -> None:
    text = shown(run(measured(ratio(0.1)), failed("RuntimeError: it read 3 of 4")))

    assert "1 of 1 targets met" in text
    assert "plan.bench_plan BROKEN: RuntimeError: it read 3 of 4" in text


def test_what_a_machine_lacks_is_not_called_broken() -> None:
    text = shown(run(failed("Chromium is not on the path", "unavailable")))

    assert "plan.bench_plan not measured: Chromium is not on the path" in text
    assert "BROKEN" not in text


def test_a_number_that_is_gone_is_told() -> None:
    text = shown(
        run(measured(ratio(0.1))),
        run(measured(ratio(0.1), ratio(0.1, "read: old pages")), failed("not run now")),
    )

    assert "NO LONGER MEASURED: read: old pages (read.bench_pages)" in text


def test_a_stored_run_of_another_machine_is_told() -> None:
    other = replace(run(measured(ratio(0.1))), machine=MACHINE | {"cores": 64})

    assert "another machine" in shown(run(measured(ratio(0.1))), other)
    assert "another machine" not in shown(run(measured(ratio(0.1))), run())


def test_areas_stand_in_the_order_of_their_explanations() -> None:
    text = shown(run(measured(ratio(1), name="plan.bench_plan"), measured(ratio(1))))

    assert text.index("Reading\n".rstrip()) < text.index("Planning")
