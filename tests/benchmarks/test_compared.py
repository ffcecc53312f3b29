"""Numbers in words: targets, verdicts, and how a ratio has changed since the stored run."""

import pytest

from benchmarks.compared import change, number, result_of, target_of, verdict_of
from benchmarks.result import Result


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (0.125, "REGRESSED +25 %"),
        (0.115, "+15 %"),
        (0.101, "as before"),
        (0.08, "−20 %"),
    ],
)
def test_a_ratio_that_grew_by_more_than_a_fifth_is_told_in_words(now: float, told: str) -> None:
    assert str(change(now, 0.1)) == told


def test_a_number_that_no_stored_run_has_is_new() -> None:
    assert str(change(0.1, None)) == "new"


def test_a_stored_ratio_of_nothing_is_compared_without_dividing() -> None:
    assert str(change(0.0, 0.0)) == "as before"
    assert change(0.1, 0.0).trend == "worse"


def test_a_ratio_is_told_beside_its_target() -> None:
    result = Result("pages", 5.0, 40.0, 0.18)

    assert (target_of(result), result_of(result)) == ("≤ 0.18 ×", "0.125 ×")
    assert verdict_of(result) == "ok"


def test_a_bound_is_told_in_its_unit() -> None:
    result = Result.at_most("memory", 260.0, 250.0, "MB")

    assert (target_of(result), result_of(result)) == ("≤ 250 MB", "260 MB")
    assert verdict_of(result) == "MISSED by 4 %"


def test_a_number_without_a_target_is_never_missed() -> None:
    result = Result("items", 9.0, 1.0, None)

    assert result.ok
    assert (target_of(result), verdict_of(result)) == ("none", "told only")


@pytest.mark.parametrize(
    ("value", "told"),
    [(12345.6, "12 346"), (250.0, "250"), (46.72, "46.7"), (1.0, "1"), (0.1174, "0.117")],
)
def test_numbers_have_the_digits_that_count(value: float, told: str) -> None:
    assert number(value) == told
