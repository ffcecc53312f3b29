"""A country of squares, one for each municipality or county, and files of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyogrio
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from hytedata.codes import counties, municipalities
from hytedata.places.polygons import reprojected

MUNICIPALITIES = tuple(place.code for place in municipalities())
COUNTIES = tuple(county.code for county in counties())


def squares(count: int) -> NDArray[np.object_]:
    """So many squares of 20 km, EPSG:3067, none touching another."""
    made = np.empty(count, dtype=object)
    for index in range(count):
        east, north = 100_000 + index % 20 * 30_000, 6_600_000 + index // 20 * 60_000
        made[index] = shapely.box(east, north, east + 20_000, north + 20_000)
    return made


def columns(codes: Iterable[object] = MUNICIPALITIES) -> dict[str, list[object]]:
    return {"kunta": list(codes)}


def geojson(
    path: Path,
    values: Mapping[str, Sequence[object]] | None = None,
    areas: NDArray[np.object_] | None = None,
    *,
    crs: str | None = "EPSG:4326",
    **members: object,
) -> Path:
    """Write GeoJSON; a *crs* other than degrees is stated in the old way, None states nothing."""
    values = columns() if values is None else values
    count = len(next(iter(values.values())))
    drawn = squares(count) if areas is None else areas
    if crs not in (None, "EPSG:3067"):
        drawn = reprojected(drawn, pyproj.Transformer.from_crs("EPSG:3067", crs, always_xy=True))
    document: dict[str, object] = {"type": "FeatureCollection", **members}
    if crs not in (None, "EPSG:4326"):
        name = crs.replace("EPSG:", "urn:ogc:def:crs:EPSG::")
        document["crs"] = {"type": "name", "properties": {"name": name}}
    document["features"] = [
        {"type": "Feature", "properties": dict(zip(values, row, strict=True)), "geometry": shape}
        for row, shape in zip(zip(*values.values(), strict=True), map(_shape, drawn), strict=True)
    ]
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _shape(area: BaseGeometry | None) -> object:
    return None if area is None else json.loads(shapely.to_geojson(area))


def geopackage(
    path: Path,
    values: Mapping[str, Sequence[object]] | None = None,
    *,
    crs: str | None = "EPSG:3067",
    layer: str = "kunnat",
    append: bool = False,
) -> Path:
    values = columns() if values is None else values
    arrays = [np.array(column) for column in values.values()]
    arrays = [each.astype(object) if each.dtype.kind == "U" else each for each in arrays]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(squares(len(arrays[0]))),
        arrays,
        list(values),
        layer=layer,
        driver="GPKG",
        geometry_type="Polygon",
        crs=crs,
        append=append,
    )
    return path
