"""What part of a route's length lies in which municipality.

Segments whose cells hold no border are decided by the grid. The others are cut wherever a border
meets them; what then lies between two borders is in one municipality, and one look-up says in
which. Unlike an overlay this counts a stretch along a border once, for the lower code.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hytedata.places.borders import Floats, Geometries, Ints
from hytedata.places.grid import NOBODY
from hytedata.places.index import MunicipalityIndex
from hytedata.places.parts import Parts
from hytedata.places.segments import Segments

_SHORT_M: Final = 1000.0
"""No longer than a cell: the box of such a segment lies in the cells of its corners."""

_AT_ONCE: Final = 50_000
_UNTOLD: Final = NOBODY - 1


def route_parts(routes: Geometries, index: MunicipalityIndex) -> Parts:
    """Return the shares of each route's length, lines of EPSG:3067 metres with a length above 0.

    Gaps between the parts of a route have no length, and count nowhere.
    """
    segments = Segments.of(routes)
    length_m = segments.length_m
    polygon = _sole_holder(segments, length_m, index)
    told = polygon != _UNTOLD
    some = [(segments.place[told], polygon[told].astype(np.int64), length_m[told])]
    rest = segments.take(~told).cut_short(_SHORT_M)
    batches = range(0, len(rest), _AT_ONCE)
    some += [_cut(rest.take(slice(begin, begin + _AT_ONCE)), index) for begin in batches]
    place, of_piece, size = (np.concatenate(column) for column in zip(*some, strict=True))
    return Parts.of(place, of_piece, size)


def _sole_holder(
    segments: Segments, length_m: Floats, index: MunicipalityIndex
) -> NDArray[np.int32]:
    """Return who holds each segment by the cells that it lies in, -2 where they do not tell."""
    one, other = index.cells(segments.start), index.cells(segments.end)
    holder = index.state[one]
    holder = np.where(holder < NOBODY, np.int32(_UNTOLD), holder)
    moved = np.flatnonzero((one != other) & (holder != _UNTOLD))
    start, end = segments.start[moved], segments.end[moved]
    corners = (
        other[moved],
        index.cells(np.column_stack((start[:, 0], end[:, 1]))),
        index.cells(np.column_stack((end[:, 0], start[:, 1]))),
    )
    alike = length_m[moved] <= _SHORT_M
    for corner in corners:
        alike &= index.state[corner] == holder[moved]
    holder[moved[~alike]] = _UNTOLD
    return holder


def _cut(segments: Segments, index: MunicipalityIndex) -> tuple[Ints, Ints, Floats]:
    """Return route, municipality and metres of each stretch between borders."""
    pieces, stretch = segments.cut_at(index.borders)
    length_m = pieces.length_m
    # The longest piece speaks for its stretch: its middle is the farthest from both borders.
    order = np.lexsort((-length_m, stretch))
    speaker = order[np.flatnonzero(np.diff(stretch[order], prepend=-1))]
    middle = (pieces.start[speaker] + pieces.end[speaker]) / 2
    polygon, _ = index.covering(*middle.T)
    return (
        pieces.place[speaker],
        polygon.astype(np.int64),
        np.bincount(stretch, weights=length_m).astype(np.float64),
    )
