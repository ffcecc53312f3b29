"""Checking the longest text that PTV takes, also where it is built to mislead the patterns.

A pattern that looks on from each character takes a hundred times as long for ten times the text,
ten times the baseline and somewhat more; that is still half a second. More would be a hang.
"""

from functools import partial

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.content import check_text

LONGEST, SHARE, ROUNDS = 5000, 10, 3
TARGET = 25.0
# Each provokes another of the rules' patterns to look again and again at the same characters.
UNITS = ("a", "a.", "0 ", "0-", "A-", "1.", "(a", "a@", "<a ", "*a", "klo ", "9-", "a-b ")


def bench_long_texts() -> list[Result]:
    """Check 5 000 characters of one kind against ten texts of 500; the worst kind is told."""
    results = [_measure(unit) for unit in UNITS]
    return [max(results, key=lambda result: result.ratio)]


def _measure(unit: str) -> Result:
    whole, part = (_text(unit, length) for length in (LONGEST, LONGEST // SHARE))
    ours, once = fastest(partial(_check, whole), partial(_check, part), rounds=ROUNDS)
    return Result(
        f"content: {LONGEST} characters are checked",
        1000 * ours,
        1000 * once * SHARE,
        TARGET,
        unit="ms",
        note=f"{SHARE} texts of {LONGEST // SHARE} characters; the worst of {len(UNITS)}: {unit!r}",
    )


def _text(unit: str, length: int) -> str:
    return f"{(unit * length)[:length]} @ ( http"


def _check(text: str) -> None:
    check_text(text, language="fi")
