"""Loading kept borders of the country at 1:1 000 000, against a stated time and other ways.

The borders are as large as the real ones: 308 municipalities, 3 297 parts, 104 090 vertices.
"""

import tempfile
from pathlib import Path

import geopandas
import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.clients import boundaries_cache as cache
from hytedata.clients.boundaries_cache import Facts
from hytedata.codes import municipalities
from hytedata.connectors.statfin.wfs import URL, Layer

ROUNDS = 9
ALLOWED_MS = 30.0
PARTS = 3297
VERTICES = 104_090

LAYER = Layer("municipality", "1000k", 2026)


def bench_boundaries_load() -> list[Result]:
    codes = tuple(place.code for place in municipalities())
    areas = _country(len(codes))
    with tempfile.TemporaryDirectory() as folder:
        file = cache.cache_file(Path(folder), LAYER, URL)
        facts = Facts("municipality", 2026, "1000k", codes, "", "", "", "", URL)
        cache.save(file, facts, areas)
        package = Path(folder) / "kunnat.gpkg"
        _write(package, "GPKG", codes, areas)
        answer = Path(folder) / "kunnat.geojson"
        _write(answer, "GeoJSON", codes, areas)

        def ours() -> None:
            loaded = cache.load(file, LAYER, URL)
            if loaded is None or shapely.get_num_coordinates(loaded[1]).sum() != VERTICES:
                raise ValueError("the borders did not come back whole")

        def geopackage() -> None:
            geopandas.read_file(package)

        def geojson() -> None:
            geopandas.read_file(answer)

        spent, by_package, by_json = (
            1000 * seconds for seconds in fastest(ours, geopackage, geojson, rounds=ROUNDS)
        )
    name, size = "boundaries: 1:1M from the cache", f"{PARTS} parts, {VERTICES} vertices"
    by = "geopandas.read_file of"
    return [
        Result.at_most(name, spent, ALLOWED_MS, "ms", size),
        Result(f"{name}, to GeoPackage", spent, by_package, 1.0, "ms", f"{by} a GeoPackage"),
        Result(f"{name}, to GeoJSON", spent, by_json, 0.2, "ms", f"{by} the service's answer"),
    ]


def _country(count: int) -> NDArray[np.object_]:
    """Draw rings that spread as the real ones do: a large one for each area, many islets."""
    sizes = [12] * PARTS
    left = VERTICES - sum(sizes)
    for index in range(count):
        sizes[index] += left // count + (index < left % count)
    rings = [_ring(index, size) for index, size in enumerate(sizes)]
    made = np.empty(count, dtype=object)
    made[:] = [shapely.multipolygons(rings[index::count]) for index in range(count)]
    return made


def _ring(index: int, size: int) -> shapely.Polygon:
    east, north = 100_000 + index % 60 * 10_000, 6_650_000 + index // 60 * 15_000
    turns = np.linspace(0, 2 * np.pi, size - 1, endpoint=False)
    radius_m = 4_000 + 300 * np.cos(7 * turns)
    places = np.column_stack([east + radius_m * np.cos(turns), north + radius_m * np.sin(turns)])
    return shapely.Polygon(np.vstack([places, places[:1]]))


def _write(path: Path, driver: str, codes: tuple[str, ...], areas: NDArray[np.object_]) -> None:
    pyogrio.raw.write(
        path,
        shapely.to_wkb(areas),
        [np.array(codes, dtype=object)],
        ["code"],
        driver=driver,
        geometry_type="MultiPolygon",
        crs="EPSG:3067",
    )
