"""A GeoDataFrame in, the same with columns for municipality and county out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np
from numpy.typing import NDArray

from hytedata.errors import InputError
from hytedata.places.index import MunicipalityIndex
from hytedata.places.located import OFFSHORE_M
from hytedata.places.locating import Answers, locate_all
from hytedata.places.systems import System

if TYPE_CHECKING:
    import geopandas

COLUMNS: Final = (
    "municipality",
    "county",
    "locate_method",
    "locate_distance_m",
    "locate_shares",
    "locate_reason",
)
"""What is added: two codes; how they were found; metres offshore; shares as JSON; a reason."""

_AT_ONCE: Final = 20_000


def _nobody_listens(rows: int) -> None:
    """Tell nobody."""


def locate_frame(
    frame: "geopandas.GeoDataFrame",
    index: MunicipalityIndex,
    *,
    crs: object = None,
    offshore_m: float = OFFSHORE_M,
    replace: bool = False,
    progress: Callable[[int], None] = _nobody_listens,
) -> "geopandas.GeoDataFrame":
    """Return *frame* with the columns of `COLUMNS` added.

    Index, order, number of rows and CRS stay as they are, and so do the geometries: what is
    mended is mended for the look-up alone.

    Args:
        frame: Places of any kind in its active geometry column, in any CRS that it states.
        index: The municipalities.
        crs: Says what CRS the coordinates have, where the frame states none or a wrong one.
        offshore_m: How far a place outside all municipalities may be from the nearest.
        replace: Whether columns of these names are replaced.
        progress: Told the number of rows located so far.

    Raises:
        InputError: The frame has no geometry column, states no CRS while *crs* does not either,
            or has columns of these names while *replace* is false.
    """
    _require_room(frame, replace=replace)
    geometries = _geometry_values(frame)
    system = System.of(_stated(frame, crs))
    columns = _Columns.of(len(frame))
    for begin in range(0, len(frame), _AT_ONCE):
        part = slice(begin, min(begin + _AT_ONCE, len(frame)))
        columns.fill(part, locate_all(geometries[part], system, index, offshore_m=offshore_m))
        progress(part.stop)
    return frame.assign(**columns.values)


@dataclass(frozen=True)
class _Columns:
    """The added columns, filled portion by portion: the answers of one are in memory at once."""

    values: dict[str, NDArray[np.generic]]

    @classmethod
    def of(cls, rows: int) -> Self:
        distances = {"locate_distance_m": np.full(rows, np.nan)}
        return cls({name: np.full(rows, None, dtype=object) for name in COLUMNS} | distances)

    def fill(self, part: slice, answers: Answers) -> None:
        rows = range(part.stop - part.start)
        texts: dict[str, Sequence[str | None]] = {
            "municipality": answers.municipalities(),
            "county": answers.counties(),
            "locate_method": answers.method.tolist(),
            "locate_shares": answers.shares_texts(),
            "locate_reason": [answers.reasons.get(row) for row in rows],
        }
        for name, column in texts.items():
            self.values[name][part] = np.array(column, dtype=object)
        self.values["locate_distance_m"][part] = answers.distance_m


def _geometry_values(
    frame: "geopandas.GeoDataFrame",
) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    try:
        return np.asarray(frame.geometry.array, dtype=object)
    except AttributeError as error:
        raise InputError(
            "the frame has no geometry column; set one with frame.set_geometry(…)"
        ) from error


def _stated(frame: "geopandas.GeoDataFrame", crs: object) -> object:
    stated = crs if crs is not None else frame.crs
    if stated is None:
        raise InputError(
            "the frame states no CRS, and a guess could be wrong by kilometres; state it with "
            "frame.set_crs('EPSG:3067') or crs='EPSG:3067', or whatever the coordinates are in"
        )
    return stated


def _require_room(frame: "geopandas.GeoDataFrame", *, replace: bool) -> None:
    taken = [name for name in COLUMNS if name in frame.columns]
    if taken and not replace:
        raise InputError(
            f"the places have columns of the names that are added: {', '.join(taken)}; rename "
            "them, or say that they are to be replaced (replace=True, --replace)"
        )
