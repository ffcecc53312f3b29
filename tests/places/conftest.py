"""The real layer and its index, read once."""

from pathlib import Path

import geopandas
import numpy as np
import pytest

from hytedata.places.borders import Geometries
from hytedata.places.index import MunicipalityIndex
from tests.places.layers import squares_index


@pytest.fixture(scope="session")
def squares() -> MunicipalityIndex:
    return squares_index()


@pytest.fixture(scope="session")
def country(shared: Path) -> MunicipalityIndex:
    """The municipalities of 1:1 000 000, unsimplified."""
    frame = geopandas.read_file(shared / "data" / "boundaries" / "kunnat.geojson")
    moved: Geometries = np.asarray(frame.to_crs("EPSG:3067").geometry.array)
    return MunicipalityIndex(frame["code"].tolist(), moved)
