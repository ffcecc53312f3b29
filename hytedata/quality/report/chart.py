"""The trend as a small picture: one bar per run, errors below and warnings above."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from hytedata.quality.report.data import TrendPoint
from hytedata.quality.report.language import Words

MOST_RUNS: Final = 8
"""The latest runs that have room beside each other on a phone."""
_STEP: Final = 56
_BAR: Final = 36
_HIGH: Final = 150
_TOP: Final = 24
_FOOT: Final = 26


def trend_chart(points: Sequence[TrendPoint], words: Words) -> str:
    """Return an SVG of the latest runs; the numbers stand in a table beside it."""
    shown = points[-MOST_RUNS:]
    most = max((point.errors + point.warnings for point in shown), default=0) or 1
    width, height = _STEP * len(shown) + 8, _TOP + _HIGH + _FOOT
    bars = "".join("".join(_bar(point, at, most, words)) for at, point in enumerate(shown))
    return (
        f'<svg class="chart" role="img" aria-labelledby="trend-t" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">'
        f'<title id="trend-t">{escape(words("trend.picture"))}</title>{bars}'
        f'<path class="axis" d="M0 {_TOP + _HIGH + 0.5}h{width}"/></svg>'
    )


def _bar(point: TrendPoint, at: int, most: int, words: Words) -> Iterator[str]:
    left, middle = 4 + at * _STEP + (_STEP - _BAR) / 2, 4 + (at + 0.5) * _STEP
    errors = _HIGH * point.errors / most
    warnings = _HIGH * point.warnings / most
    floor = _TOP + _HIGH
    yield _box("bar-error", left, floor - errors, errors)
    # A gap of a pixel parts the two where colours do not.
    yield _box("bar-warning", left, floor - errors - warnings, max(warnings - 1.5, 0))
    total = words.number(point.errors + point.warnings)
    yield f'<text x="{middle:g}" y="{floor - errors - warnings - 6:.0f}">{total}</text>'
    day = words.short_date(point.day)
    yield f'<text x="{middle:g}" y="{floor + 18:g}">{day}</text>'


def _box(look: str, left: float, top: float, high: float) -> str:
    if high <= 0:
        return ""
    return f'<rect class="{look}" x="{left:g}" y="{top:.1f}" width="{_BAR}" height="{high:.1f}"/>'
