"""The layer that locating is measured on, and points on its land.

It is reference data beside the checkout: without it there is nothing to measure on.
"""

from functools import cache
from pathlib import Path

import geopandas
import numpy as np

from benchmarks.result import Unavailable
from hytedata.places.borders import Floats
from hytedata.places.index import MunicipalityIndex

FILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "boundaries" / "kunnat.geojson"


@cache
def layer() -> geopandas.GeoDataFrame:
    """The municipalities of 1:1 000 000 as they are given, EPSG:3067."""
    if not FILE.exists():
        raise Unavailable("the borders are not beside the checkout")
    return geopandas.read_file(FILE)[["code", "geometry"]].to_crs("EPSG:3067")


@cache
def index() -> MunicipalityIndex:
    return MunicipalityIndex(layer()["code"].tolist(), np.asarray(layer().geometry.array))


def land_points(count: int, seed: int = 1) -> tuple[Floats, Floats]:
    """Return east and north of points drawn evenly over the land."""
    draw = np.random.default_rng(seed)
    west, south, east, north = layer().total_bounds
    x = draw.uniform(west, east, 3 * count)
    y = draw.uniform(south, north, 3 * count)
    land, _ = index().covering(x, y)
    chosen = np.flatnonzero(land >= 0)[:count]
    assert len(chosen) == count
    return x[chosen], y[chosen]
