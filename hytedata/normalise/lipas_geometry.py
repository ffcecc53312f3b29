"""GeoJSON of Lipas in WGS 84 to our geometry in EPSG:3067 metres (lipas-api 3.2)."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from hytedata.models.sports_site import GeometryKind, Ring, SiteGeometry
from hytedata.normalise.remarks import Remarks

if TYPE_CHECKING:
    import pyproj

FIELD = "location.geometries"

LONGITUDES = (18.0, 33.0)
LATITUDES = (59.0, 71.0)
"""Bounds that Lipas itself holds its data to, degrees."""

EASTINGS = (43_000.0, 765_000.0)
NORTHINGS = (6_570_000.0, 7_800_000.0)
"""Bounds of `Position`, metres."""

_KINDS: dict[object, tuple[GeometryKind, bool]] = {
    "Point": ("point", False),
    "LineString": ("route", False),
    "Polygon": ("area", False),
    "MultiPoint": ("point", True),
    "MultiLineString": ("route", True),
    "MultiPolygon": ("area", True),
}
_FEWEST: dict[GeometryKind, int] = {"point": 1, "route": 2, "area": 4}

_Vertex: TypeAlias = tuple[float, float]
_Rings: TypeAlias = tuple[tuple[_Vertex, ...], ...]

_local = threading.local()


class _Unusable(Exception):
    """The geometry cannot be used; the text is the code of the remark."""


@dataclass(frozen=True)
class _Part:
    kind: GeometryKind
    rings: _Rings


def normalise_geometry(
    geometries: object, expected: GeometryKind | None, remarks: Remarks
) -> SiteGeometry | None:
    """Convert a FeatureCollection; None with a remark where it cannot be used.

    Altitudes are dropped. The vertices of a route part follow its travel direction: a part
    that is travelled from end to start is turned round.

    Args:
        geometries: Decoded JSON, `[longitude, latitude, altitude?]` in degrees.
        expected: The kind that the site's type has; None where that is unknown.
        remarks: Takes what was wrong.
    """
    if geometries is None:
        remarks.add(FIELD, "geometry-missing", "")
        return None
    try:
        parts = list(_parts(geometries, remarks))
        if not parts:
            raise _Unusable("empty-geometry")
        kinds = {part.kind for part in parts}
        if len(kinds) > 1:
            raise _Unusable("mixed-geometry")
        _check_bounds(parts)
        geometry = SiteGeometry(kind=parts[0].kind, parts=_project(parts))
    except _Unusable as problem:
        remarks.add(FIELD, str(problem), geometries)
        return None
    if expected not in (None, geometry.kind):
        remarks.add(FIELD, "geometry-not-of-type", geometry.kind)
    return geometry


def _parts(geometries: object, remarks: Remarks) -> Iterator[_Part]:
    features = geometries.get("features") if isinstance(geometries, dict) else None
    if not isinstance(features, list):
        raise _Unusable("invalid-geometry")
    for feature in features:
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if not isinstance(geometry, dict) or not coordinates:
            remarks.add(f"{FIELD}.features", "empty-feature", feature)
            continue
        yield from _parts_of(geometry.get("type"), coordinates, _is_backward(feature))


def _parts_of(name: object, coordinates: object, backward: bool) -> Iterator[_Part]:
    kind, several = _KINDS.get(name, (None, False)) if isinstance(name, str) else (None, False)
    if kind is None:
        raise _Unusable("invalid-geometry")
    for single in _list(coordinates) if several else [coordinates]:
        if kind == "area":
            yield _Part(kind, tuple(_closed(_vertices(ring, kind)) for ring in _list(single)))
        else:
            line = [single] if kind == "point" else single
            vertices = _vertices(line, kind)
            yield _Part(kind, (vertices[::-1] if backward else vertices,))


def _is_backward(feature: object) -> bool:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    direction = properties.get("travel-direction") if isinstance(properties, dict) else None
    return direction == "end-to-start"


def _vertices(line: object, kind: GeometryKind) -> tuple[_Vertex, ...]:
    vertices = tuple(_vertex(position) for position in _list(line))
    if len(vertices) < _FEWEST[kind] - (kind == "area"):
        raise _Unusable("invalid-geometry")
    return vertices


def _closed(ring: tuple[_Vertex, ...]) -> tuple[_Vertex, ...]:
    whole = ring if ring[0] == ring[-1] else (*ring, ring[0])
    if len(whole) < _FEWEST["area"]:
        raise _Unusable("invalid-geometry")
    return whole


def _vertex(position: object) -> _Vertex:
    match _list(position):
        case [lon, lat, *_]:
            return _degrees(lon), _degrees(lat)
    raise _Unusable("invalid-geometry")


def _degrees(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e9:
        raise _Unusable("invalid-geometry")
    return float(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise _Unusable("invalid-geometry")
    return value


def _check_bounds(parts: Sequence[_Part]) -> None:
    vertices = [vertex for part in parts for ring in part.rings for vertex in ring]
    if all(_within(lon, LONGITUDES) and _within(lat, LATITUDES) for lon, lat in vertices):
        return
    swapped = all(_within(lat, LONGITUDES) and _within(lon, LATITUDES) for lon, lat in vertices)
    raise _Unusable("swapped-axes" if swapped else "outside-finland")


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _project(parts: Sequence[_Part]) -> tuple[tuple[Ring, ...], ...]:
    """Project all vertices at once, to millimetres."""
    vertices = [vertex for part in parts for ring in part.rings for vertex in ring]
    longitudes, latitudes = zip(*vertices, strict=True)
    metres = list(zip(*_to_tm35fin().transform(longitudes, latitudes), strict=True))
    if not all(_within(east, EASTINGS) and _within(north, NORTHINGS) for east, north in metres):
        raise _Unusable("outside-finland")
    rounded = iter([(round(east, 3), round(north, 3)) for east, north in metres])
    return tuple(tuple(tuple(next(rounded) for _ in ring) for ring in part.rings) for part in parts)


def _to_tm35fin() -> "pyproj.Transformer":
    # Made once per thread: a transformer must not be shared between threads. Imported late, so
    # that reading without positions needs no geo libraries.
    found: pyproj.Transformer | None = getattr(_local, "transformer", None)
    if found is None:
        found = import_module("pyproj").Transformer.from_crs(
            "EPSG:4326", "EPSG:3067", always_xy=True
        )
        _local.transformer = found
    return found
