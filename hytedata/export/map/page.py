"""A map with all that belongs to it on one sheet: heading, legend, scale, north, sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from hytedata.export.map import colours
from hytedata.export.map.picture import (
    Dots,
    Element,
    LegendEntry,
    Picture,
    ScaleBar,
    Shape,
    Text,
    text_width,
)
from hytedata.export.map.words import WORDS

MARGIN: Final = 20.0
_LEAST_WIDTH: Final = 500.0
_HEADING: Final = 22.0
_SIZE: Final = 14.0
_SMALL: Final = 12.0
_LINE: Final = 1.4
_BOX: Final = (22.0, 14.0)


@dataclass(frozen=True)
class Page:
    """A sheet.

    Attributes:
        width: Pixels.
        height: Pixels.
        left: Where the map's upper left corner is.
        top: Likewise.
        elements: What is around the map, in pixels of the sheet.
    """

    width: float
    height: float
    left: float
    top: float
    elements: tuple[Element, ...]


def lay_out(picture: Picture) -> Page:
    """Arrange a map: heading above, legend with scale and sources below."""
    width = max(picture.width, _LEAST_WIDTH) + 2 * MARGIN
    inner = width - 2 * MARGIN
    elements: list[Element] = []
    y = MARGIN
    for line in wrapped(picture.title, _HEADING * 1.06, inner):
        y += _HEADING * _LINE
        elements.append(Text(MARGIN, y - _HEADING * 0.3, line, _HEADING, bold=True))
    left, top = round((width - picture.width) / 2), y + 8
    y = top + picture.height + 14
    scale = scale_elements(picture, width - MARGIN, y)
    elements += scale
    room = inner - picture.bar.pixels - 90
    below = y + 34
    for entry in picture.legend:
        lines = list(wrapped(entry.label, _SIZE, room - _BOX[0] - 10))
        elements += legend_symbol(entry, MARGIN, y + 3)
        for line in lines:
            y += _SIZE * _LINE
            elements.append(Text(MARGIN + _BOX[0] + 10, y - 4, line, _SIZE))
        y += 3
    y = max(y, below) + 6
    for sentence in (*picture.notes, *picture.credits):
        for line in wrapped(sentence, _SMALL, inner):
            y += _SMALL * _LINE
            elements.append(Text(MARGIN, y, line, _SMALL))
    return Page(width, round(y + MARGIN), left, top, tuple(elements))


def scale_elements(picture: Picture, right: float, top: float) -> list[Element]:
    """Draw the scale bar and the arrow to the north, ending at *right*, below *top*."""
    bar: ScaleBar = picture.bar
    north, letter = right - 10, WORDS[picture.language].north
    begin, end = north - 34 - bar.pixels, north - 34
    arrow = np.array(
        [(north - 7, top + 16), (north, top), (north + 7, top + 16), (north, top + 12)]
    )
    line = np.array([(begin, top + 6), (begin, top + 12), (end, top + 12), (end, top + 6)])
    return [
        Shape((np.vstack((arrow, arrow[:1])),), fill=colours.INK),
        Text(north, top + 31, letter, _SIZE, "middle", bold=True),
        Shape((line,), closed=False, stroke=colours.INK, width=1.6),
        Text((begin + end) / 2, top + 28, bar.label, _SIZE, "middle"),
    ]


def legend_symbol(entry: LegendEntry, x: float, y: float) -> list[Element]:
    """Draw the symbol of a line of the legend in a box of 22 by 14 pixels."""
    wide, high = _BOX
    middle = y + high / 2
    if entry.symbol == "dot":
        return [Dots(np.array([(x + wide / 2, middle)]), 5.0, entry.colour, colours.PAPER)]
    if entry.symbol == "line":
        line = np.array([(x, middle), (x + wide, middle)])
        return [Shape((line,), closed=False, stroke=entry.colour, width=3.0)]
    box = np.array([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)])
    hatched = entry.symbol == "hatch"
    fill = colours.PAPER if hatched else entry.colour
    return [Shape((box,), fill=fill, stroke=colours.INK, width=1.0, hatched=hatched)]


def wrapped(text: str, size: float, room: float) -> Iterator[str]:
    """Yield the lines of a text that is at most *room* pixels wide; words stay whole."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
