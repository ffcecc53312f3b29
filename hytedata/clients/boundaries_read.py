"""Borders from a file: the layer and column with codes found, codes and areas checked."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hytedata.clients.boundaries_cache import Facts, content_checksum
from hytedata.clients.boundary_codes import find_code_column, judge
from hytedata.connectors.statfin.wfs import BoundaryKind
from hytedata.connectors.vector_files import (
    VectorTable,
    area_layers,
    read_columns,
    read_vector_file,
)
from hytedata.errors import InputError
from hytedata.places.polygons import finnish_areas


@dataclass(frozen=True)
class FileWanted:
    """A file and what it should hold; the arguments of `Boundaries.read`."""

    path: Path
    code_column: str | None = None
    year: int | None = None
    kind: BoundaryKind | None = None
    crs: str | None = None
    layer: str | None = None


def read_borders(wanted: FileWanted) -> tuple[Facts, NDArray[np.object_]]:
    """Read the areas of a file, in the order of their codes.

    Raises:
        InputError: It is not what it should be; names the file, and says what to do.
    """
    layer = wanted.layer
    if layer is None and len(layers := area_layers(wanted.path)) > 1:
        layer = _layer_with_codes(wanted, layers)
    table = read_vector_file(wanted.path, layer)
    try:
        return _checked(table, wanted)
    except InputError as error:
        raise InputError(f"{wanted.path}: {error}") from error


def _checked(table: VectorTable, wanted: FileWanted) -> tuple[Facts, NDArray[np.object_]]:
    if not len(table.geometries):
        raise InputError("it has no rows")
    column = find_code_column(table.columns, named=wanted.code_column, kind=wanted.kind)
    verdict = judge(column, year=wanted.year, stated=_stated_year(table))
    unordered = [code for code in column.codes if code is not None]
    order = sorted(range(len(unordered)), key=unordered.__getitem__)
    codes = tuple(unordered[index] for index in order)
    crs = table.crs or wanted.crs
    geometries, mended = finnish_areas(codes, table.geometries[order], crs)
    facts = Facts(
        kind=column.kind,
        year=verdict.year,
        scale=None,
        codes=codes,
        attribution=table.attribution,
        licence=table.licence,
        source=wanted.path.name,
        checksum=content_checksum(codes, geometries),
        remarks=(*verdict.remarks, *mended),
    )
    return facts, geometries


def _layer_with_codes(wanted: FileWanted, layers: Sequence[str]) -> str:
    """Return the one layer that has codes; of municipalities where nothing else is asked for."""
    fitting = []
    for layer in layers:
        with suppress(InputError):
            columns = read_columns(wanted.path, layer)
            found = find_code_column(columns, named=wanted.code_column, kind=wanted.kind)
            if found.kind == (wanted.kind or "municipality"):
                fitting.append(layer)
    if len(fitting) != 1:
        told = ", ".join(fitting or layers)
        raise InputError(f"{wanted.path} has several layers ({told}); say which one with layer=")
    return fitting[0]


def _stated_year(table: VectorTable) -> int | None:
    """Return the year in a column `vuosi`, as Statistics Finland names it."""
    for name, values in table.columns.items():
        if name.lower() == "vuosi":
            years = {value for value in values if isinstance(value, int)}
            return years.pop() if len(years) == 1 else None
    return None
