"""What part of an area lies in which municipality."""

import numpy as np
import shapely

from hytedata.places.borders import Geometries, Ints
from hytedata.places.grid import NOBODY
from hytedata.places.index import MunicipalityIndex
from hytedata.places.parts import Parts


def area_parts(areas: Geometries, index: MunicipalityIndex) -> Parts:
    """Return the shares of each area, valid polygons of EPSG:3067 metres with an area above 0."""
    whole = np.asarray(shapely.area(areas), dtype=np.float64)
    place, polygon = _candidates(areas, index)
    covered = np.asarray(shapely.covers(index.geometries[polygon], areas[place]), dtype=bool)
    size = np.where(covered, whole[place], 0.0)
    cut = np.flatnonzero(~covered & ~np.isin(place, place[covered]))
    size[cut] = shapely.area(
        shapely.intersection(areas[place[cut]], index.geometries[polygon[cut]])
    )
    rest = whole - np.bincount(place, weights=size, minlength=len(areas))
    every = np.arange(len(areas))
    return Parts.of(
        np.concatenate([place, every]),
        np.concatenate([polygon, np.full(len(areas), NOBODY, dtype=np.int64)]),
        np.concatenate([size, np.maximum(rest, 0.0)]),
    )


def _candidates(areas: Geometries, index: MunicipalityIndex) -> tuple[Ints, Ints]:
    """Return pairs (area, municipality) that may share something, by their boxes."""
    place, polygon = shapely.STRtree(index.geometries).query(areas)
    return place, polygon
