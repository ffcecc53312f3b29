"""Areas coloured by a number: their shapes, and the legend of the classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shapely.geometry.base import BaseGeometry

from hytedata.export.map import colours
from hytedata.export.map.classes import Classes, NumberClass, classify, number_of
from hytedata.export.map.picture import LegendEntry, Shape
from hytedata.export.map.view import View
from hytedata.export.map.words import WORDS, AreaKind, MapLanguage, counted, number, short_number

_FEW: Final = 60
"""Areas up to which outlines have their full width."""


@dataclass(frozen=True)
class Colouring:
    """Numbers by area, as they are shown.

    Attributes:
        values: Number by code; None or no entry where there is none.
        counts: Whether the numbers count places.
    """

    values: Mapping[str, float | None]
    kind: AreaKind
    language: MapLanguage
    counts: bool

    def told(self, code: str) -> str:
        """Return the number of an area in words."""
        value = number_of(self.values, code)
        words = WORDS[self.language]
        if value is None:
            return words.missing
        if self.counts:
            return counted(int(value), words.place, self.language)
        return number(value, self.language)


def colour_areas(
    areas: Sequence[BaseGeometry],
    codes: Sequence[str],
    names: Sequence[str],
    view: View,
    colouring: Colouring,
) -> tuple[tuple[Shape, ...], tuple[LegendEntry, ...]]:
    """Return a shape for each area, and the legend.

    Args:
        areas: As they are drawn, EPSG:3067 metres.
        codes: Of each.
        names: Of each.
        view: What is seen.
        colouring: Their numbers.

    Raises:
        InputError: A number is infinite.
    """
    classes = classify(colouring.values, codes)
    width = 1.0 if len(areas) <= _FEW else 0.5
    shapes = tuple(
        _shape(
            view, area, width, colouring.values, code, classes, f"{name}: {colouring.told(code)}"
        )
        for area, code, name in zip(areas, codes, names, strict=True)
    )
    return shapes, _legend(classes, colouring)


def _shape(
    view: View,
    area: BaseGeometry,
    width: float,
    values: Mapping[str, float | None],
    code: str,
    classes: Classes,
    title: str,
) -> Shape:
    value = number_of(values, code)
    found = None if value is None else classes.of(value)
    return Shape(
        view.rings(area),
        fill=found.colour if found else colours.NOTHING,
        stroke=colours.INK,
        width=width,
        hatched=value is None,
        title=title,
    )


def _legend(classes: Classes, colouring: Colouring) -> tuple[LegendEntry, ...]:
    words, language = WORDS[colouring.language], colouring.language

    def of(count: int) -> str:
        return f" ({counted(count, words.areas[colouring.kind], language)})"

    entries = []
    if classes.zeros:
        entries.append(LegendEntry("fill", colours.NOTHING, words.zero + of(classes.zeros)))
    last = classes.classes[-1] if classes.classes else None
    for one in classes.classes:
        label = _span(one, language, words.below, closed=classes.whole or one is last)
        entries.append(LegendEntry("fill", one.colour, label + of(one.count)))
    if classes.missing:
        entries.append(LegendEntry("hatch", colours.HATCH, words.missing + of(classes.missing)))
    return tuple(entries)


def _span(one: NumberClass, language: MapLanguage, below: str, *, closed: bool) -> str:
    low, high = short_number(one.low, language), short_number(one.high, language)
    if low == high:
        return low
    return f"{low}–{high}" if closed else f"{low} – {below} {high}"
