"""Routes to municipalities with the share of their length in each, against geopandas.overlay."""

from functools import partial

import geopandas
import numpy as np
import pandas
import shapely

from benchmarks.locate_layer import index, land_points, layer
from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.places.borders import Geometries
from hytedata.places.routes import route_parts

ROUTES, VERTICES, STEP_M = 5_000, (20, 200), (20, 150)
TARGET = 0.35


def routes(seed: int = 2) -> Geometries:
    """Wandering lines of some kilometres, as ski tracks and hiking trails are drawn."""
    draw = np.random.default_rng(seed)
    lines = []
    for east, north in zip(*land_points(ROUTES, seed), strict=True):
        turns = draw.normal(0, 0.4, draw.integers(*VERTICES))
        heading = draw.uniform(0, 2 * np.pi) + np.cumsum(turns)
        step = draw.uniform(*STEP_M)
        walked = np.column_stack((np.cos(heading), np.sin(heading))).cumsum(axis=0) * step
        lines.append(shapely.linestrings(walked + np.array([east, north])))
    return np.array(lines, dtype=object)


def bench_routes() -> list[Result]:
    """5 000 routes with shares of length; both say the same to a billionth."""
    lines = routes()
    frame = geopandas.GeoDataFrame({"route": range(len(lines))}, geometry=lines, crs="EPSG:3067")
    ours, theirs = fastest(
        partial(route_parts, lines, index()), partial(_overlaid, frame), rounds=3
    )
    worst = _worst(lines, frame)
    note = f"geopandas.overlay and lengths; shares differ by {worst:.0e} at most"
    return [Result("locate: 5 000 routes with shares", ours, theirs, TARGET, note=note)]


def _overlaid(frame: geopandas.GeoDataFrame) -> pandas.Series:
    cut = geopandas.overlay(frame, layer(), how="intersection", keep_geom_type=True)
    return cut.length.groupby([cut["route"], cut["code"]]).sum()


def _worst(lines: Geometries, frame: geopandas.GeoDataFrame) -> float:
    lengths = shapely.length(lines)
    theirs = {key: metres / lengths[key[0]] for key, metres in _overlaid(frame).items()}
    parts = route_parts(lines, index())
    rows = zip(parts.place.tolist(), parts.polygon.tolist(), parts.share.tolist(), strict=True)
    ours = {(place, index().codes[code]): share for place, code, share in rows if code >= 0}
    return max(abs(ours.get(key, 0.0) - theirs.get(key, 0.0)) for key in {*ours, *theirs})
