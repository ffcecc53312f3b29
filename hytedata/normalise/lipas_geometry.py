"""GeoJSON of Lipas in WGS 84 to our geometry in EPSG:3067 metres (lipas-api 3.2)."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import msgspec

from hytedata.models.site_geometry import (
    NO_ATTRIBUTES,
    Altitudes,
    GeometryKind,
    PartAttributes,
    Ring,
    SiteGeometry,
)
from hytedata.normalise.remarks import Remarks

if TYPE_CHECKING:
    import pyproj

FIELD = "location.geometries"

LONGITUDES = (18.0, 33.0)
LATITUDES = (59.0, 71.0)
"""Bounds that Lipas itself holds its data to, degrees."""

NO_ALTITUDE = -9999
"""Marks a missing altitude (lipas-api 3.2)."""

V1_FEATURE_IDS = frozenset(
    {"pointId", "routeId", "areaId", "routeSegmentId", "areaSegmentId", "routeCollectionId"}
)
"""API v1 gives features these keys; 0, as it writes nowadays, says nothing (lipas-api 4)."""

_ATTRIBUTES: dict[str, tuple[str, type]] = {
    "name": ("name", str),
    "route-part-difficulty": ("route_part_difficulty", str),
    "travel-direction": ("travel_direction", str),
    "itrs-technical": ("itrs_technical", str),
    "type-code": ("type_code", int),
}

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
_Vertices: TypeAlias = tuple[_Vertex, ...]
_Line: TypeAlias = tuple[_Vertices, Altitudes]

_MOST_DEGREES: Final = 1e9
"""What is more was never meant as degrees."""

_local = threading.local()


class _Unusable(Exception):
    """The geometry cannot be used; the text is the code of the remark."""


@dataclass(frozen=True)
class _Part:
    kind: GeometryKind
    rings: tuple[_Vertices, ...]
    altitudes: tuple[Altitudes, ...]
    attributes: PartAttributes

    @classmethod
    def of(cls, kind: GeometryKind, lines: Sequence[_Line], attributes: PartAttributes) -> Self:
        rings, altitudes = zip(*lines, strict=True)
        return cls(kind, rings, altitudes, attributes)


def normalise_geometry(
    geometries: object,
    expected: GeometryKind | None,
    remarks: Remarks,
    *,
    field: str = FIELD,
) -> SiteGeometry | None:
    """Convert a FeatureCollection; None with a remark where it cannot be used.

    The vertices of a route part follow its travel direction: a part that is travelled from end
    to start is turned round. Altitudes stand beside the vertices.

    Args:
        geometries: Decoded JSON, `[longitude, latitude, altitude?]` in degrees.
        expected: The kind that the site's type has; None where that is unknown.
        remarks: Takes what was wrong.
        field: Where it stands in the document.
    """
    if geometries is None:
        remarks.add(field, "geometry-missing", "")
        return None
    try:
        parts = list(_parts(geometries, remarks, field))
        if not parts:
            raise _Unusable("empty-geometry")
        kinds = {part.kind for part in parts}
        if len(kinds) > 1:
            raise _Unusable("mixed-geometry")
        _check_bounds(parts)
        geometry = SiteGeometry(
            kind=parts[0].kind,
            parts=_project(parts),
            altitudes_m=_altitudes(parts),
            attributes=_attributes(parts),
        )
    except _Unusable as problem:
        remarks.lose(field, str(problem), geometries)
        return None
    if expected not in (None, geometry.kind):
        remarks.add(field, "geometry-not-of-type", geometry.kind)
    return geometry


def _parts(geometries: object, remarks: Remarks, field: str) -> Iterator[_Part]:
    features = geometries.get("features") if isinstance(geometries, dict) else None
    if not isinstance(features, list):
        raise _Unusable("invalid-geometry")
    for feature in features:
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if not isinstance(geometry, dict) or not coordinates:
            remarks.lose(f"{field}.features", "empty-feature", feature)
            continue
        yield from _parts_of(geometry.get("type"), coordinates, _attributes_of(feature))


def _parts_of(name: object, coordinates: object, attributes: PartAttributes) -> Iterator[_Part]:
    kind, several = _KINDS.get(name, (None, False)) if isinstance(name, str) else (None, False)
    if kind is None:
        raise _Unusable("invalid-geometry")
    for single in _list(coordinates) if several else [coordinates]:
        if kind == "area":
            rings = [_closed(_vertices(ring, kind)) for ring in _list(single)]
            yield _Part.of(kind, rings, attributes)
        else:
            vertices, altitudes = _vertices([single] if kind == "point" else single, kind)
            step = -1 if attributes.travel_direction == "end-to-start" else 1
            yield _Part.of(kind, [(vertices[::step], altitudes[::step])], attributes)


def _attributes_of(feature: object) -> PartAttributes:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not properties:
        return NO_ATTRIBUTES
    told: dict[str, object] = {}
    rest: dict[str, object] = {}
    for key, value in properties.items():
        name, kind = _ATTRIBUTES.get(key, ("", str))
        if value in (None, "") or (key in V1_FEATURE_IDS and value == 0):
            continue
        if name and isinstance(value, kind) and not isinstance(value, bool):
            told[name] = value
        else:
            rest[key] = value
    return (
        PartAttributes.model_validate({**told, "extras": rest}) if told or rest else NO_ATTRIBUTES
    )


def _attributes(parts: Sequence[_Part]) -> tuple[PartAttributes, ...]:
    if all(part.attributes is NO_ATTRIBUTES for part in parts):
        return ()
    return tuple(part.attributes for part in parts)


def _altitudes(parts: Sequence[_Part]) -> tuple[tuple[Altitudes, ...], ...]:
    every = (ring for part in parts for ring in part.altitudes)
    if all(altitude is None for ring in every for altitude in ring):
        return ()
    return tuple(part.altitudes for part in parts)


def _vertices(line: object, kind: GeometryKind) -> _Line:
    found = _surveyed(line) or _one_by_one(line)
    if len(found[0]) < _FEWEST[kind] - (kind == "area"):
        raise _Unusable("invalid-geometry")
    return found


def _surveyed(line: object) -> _Line | None:
    """Read a line of which all vertices are two numbers or more; None of any other.

    So are nearly all of the country: its millions of vertices are read a line at a time.
    """
    try:
        positions = msgspec.convert(line, list[list[float]])
    except msgspec.ValidationError:
        return None
    if not positions or min(map(len, positions)) < 2:
        return None
    vertices = tuple([(one[0], one[1]) for one in positions])
    altitudes = tuple(
        [one[2] if len(one) > 2 and one[2] > NO_ALTITUDE else None for one in positions]
    )
    degrees = chain.from_iterable(vertices)
    return (vertices, altitudes) if all(abs(one) <= _MOST_DEGREES for one in degrees) else None


def _one_by_one(line: object) -> _Line:
    vertices, altitudes = zip(*map(_vertex, _list(line)), strict=True)
    return vertices, altitudes


def _closed(ring: _Line) -> _Line:
    vertices, altitudes = ring
    if vertices[0] != vertices[-1]:
        vertices, altitudes = (*vertices, vertices[0]), (*altitudes, altitudes[0])
    if len(vertices) < _FEWEST["area"]:
        raise _Unusable("invalid-geometry")
    return vertices, altitudes


def _vertex(position: object) -> tuple[_Vertex, float | None]:
    match _list(position):
        case [lon, lat, *rest]:
            return (_degrees(lon), _degrees(lat)), _altitude(rest)
    raise _Unusable("invalid-geometry")


def _altitude(rest: list[object]) -> float | None:
    match rest:
        case [int() | float() as altitude, *_] if altitude > NO_ALTITUDE:
            return None if isinstance(altitude, bool) else float(altitude)
    return None


def _degrees(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > _MOST_DEGREES:
        raise _Unusable("invalid-geometry")
    return float(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise _Unusable("invalid-geometry")
    return value


def _check_bounds(parts: Sequence[_Part]) -> None:
    vertices = _all_vertices(parts)
    if _within(vertices, LONGITUDES, LATITUDES):
        return
    swapped = _within(vertices, LATITUDES, LONGITUDES)
    raise _Unusable("swapped-axes" if swapped else "outside-finland")


def _all_vertices(parts: Sequence[_Part]) -> list[_Vertex]:
    return list(chain.from_iterable(ring for part in parts for ring in part.rings))


def _within(
    vertices: Sequence[_Vertex], firsts: tuple[float, float], seconds: tuple[float, float]
) -> bool:
    (low, high), (lower, higher) = firsts, seconds
    return all(low <= one <= high and lower <= other <= higher for one, other in vertices)


def _project(parts: Sequence[_Part]) -> tuple[tuple[Ring, ...], ...]:
    """Project all vertices at once, to millimetres."""
    longitudes, latitudes = zip(*_all_vertices(parts), strict=True)
    easts, norths = _to_tm35fin().transform(longitudes, latitudes)
    if not _within([*zip(easts, norths, strict=True)], EASTINGS, NORTHINGS):
        raise _Unusable("outside-finland")
    rounded = zip(map(round, easts, repeat(3)), map(round, norths, repeat(3)), strict=True)
    return tuple(
        tuple([tuple(islice(rounded, len(ring))) for ring in part.rings]) for part in parts
    )


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
