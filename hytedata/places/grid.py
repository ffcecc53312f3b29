"""Square cells over a layer: most hold no border, and say at once whose they are.

All coordinates are EPSG:3067 metres; a polygon is named by its position in the layer.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import shapely
from numpy.typing import NDArray

from hytedata.places.borders import Edges, Floats, Geometries, Ints, drawn_points, ranges

CELL_M: Final = 1000.0
"""Side of a cell, if the layer is not larger than Finland: one in nine places is in a mixed one."""

MOST_CELLS: Final = 2_000_000
NOBODY: Final = -1
MARGIN_M: Final = 0.01
"""A cell is mixed as soon as a border comes so near: no rounding makes it clean."""


@dataclass(frozen=True)
class Grid:
    """The cells of a layer, row by row from the south-west corner.

    Attributes:
        west: Left edge.
        south: Lower edge.
        cell_m: Side of a cell.
        columns: Cells per row.
        rows: How many rows.
        state: Per cell the polygon that holds it; -1 where none does; -2 - k where a border
            runs through it, the k-th of these mixed cells.
        first: First candidate of each mixed cell, and their number at the end.
        candidates: Polygons that a point in the mixed cell may lie in, ascending per cell.
    """

    west: float
    south: float
    cell_m: float
    columns: int
    rows: int
    state: NDArray[np.int32]
    first: Ints
    candidates: Ints

    @classmethod
    def over(cls, geometries: Geometries, edges: Edges) -> Self:
        """Lay cells over *geometries*, polygons ordered by preference, and fill them."""
        west, south, east, north = shapely.total_bounds(geometries)
        cell_m = max(CELL_M, float(np.sqrt((east - west) * (north - south) / MOST_CELLS)))
        # The first row and column stay empty: what is nowhere is looked up in the first cell.
        west, south = float(west) - 1.5 * cell_m, float(south) - 1.5 * cell_m
        columns = int((east - west) // cell_m) + 2
        rows = int((north - south) // cell_m) + 2
        cell, owner = _crossed(edges, (west, south), cell_m, columns)
        mixed = np.zeros(columns * rows, dtype=bool)
        mixed[cell] = True
        heads = _run_heads(mixed.reshape(rows, columns))
        asked = np.concatenate([heads, np.flatnonzero(mixed)])
        centres = np.column_stack((asked % columns, asked // columns)) + 0.5
        centres = centres * cell_m + (west, south)
        holder, found = shapely.STRtree(drawn_points(*centres.T)).query(
            geometries, predicate="intersects"
        )
        held = asked[found]
        of_mixed = mixed[held]
        state = _filled(mixed, heads, held[~of_mixed], holder[~of_mixed])
        first, candidates = _per_cell(
            np.concatenate([cell, held[of_mixed]]),
            np.concatenate([owner, holder[of_mixed]]),
            len(geometries),
        )
        return cls(west, south, cell_m, columns, rows, state, first, candidates)

    def cells(self, east: Floats, north: Floats) -> Ints:
        """Return the cell of each point; the first, which is empty, for one that is in none."""
        with np.errstate(invalid="ignore", over="ignore"):
            column = np.floor((east - self.west) / self.cell_m)
            row = np.floor((north - self.south) / self.cell_m)
            inside = (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
            cell = np.where(inside, row * self.columns + column, 0.0)
        return cell.astype(np.int64)

    def states(self, east: Floats, north: Floats) -> NDArray[np.int32]:
        """Return the state of the cell of each point; -1 for one outside the grid or not finite."""
        return self.state[self.cells(east, north)]

    def state_at(self, east: float, north: float) -> int:
        """Return the state of the cell of one finite point."""
        column = (east - self.west) // self.cell_m
        row = (north - self.south) // self.cell_m
        if 0 <= column < self.columns and 0 <= row < self.rows:
            return int(self.state[int(row) * self.columns + int(column)])
        return NOBODY

    def candidates_of(self, states: NDArray[np.int32]) -> tuple[Ints, Ints]:
        """Return pairs (position in *states*, candidate) for states of mixed cells."""
        cell = -2 - states.astype(np.int64)
        counts = self.first[cell + 1] - self.first[cell]
        return (
            np.repeat(np.arange(len(states)), counts),
            self.candidates[ranges(self.first[cell], counts)],
        )

    def candidates_at(self, state: int) -> list[int]:
        """Return the candidates of one mixed cell."""
        found: list[int] = self.candidates[self.first[-2 - state] : self.first[-1 - state]].tolist()
        return found


def _crossed(
    edges: Edges, corner: tuple[float, float], cell_m: float, columns: int
) -> tuple[Ints, Ints]:
    """Return pairs (cell, polygon) of cells that a border of the polygon may run through."""
    start, step = edges.start, edges.end - edges.start
    # Long edges are cut first: the box of a piece no longer than a cell covers four cells at most.
    pieces = np.maximum(1, np.ceil(np.hypot(step[:, 0], step[:, 1]) / cell_m)).astype(np.int64)
    edge = np.repeat(np.arange(len(edges)), pieces)
    number = ranges(np.zeros(len(edges), dtype=np.int64), pieces)
    share = step[edge] / pieces[edge, None]
    one = start[edge] + share * number[:, None]
    other = one + share
    low = ((np.minimum(one, other) - corner - MARGIN_M) // cell_m).astype(np.int64)
    high = ((np.maximum(one, other) - corner + MARGIN_M) // cell_m).astype(np.int64)
    wide, tall = (high - low + 1).T
    piece = np.repeat(np.arange(len(edge)), wide * tall)
    number = ranges(np.zeros(len(edge), dtype=np.int64), wide * tall)
    column = low[piece, 0] + number % wide[piece]
    row = low[piece, 1] + number // wide[piece]
    return row * columns + column, edges.owner[edge[piece]]


def _run_heads(mixed: NDArray[np.bool_]) -> Ints:
    """Return the first cell of each run of clean cells along a row: it stands for the run."""
    heads = ~mixed
    heads[:, 1:] &= mixed[:, :-1]
    return np.flatnonzero(heads)


def _filled(mixed: NDArray[np.bool_], heads: Ints, held: Ints, holder: Ints) -> NDArray[np.int32]:
    """Give every clean cell the holder of its run's head, every mixed one its number."""
    nobody = np.iinfo(np.int32).max
    of_head = np.full(len(mixed), nobody, dtype=np.int32)
    np.minimum.at(of_head, held, holder.astype(np.int32))  # of overlapping polygons the first
    run = np.searchsorted(heads, np.arange(len(mixed)), side="right") - 1
    state = of_head[heads[run]]
    state[state == nobody] = NOBODY
    state[mixed] = -2 - np.arange(np.count_nonzero(mixed), dtype=np.int32)
    return state


def _per_cell(cell: Ints, polygon: Ints, polygons: int) -> tuple[Ints, Ints]:
    """Sort pairs by cell and polygon, once each; return where each cell begins, and polygons."""
    pairs = np.unique(cell * polygons + polygon)
    starts = np.flatnonzero(np.diff(pairs // polygons, prepend=-1))
    return np.append(starts, len(pairs)), pairs % polygons
