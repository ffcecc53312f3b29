"""Points to municipality, against geopandas.sjoin; a million of them; and one at a time."""

import subprocess
import sys
import time
from functools import partial

import geopandas
import numpy as np

from benchmarks.locate_layer import index, land_points, layer
from benchmarks.memory import peak_mb
from benchmarks.result import Result
from benchmarks.timing import fastest

POINTS, MANY, SINGLE = 50_000, 1_000_000, 5_000
SJOIN_TARGET, MANY_TARGET = 0.7, 25.0
MOST_MB, MOST_US = 600.0, 50.0


def bench_points() -> list[Result]:
    """50 000 points against sjoin, a million against 50 000, and single look-ups."""
    east, north = land_points(MANY)
    few = east[:POINTS], north[:POINTS]
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*few, crs="EPSG:3067"))
    ours, theirs = fastest(partial(index().points, *few), partial(_sjoin, points), rounds=5)
    again, many = fastest(
        partial(index().points, *few), partial(index().points, east, north), rounds=9
    )
    equal = np.array_equal(index().points(*few), _sjoin(points)["code"].to_numpy(dtype=object))
    if not equal:
        raise RuntimeError("the two ways do not find the same municipalities")
    return [
        Result(
            "locate: 50 000 points", ours, theirs, SJOIN_TARGET, note="geopandas.sjoin, intersects"
        ),
        Result("locate: 1 000 000 points", many, again, MANY_TARGET, note="50 000 points"),
        *_singles(east, north),
    ]


def _sjoin(points: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    return geopandas.sjoin(points, layer(), how="left", predicate="intersects")


def _singles(east: np.ndarray, north: np.ndarray) -> list[Result]:
    draw = np.random.default_rng(3)
    chosen = draw.choice(len(east), SINGLE, replace=False)
    land = list(zip(east[chosen].tolist(), north[chosen].tolist(), strict=True))
    sea = _sea_points()
    results = []
    for name, places in (("on land", land), ("just offshore", sea)):
        (taken,) = fastest(partial(_one_by_one, places), rounds=3)
        each_us = taken / len(places) * 1e6
        results.append(Result.at_most(f"locate: one point {name}", each_us, MOST_US, "µs"))
    return results


def _sea_points() -> list[tuple[float, float]]:
    draw = np.random.default_rng(4)
    west, south, east, north = layer().total_bounds
    x, y = draw.uniform(west, east, 100_000), draw.uniform(south, north, 100_000)
    near = np.flatnonzero(index().find(x, y).distance_m > 0)[:SINGLE]
    return list(zip(x[near].tolist(), y[near].tolist(), strict=True))


def _one_by_one(places: list[tuple[float, float]]) -> None:
    point = index().point
    for east, north in places:
        point(east, north)


def bench_memory() -> list[Result]:
    """Peak memory of a process that locates a million points, its libraries included."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.locate_points"], check=True, capture_output=True
    )
    peak, seconds = (float(text) for text in done.stdout.split())
    note = f"{seconds:.1f} s for all, the points drawn too"
    return [Result.at_most("locate: 1 000 000 points, peak", peak, MOST_MB, "MB", note)]


def _measured() -> None:
    began = time.perf_counter()
    east, north = land_points(MANY)
    index().points(east, north)
    sys.stdout.write(f"{peak_mb()} {time.perf_counter() - began}")


if __name__ == "__main__":
    _measured()
