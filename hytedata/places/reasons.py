"""Why a place has no municipality: usual mistakes with coordinates, recognised and told.

Nothing is mended here: a place with swapped axes stays outside, and the reason says what it seems
to be. Coordinates come as the user gave them, x first.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hytedata.places.borders import Floats
from hytedata.places.systems import System

Covers: TypeAlias = Callable[[Floats, Floats], NDArray[np.bool_]]
"""Whether points, EPSG:3067 metres, lie in a municipality or near one."""

OUTSIDE_FINLAND: Final = "outside-finland: the place is in no municipality and near none"
NULL: Final = "null: there is no geometry"
EMPTY: Final = "empty: the geometry has no coordinates"
NOT_FINITE: Final = "not-finite: a coordinate is NaN or infinite"

_LONGITUDES: Final = (19.0, 32.0)
_LATITUDES: Final = (59.0, 71.0)
_EASTINGS: Final = (50_000.0, 765_000.0)
_NORTHINGS: Final = (6_570_000.0, 7_800_000.0)


def why_outside(x: Floats, y: Floats, system: System, covers: Covers) -> list[str]:
    """Return for each point outside Finland what seems to be wrong with it."""
    reasons = np.full(len(x), OUTSIDE_FINLAND, dtype=object)
    for recognised, reason in (
        (_swapped(x, y, system, covers), _swapped_text(system)),
        *_wrong_units(x, y, system),
    ):
        reasons[recognised] = reason
    texts: list[str] = reasons.tolist()
    return texts


def _swapped(x: Floats, y: Floats, system: System, covers: Covers) -> NDArray[np.bool_]:
    return covers(*system.to_metres(y, x))


def _swapped_text(system: System) -> str:
    order = "longitude, latitude" if system.geographic else "east, north"
    return f"swapped-axes: with its axes swapped the place is in Finland, the order is {order}"


def _wrong_units(x: Floats, y: Floats, system: System) -> list[tuple[NDArray[np.bool_], str]]:
    if system.geographic:
        text = (
            f"metres-in-degrees: the values are metres of ETRS-TM35FIN in {system.name}, which has "
            "degrees, state EPSG:3067"
        )
        spans = (_EASTINGS, _NORTHINGS)
    else:
        text = (
            f"degrees-in-metres: the values are degrees of WGS 84 in {system.name}, which has "
            "metres, state EPSG:4326"
        )
        spans = (_LONGITUDES, _LATITUDES)
    return [
        (_within(x, spans[0]) & _within(y, spans[1]), text),
        (_within(y, spans[0]) & _within(x, spans[1]), f"{text} and swap the axes"),
    ]


def _within(values: Floats, span: tuple[float, float]) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = (values >= span[0]) & (values <= span[1])
    return inside
