"""Coordinate systems that users state, and their coordinates in EPSG:3067 metres."""

import threading
from functools import lru_cache
from typing import Final, overload

import numpy as np
import pyproj
import shapely
from pyproj.exceptions import CRSError

from hytedata.errors import InputError
from hytedata.places.borders import Floats, Geometries

METRES: Final = "EPSG:3067"
_local = threading.local()


class System:
    """A coordinate system; x is east or longitude, y north or latitude, whatever its own order.

    Attributes:
        name: As it is told to people: `EPSG:4326`, or its title.
        geographic: Whether its coordinates are degrees.
    """

    def __init__(self, stated: pyproj.CRS) -> None:
        # A height does not change where a place is, and compound systems transform it too.
        self._crs = stated.to_2d()
        self._wkt = self._crs.to_wkt()
        authority = self._crs.to_authority(min_confidence=100)
        self.name = ":".join(authority) if authority else self._crs.name
        self.geographic = bool(self._crs.is_geographic)
        self._already = self._crs.equals(pyproj.CRS(METRES), ignore_axis_order=True)

    @classmethod
    def of(cls, crs: object) -> "System":
        """Understand *crs*: an EPSG number, text such as `EPSG:3879`, or a `pyproj.CRS`.

        Raises:
            InputError: It is not a coordinate system of places on the ground.
        """
        # Most state one of a few as text or number: that is understood once.
        return _stated(crs) if isinstance(crs, str | int) else _understood(crs)

    @overload
    def to_metres(self, x: float, y: float) -> tuple[float | Floats, float | Floats]: ...
    @overload
    def to_metres(self, x: Floats, y: Floats) -> tuple[Floats, Floats]: ...
    def to_metres(
        self, x: float | Floats, y: float | Floats
    ) -> tuple[float | Floats, float | Floats]:
        """Return east and north; infinite where the coordinates have no place there."""
        if self._already:
            return x, y
        east, north = self._transformer().transform(x, y)
        return np.asarray(east, dtype=np.float64), np.asarray(north, dtype=np.float64)

    def drawn(self, geometries: Geometries) -> Geometries:
        """Return *geometries* with their vertices in EPSG:3067; lines stay straight there."""
        if self._already:
            return geometries
        return np.asarray(shapely.transform(geometries, self._moved))

    def _moved(self, vertices: Floats) -> Floats:
        return np.column_stack(self.to_metres(vertices[:, 0], vertices[:, 1]))

    def _transformer(self) -> pyproj.Transformer:
        # One per thread: PROJ's are not to be shared.
        known: dict[str, pyproj.Transformer] = _local.__dict__.setdefault("transformers", {})
        found = known.get(self._wkt)
        if found is None:
            found = pyproj.Transformer.from_crs(self._crs, METRES, always_xy=True)
            known[self._wkt] = found
        return found


@lru_cache(maxsize=64)
def _stated(crs: str | int) -> System:
    return _understood(crs)


def _understood(crs: object) -> System:
    try:
        stated = pyproj.CRS.from_user_input(crs)
    except CRSError as error:
        raise InputError(
            f"crs {crs!r} is not a coordinate system; state one such as EPSG:3067 or EPSG:4326"
        ) from error
    if not (stated.is_geographic or stated.is_projected):
        raise InputError(
            f"crs {stated.name}: places on a map are needed, in degrees or metres; state one "
            "such as EPSG:3067 or EPSG:4326"
        )
    return _known(stated.to_wkt())


@lru_cache(maxsize=64)
def _known(wkt: str) -> System:
    return System(pyproj.CRS.from_wkt(wkt))
