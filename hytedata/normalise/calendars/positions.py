"""Positions of calendars: degrees of WGS 84 to EPSG:3067 metres, or what is wrong with them."""

import math
import threading
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from hytedata.models.common import Position

if TYPE_CHECKING:
    import pyproj

LONGITUDES: Final = (18.0, 33.0)
LATITUDES: Final = (59.0, 71.0)
"""Finland with a margin, degrees."""

EASTINGS: Final = (43_000.0, 765_000.0)
NORTHINGS: Final = (6_570_000.0, 7_800_000.0)
"""Bounds of `Position`, metres."""

_local = threading.local()


@lru_cache(maxsize=4_096)
def position_of(longitude: float, latitude: float) -> Position | str:
    """Return the position, or why it cannot be right: a stable kebab-case word."""
    # The same halls come with event after event.
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        return "odd-value"
    if longitude == 0 and latitude == 0:
        return "no-position"
    if not (_within(longitude, LONGITUDES) and _within(latitude, LATITUDES)):
        swapped = _within(latitude, LONGITUDES) and _within(longitude, LATITUDES)
        return "swapped-coordinates" if swapped else "outside-finland"
    east, north = _to_tm35fin().transform(longitude, latitude)
    if not (_within(east, EASTINGS) and _within(north, NORTHINGS)):
        return "outside-finland"
    return Position(east=round(east, 2), north=round(north, 2))


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _to_tm35fin() -> "pyproj.Transformer":
    # Made once per thread: a transformer must not be shared between threads. Imported late, so
    # that reading without positions needs no geo libraries.
    found: pyproj.Transformer | None = getattr(_local, "transformer", None)
    if found is None:
        found = import_module("pyproj").Transformer.from_crs(
            "EPSG:4326", "EPSG:3067", always_xy=True
        )
        _local.transformer = found
    return found
