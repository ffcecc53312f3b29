"""Invented geometries in WGS 84 around a point: points, routes in segments, areas with holes."""

import math
from collections.abc import Iterable
from random import Random
from typing import TypeAlias

from hytedata.sandbox.world.tables import Geometry

Vertex: TypeAlias = list[float]
Feature: TypeAlias = dict[str, object]

DEGREE_M = 111_195.0
MISSING_ALTITUDE = -9999
SEGMENT_VERTICES = 9
AREA_VERTICES = 11


def feature_collection(kind: Geometry, random: Random, lon: float, lat: float) -> Feature:
    """Invent a FeatureCollection of one geometry kind near a position (lipas-api 3.2)."""
    if kind == "Point":
        features = _points(random, lon, lat)
    elif kind == "LineString":
        features = _segments(random, lon, lat)
    else:
        features = _areas(random, lon, lat)
    return {"type": "FeatureCollection", "features": features}


def near(random: Random, lon: float, lat: float, radius_m: float) -> tuple[float, float]:
    """Return a position at most *radius_m* metres away, evenly spread over the disc."""
    return _away(lon, lat, radius_m * math.sqrt(random.random()), random.random() * math.tau)


def _away(lon: float, lat: float, distance_m: float, angle: float) -> tuple[float, float]:
    north = distance_m * math.sin(angle) / DEGREE_M
    east = distance_m * math.cos(angle) / (DEGREE_M * math.cos(math.radians(lat)))
    return lon + east, lat + north


def _vertex(random: Random, place: tuple[float, float]) -> Vertex:
    # Some vertices have an altitude, some have not, and some say that it is missing.
    digits = 13 if random.random() < 0.1 else 6
    vertex: Vertex = [round(place[0], digits), round(place[1], digits)]
    draw = random.random()
    if draw < 0.12:
        vertex.append(round(80 + 60 * random.random(), 1))
    elif draw < 0.15:
        vertex.append(MISSING_ALTITUDE)
    return vertex


def _feature(kind: Geometry, coordinates: object) -> Feature:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}}


def _points(random: Random, lon: float, lat: float) -> list[Feature]:
    count = random.randint(2, 4) if random.random() < 0.03 else 1
    places = [(lon, lat), *(near(random, lon, lat, 150) for _ in range(count - 1))]
    return [_feature("Point", _vertex(random, place)) for place in places]


def _segments(random: Random, lon: float, lat: float) -> list[Feature]:
    place, heading = (lon, lat), random.random() * math.tau
    step_m = random.uniform(40, 250)
    start = _vertex(random, place)
    features = []
    for number in range(random.choice((1, 1, 2, 3, 4))):
        line = [start]
        for _ in range(random.randint(2, SEGMENT_VERTICES)):
            heading += random.uniform(-0.6, 0.6)
            place = _away(*place, step_m, heading)
            line.append(_vertex(random, place))
        start = line[-1]
        feature = _feature("LineString", line)
        if random.random() < 0.2:
            feature["properties"] = {"name": f"Osuus {number + 1}"}
        features.append(feature)
    return features


def _areas(random: Random, lon: float, lat: float) -> list[Feature]:
    count = 2 if random.random() < 0.15 else 1
    features = []
    for number in range(count):
        # The parts of an area lie far enough apart not to touch.
        middle = _away(lon, lat, number * 1500.0, 0.0)
        radius_m = random.uniform(60, 500)
        angles = [math.tau * at / AREA_VERTICES for at in range(AREA_VERTICES)]
        outline = [(radius_m * random.uniform(0.6, 1), angle) for angle in angles]
        rings = [_ring(random, middle, outline)]
        if random.random() < 0.2:
            corners = [(radius_m * 0.2, angle) for angle in (0.3, 5.2, 3.1)]
            rings.append(_ring(random, middle, corners))
        features.append(_feature("Polygon", rings))
    return features


def _ring(
    random: Random, middle: tuple[float, float], corners: Iterable[tuple[float, float]]
) -> list[Vertex]:
    ring = [_vertex(random, _away(*middle, distance, angle)) for distance, angle in corners]
    return [*ring, ring[0]]
