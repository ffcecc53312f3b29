"""Places on a map: dots, lines and areas, and their lines in the legend."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from hytedata.export.map import colours
from hytedata.export.map.picture import Dots, Floats, LegendEntry, Shape, Symbol
from hytedata.export.map.view import Geometries, View
from hytedata.export.map.words import WORDS, MapLanguage, number

_SMALL: Final = 4.0
"""Pixels below which a route or area is drawn as a dot."""
_RADII: Final = ((200, 4.0), (2_000, 2.8))
_LEAST_RADIUS: Final = 2.0
_MANY: Final = 20_000
_STEPS: Final = (1.0, 2.0, 3.0, 4.0)
"""So many dots of one kind are set to whole pixels, and then coarser until they are fewer: they
cover each other anyway, and files stay small."""


@dataclass(frozen=True, eq=False)
class Spots:
    """How places are drawn.

    Attributes:
        shapes: From below to above.
        legend: A line for each kind that there is, with how many there are.
    """

    shapes: tuple[Shape | Dots, ...]
    legend: tuple[LegendEntry, ...]


def draw_spots(places: Geometries, view: View, language: MapLanguage) -> Spots:
    """Draw *places*, which are there, in EPSG:3067.

    What is smaller than some pixels is a dot in the colour of its kind. Dots that would cover
    each other wholly are drawn once.
    """
    kinds = shapely.get_dimensions(places)
    words = WORDS[language]
    dots, routes, areas = (places[kinds == dimension] for dimension in range(3))
    small_areas, wide_areas = _sorted_by_size(areas, view)
    small_routes, long_routes = _sorted_by_size(routes, view)
    radius = next((size for most, size in _RADII if len(places) <= most), _LEAST_RADIUS)
    drawn: list[Shape | Dots] = [
        *_areas(wide_areas, view),
        *_routes(long_routes, view),
        *_dots(_centres(small_areas), view, radius, colours.AREA),
        *_dots(_centres(small_routes), view, radius, colours.ROUTE),
        *_dots(shapely.get_coordinates(dots), view, radius, colours.SPOT),
    ]
    entries: tuple[tuple[Symbol, str, str, int], ...] = (
        ("dot", colours.SPOT, words.spot, len(dots)),
        ("line" if len(long_routes) else "dot", colours.ROUTE, words.route, len(routes)),
        ("fill" if len(wide_areas) else "dot", colours.AREA, words.area, len(areas)),
    )
    legend = (
        LegendEntry(symbol, colour, f"{name} ({number(count, language)})")
        for symbol, colour, name, count in entries
        if count
    )
    return Spots(tuple(drawn), tuple(legend))


def _sorted_by_size(places: Geometries, view: View) -> tuple[Geometries, Geometries]:
    """Return those that would be specks, and the others."""
    west, south, east, north = shapely.bounds(places).T
    small = np.maximum(east - west, north - south) < _SMALL * view.metres
    return places[small], places[~small]


def _centres(places: Geometries) -> Floats:
    west, south, east, north = shapely.bounds(places).T
    return np.column_stack(((west + east) / 2, (south + north) / 2))


def _areas(areas: Geometries, view: View) -> list[Shape | Dots]:
    rings = view.lines(areas)
    if not rings:
        return []
    return [Shape(rings, fill=colours.AREA, stroke=colours.PAPER, width=1.0)]


def _routes(routes: Geometries, view: View) -> list[Shape | Dots]:
    rings = view.lines(routes)
    if not rings:
        return []
    return [
        Shape(rings, closed=False, stroke=colours.PAPER, width=4.0),
        Shape(rings, closed=False, stroke=colours.ROUTE, width=2.0),
    ]


def _dots(centres: Floats, view: View, radius: float, colour: str) -> list[Shape | Dots]:
    places = view.pixels(centres)
    inside = ((places >= 0) & (places <= (view.width, view.height))).all(axis=1)
    places = np.unique(places[inside], axis=0)
    for step in _STEPS:
        if len(places) > _MANY:
            places = np.unique(np.round(places / step) * step, axis=0)
    halo = colours.PAPER if radius > _LEAST_RADIUS else None
    return [Dots(places, radius, colour, halo)] if len(places) else []
