"""A number in words: its target, its result, whether it is met, and how it has changed."""

from dataclasses import dataclass
from typing import Final, Literal

from benchmarks.measured import Measured, Run
from benchmarks.result import Result

REGRESSION: Final = 0.2
"""A ratio that has grown by more than this share is told in words."""

ALIKE: Final = 0.02

Trend = Literal["new", "alike", "better", "worse", "regressed"]


@dataclass(frozen=True)
class Change:
    """How a ratio stands to the stored one; *share* is 0.25 where it is a quarter larger."""

    trend: Trend
    share: float = 0.0

    def __str__(self) -> str:
        if self.trend == "new":
            return "new"
        if self.trend == "alike":
            return "as before"
        signed = f"{100 * self.share:+.0f} %".replace("-", "−")
        return f"REGRESSED {signed}" if self.trend == "regressed" else signed


def change(now: float, before: float | None) -> Change:
    """Compare two ratios; the smaller is the better one."""
    if before is None:
        return Change("new")
    if before == 0:
        return Change("alike" if now == 0 else "worse")
    share = now / before - 1
    if share > REGRESSION:
        return Change("regressed", share)
    if abs(share) <= ALIKE:
        return Change("alike", share)
    return Change("worse" if share > 0 else "better", share)


def changes(run: Run, before: Run | None) -> dict[tuple[str, str], Change]:
    """Compare every number of *run* with the one of the same name."""
    known = {} if before is None else before.ratios()
    return {key: change(ratio, known.get(key)) for key, ratio in run.ratios().items()}


def gone(run: Run, before: Run | None) -> list[str]:
    """Name the numbers that the benchmarks of *run* had before and do not have now."""
    if before is None:
        return []
    asked = {one.benchmark for one in run.benchmarks if one.came == "measured"}
    now = run.ratios().keys()
    return [f"{key[1]} ({key[0]})" for key in before.ratios() if key[0] in asked and key not in now]


def target_of(result: Result) -> str:
    """Return `≤ 0.18 ×` of a ratio, `≤ 250 MB` of a bound."""
    if result.target is None:
        return "none"
    if result.bound:
        return f"≤ {number(result.baseline)} {result.unit}"
    return f"≤ {number(result.target)} ×"


def result_of(result: Result) -> str:
    """Return what stands beside the target, in the same unit as it."""
    if result.bound:
        return f"{number(result.ours)} {result.unit}"
    return f"{number(result.ratio)} ×"


def verdict_of(result: Result) -> str:
    if result.target is None:
        return "told only"
    if result.ok:
        return "ok"
    return f"MISSED by {number(100 * result.missed_by)} %"


def amounts_of(result: Result) -> str:
    """Return what was measured on both sides; nothing for a bound, which is told already."""
    if result.bound:
        return ""
    return f"{number(result.ours)} of {number(result.baseline)} {result.unit}"


def not_measured(one: Measured) -> str:
    return f"{'not measured' if one.came == 'unavailable' else 'BROKEN'}: {one.reason}"


def number(value: float) -> str:
    """Three digits that count, thousands parted; no more than were measured."""
    if value >= 1000:
        return f"{value:,.0f}".replace(",", " ")
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
