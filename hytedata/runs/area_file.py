"""A file with a part of the map, as `--within` names it."""

from pathlib import Path

import numpy as np
import shapely

from hytedata.connectors.vector_files import read_vector_file
from hytedata.errors import InputError
from hytedata.places.surroundings import Surroundings


def read_surroundings(path: Path) -> Surroundings:
    """Return all geometries of a GeoJSON, GeoPackage or GeoParquet file as one part of the map.

    Raises:
        InputError: It cannot be read, states no CRS, holds no geometry, or lies outside Finland.
    """
    table = read_vector_file(path)
    if table.crs is None:
        raise InputError(f"{path} states no coordinate reference system; write it with one")
    drawn = table.geometries[~shapely.is_missing(table.geometries)]
    if not len(drawn):
        raise InputError(f"{path} holds no geometry")
    broken = ~shapely.is_valid(drawn)
    drawn = np.where(broken, shapely.make_valid(drawn), drawn)
    try:
        return Surroundings.of(shapely.union_all(drawn), crs=table.crs)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
