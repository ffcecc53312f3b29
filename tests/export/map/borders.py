"""Borders and places for maps: five municipalities in a square of 20 km."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from hytedata import Boundaries
from hytedata.export.map import MapItems
from tests.places.layers import at, squares


def borders() -> Boundaries:
    areas = dict(sorted(squares().items()))
    return Boundaries(
        kind="municipality",
        year=2026,
        scale=None,
        codes=tuple(areas),
        geometries=array(list(areas.values())),
        attribution="Source: Statistics Finland, squares",
        licence="CC BY 4.0",
    )


def array(shapes: Sequence[object]) -> NDArray[np.object_]:
    made = np.empty(len(shapes), dtype=object)
    made[:] = shapes
    return made


def places() -> MapItems:
    """Two spots and a route in 091 (the route ends in 049), an area in 889, one without place."""
    lines = shapely.LineString([at(5, 2), at(14, 2)])
    shapes = [
        shapely.Point(at(2, 2)),
        shapely.Point(at(3, 3)),
        lines,
        shapely.box(*at(1, 12), *at(3, 14)),
        None,
    ]
    return MapItems(array(shapes), ("091", "091", "091", "889", None), {2: ("091", "049")})
