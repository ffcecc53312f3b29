"""A map as a value: what is drawn, in pixels, and what is said about it."""

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hytedata.export.map.colours import INK
from hytedata.export.map.words import AreaKind, MapLanguage

Floats: TypeAlias = NDArray[np.float64]
Symbol: TypeAlias = Literal["fill", "hatch", "dot", "line"]


@dataclass(frozen=True, eq=False)
class Shape:
    """Areas or lines that are drawn alike.

    Attributes:
        rings: Vertices in pixels from the upper left corner, each of shape (n, 2). Holes are
            rings like others: what lies within two is not filled.
        closed: Whether each ring ends where it begins.
        fill: `#rrggbb`, or None.
        stroke: Likewise.
        width: Of the stroke, pixels.
        hatched: Whether slanting lines are drawn over the fill.
        title: What it is, for who points at it or cannot see it.
    """

    rings: tuple[Floats, ...] = field(repr=False)
    closed: bool = True
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    hatched: bool = False
    title: str = ""


@dataclass(frozen=True, eq=False)
class Dots:
    """Dots of one colour, each with a ring of *halo* where that is a colour.

    Attributes:
        places: Centres in pixels, shape (n, 2).
        radius: Pixels.
    """

    places: Floats = field(repr=False)
    radius: float
    fill: str
    halo: str | None = None


@dataclass(frozen=True)
class Text:
    """A line of text; y is its base line. A halo lets it be read over anything."""

    x: float
    y: float
    text: str
    size: float
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    colour: str = INK
    halo: bool = False


Element: TypeAlias = Shape | Dots | Text


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend."""

    symbol: Symbol
    colour: str
    label: str


@dataclass(frozen=True)
class ScaleBar:
    """How long a distance is on the map."""

    pixels: float
    label: str


@dataclass(frozen=True)
class TableRow:
    """The number of one area; None where there is none."""

    code: str
    name: str
    value: float | None


@dataclass(frozen=True)
class Picture:
    """A map.

    Attributes:
        width: Of the map itself, pixels; what frames it is added by the writers.
        height: Likewise.
        shapes: What is drawn, from below to above.
        labels: Names on the map.
        large_labels: The same at twice the size, for narrow screens; fewer have room.
        title: Heading.
        description: What the map shows, in words.
        legend: In order.
        notes: What to know of it, a sentence each.
        credits: Whom to name and under which licence, a sentence each.
        rows: The numbers behind it, by name.
        summed: Whether the numbers may be added up.
    """

    width: float
    height: float
    shapes: tuple[Shape | Dots, ...] = field(repr=False)
    labels: tuple[Text, ...] = field(repr=False)
    large_labels: tuple[Text, ...] = field(repr=False)
    bar: ScaleBar
    title: str
    description: str
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]
    credits: tuple[str, ...]
    rows: tuple[TableRow, ...] = field(repr=False)
    kind: AreaKind
    language: MapLanguage
    summed: bool = True

    def _repr_svg_(self) -> str:
        """Show it in a notebook."""
        # Here, since the writer needs this module.
        from hytedata.export.map.svg import to_svg

        return to_svg(self)


_NARROW: Final = "iljtfrI.,:;'|-()[] \u00a0"
_WIDE: Final = "mwMW@%"


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, pixels: rather too wide than too narrow."""
    narrow = sum(letter in _NARROW for letter in text)
    wide = sum(letter in _WIDE or letter.isupper() for letter in text)
    return size * (0.36 * narrow + 0.82 * wide + 0.6 * (len(text) - narrow - wide))
