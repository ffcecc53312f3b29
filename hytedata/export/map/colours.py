"""Colours of maps, chosen for contrast, and the measure of it."""

from typing import Final

PAPER: Final = "#ffffff"
INK: Final = "#1f1f1f"
"""Words, and outlines of what is coloured: at least 3:1 against every class."""
ELSEWHERE: Final = "#ffffff"
"""The sea and other countries, which borders of municipalities do not tell apart."""
LAND: Final = "#fffdf6"
NEIGHBOUR: Final = "#eceeee"
BORDER: Final = "#5f6b76"
FAINT: Final = "#aab4bd"
"""Borders of neighbours, which are context and mean nothing."""
SPOT: Final = "#b3261e"
ROUTE: Final = "#1d4ed8"
AREA: Final = "#1b6b3a"
NOTHING: Final = "#ffffff"
"""A number that is zero."""
HATCH: Final = "#5f6b76"
"""Lines of what has no number."""

SEQUENCE: Final = ("#fdf0b8", "#c3dc8e", "#7cbf92", "#3f9a9d", "#2a6fa5")
"""From few to many. Each is darker than the one before, so that they are told apart without
colours too: luminance falls by a third at each step."""


def sequence(count: int) -> tuple[str, ...]:
    """Return *count* colours (1 to 5) of `SEQUENCE`, as far apart as can be."""
    if count == 1:
        return (SEQUENCE[2],)
    last = len(SEQUENCE) - 1
    return tuple(SEQUENCE[round(at * last / (count - 1))] for at in range(count))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours `#rrggbb` as WCAG 2.1 defines it: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
