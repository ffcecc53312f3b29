"""Records with their position in WGS 84, projected by the hundred."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from hytedata.models.common import Position
from hytedata.store.catalogue_values import CatalogueRecord

if TYPE_CHECKING:
    import numpy as np
    import pyproj

_AT_ONCE: Final = 500
_DECIMALS: Final = 7  # a centimetre

_local = threading.local()


class Degrees(NamedTuple):
    """A position in WGS 84."""

    lon: float
    lat: float


class Located(NamedTuple):
    """A record, and where it is; None where it states no position."""

    record: CatalogueRecord
    degrees: Degrees | None


def located(records: Iterable[CatalogueRecord]) -> Iterator[Located]:
    """Yield *records* in their order, each with its position; some hundreds are in memory."""
    waiting = iter(records)
    while some := list(islice(waiting, _AT_ONCE)):
        for record, degrees in zip(some, degrees_of([it.position for it in some]), strict=True):
            yield Located(record, degrees)


def degrees_of(positions: Sequence[Position | None]) -> Iterator[Degrees | None]:
    """Yield each position in WGS 84, projected together; None where there is none."""
    metres = [(one.east, one.north) for one in positions if one]
    found = _degrees(metres)
    return (next(found) if one else None for one in positions)


def _degrees(metres: list[tuple[float, float]]) -> Iterator[Degrees]:
    if not metres:
        return
    easts, norths = zip(*metres, strict=True)
    for lon, lat in zip(*_to_wgs84().transform(easts, norths), strict=True):
        yield Degrees(round(lon, _DECIMALS), round(lat, _DECIMALS))


def degrees_of_vertices(
    vertices: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Return *vertices* (n x 2, EPSG:3067: east, north) in WGS 84: longitude, latitude."""
    import numpy as np

    if not len(vertices):
        return vertices
    found = _to_wgs84().transform(vertices[:, 0], vertices[:, 1])
    return np.column_stack(found).round(_DECIMALS)


def _to_wgs84() -> "pyproj.Transformer":
    # One per thread, and imported late: as in `normalise.lipas_geometry`.
    found: pyproj.Transformer | None = getattr(_local, "transformer", None)
    if found is None:
        found = import_module("pyproj").Transformer.from_crs(
            "EPSG:3067", "EPSG:4326", always_xy=True
        )
        _local.transformer = found
    return found
