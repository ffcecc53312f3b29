"""Rules of the geometry of sports sites: missing, unusable, misplaced, or drawn with slips."""

import math
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from typing import Final

from hytedata.models.common import Json, Position
from hytedata.models.finding import Problem
from hytedata.models.site_geometry import Ring, SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.places.town_centres import centre_m
from hytedata.quality.family import Checks
from hytedata.quality.loose_ends import loose_ends
from hytedata.quality.rule import Setting
from hytedata.quality.setting_values import number
from hytedata.quality.sites import of_kept_sites, of_used_sites, type_of

checks = Checks()

_MISPLACED: Final = frozenset({"swapped-axes", "outside-finland"})
_UNUSABLE: Final = frozenset({"invalid-geometry", "empty-geometry", "mixed-geometry"})
_KINDS: Final = {
    "point": {"fi": "piste", "sv": "punkt", "en": "point"},
    "route": {"fi": "reitti", "sv": "rutt", "en": "route"},
    "area": {"fi": "alue", "sv": "område", "en": "area"},
}
_M2_PER_KM2: Final = 1e6


@checks("LIPAS-GEO-001")
@of_used_sites
def _missing(site: SportsSite, _: Setting) -> Iterator[Problem]:
    codes = {remark.code for remark in site.remarks}
    if site.geometry is None and not codes & (_MISPLACED | _UNUSABLE):
        yield Problem("geometry")


@checks("LIPAS-GEO-002")
@of_used_sites
def _unusable(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if site.geometry is None and any(remark.code in _UNUSABLE for remark in site.remarks):
        yield Problem("geometry")


@checks("LIPAS-GEO-003")
@of_used_sites
def _outside_finland(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if site.geometry is None and any(remark.code in _MISPLACED for remark in site.remarks):
        yield Problem("geometry")


@checks("LIPAS-GEO-004")
@of_kept_sites
def _of_another_kind(site: SportsSite, _: Setting) -> Iterator[Problem]:
    kind = type_of(site)
    if site.geometry is None or kind is None or site.geometry.kind == kind.geometry:
        return
    drawn, wanted = _KINDS[site.geometry.kind], _KINDS[kind.geometry]
    told = {f"drawn_{language}": word for language, word in drawn.items()}
    told |= {f"wanted_{language}": word for language, word in wanted.items()}
    yield Problem("geometry", site.geometry.kind, told)


@checks("LIPAS-GEO-005")
@of_used_sites
def _far_from_its_municipality(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    centre = centre_m(site.municipality)
    if site.geometry is None or centre is None:
        return
    # The nearest of its parts: a route may go far, and begin at home.
    nearest = min(
        (part[0][0] for part in site.geometry.parts), key=lambda at: math.dist(at, centre)
    )
    away_km = math.dist(nearest, centre) / 1000
    if away_km > number(setting, "farthest_km"):
        east, north = nearest
        told: dict[str, Json] = {"km": round(away_km), "municipality": site.municipality}
        yield Problem("geometry", params=told, position=Position(east=east, north=north))


@checks("LIPAS-GEO-006")
@of_used_sites
def _gap_in_route(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    lines = _lines(site)
    if len(lines) < 2:
        return
    touching_m, widest_m = number(setting, "touching_m"), number(setting, "widest_m")
    gaps = list(loose_ends(lines, touching_m=touching_m, widest_m=widest_m))
    if gaps:
        (east, north), metres = max(gaps, key=lambda gap: gap[1])
        told = {"gaps": len(gaps), "metres": round(metres)}
        yield Problem("geometry", params=told, position=Position(east=east, north=north))


@checks("LIPAS-GEO-007")
@of_kept_sites
def _part_drawn_twice(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if site.geometry is None or len(site.geometry.parts) < 2:
        return
    rings = [min(ring, ring[::-1]) for (ring, *_) in site.geometry.parts]
    if twice := len(rings) - len(set(rings)):
        yield Problem("geometry", params={"parts": twice})


@checks("LIPAS-GEO-008")
@of_kept_sites
def _points_far_apart(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    points = site.geometry.points if site.geometry else ()
    if len(points) < 2:
        return
    away_km = max(math.dist(points[0], point) for point in points) / 1000
    if away_km > number(setting, "farthest_km"):
        yield Problem("geometry", params={"points": len(points), "km": round(away_km, 1)})


@checks("LIPAS-GEO-009")
@of_used_sites
def _stated_and_drawn_differ(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    for key, unit, drawn, least in _drawn(site):
        stated = site.properties.get(key)
        if isinstance(stated, bool) or not isinstance(stated, int | float) or stated <= 0:
            continue
        if max(stated, drawn) >= least and not _alike(stated, drawn, number(setting, "times")):
            told = {"stated": stated, "drawn": _rough(drawn), "unit": unit}
            yield Problem(f"properties.{key}", str(stated), told)


@checks("LIPAS-GEO-010")
@of_kept_sites
def _border_crosses_itself(site: SportsSite, _: Setting) -> Iterator[Problem]:
    areas = site.geometry.areas if site.geometry else ()
    if not areas:
        return
    # Late: who only reads about rules needs no geo libraries.
    shapely = import_module("shapely")
    polygons = [shapely.Polygon(area.exterior, area.holes) for area in areas]
    if crossed := sum(not polygon.is_valid for polygon in polygons):
        yield Problem("geometry", params={"parts": crossed})


def _lines(site: SportsSite) -> Sequence[Ring]:
    geometry = site.geometry
    return [part[0] for part in geometry.parts] if geometry and geometry.kind == "route" else []


def _drawn(site: SportsSite) -> Iterator[tuple[str, str, float, float]]:
    """Yield property, unit, what is drawn in that unit, and what is too small to compare."""
    if (geometry := site.geometry) is None:
        return
    if geometry.kind == "route":
        yield "route-length-km", "km", sum(map(_length_m, _lines(site))) / 1000, 1.0
    elif geometry.kind == "area":
        area_m2 = _area_m2(geometry)
        yield "area-m2", "m²", area_m2, 2_000.0
        yield "area-km2", "km²", area_m2 / _M2_PER_KM2, 0.05


def _area_m2(geometry: SiteGeometry) -> float:
    return sum(
        _ring_area_m2(area.exterior) - sum(map(_ring_area_m2, area.holes))
        for area in geometry.areas
    )


def _length_m(line: Ring) -> float:
    return sum(math.dist(*pair) for pair in pairwise(line))


def _ring_area_m2(ring: Ring) -> float:
    east, north = ring[0]
    moved = [(x - east, y - north) for x, y in ring]
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairwise(moved))) / 2


def _rough(value: float) -> float:
    """Return *value* to three digits, as people compare sizes."""
    return float(f"{value:.3g}")


def _alike(first: float, second: float, times: float) -> bool:
    return first <= second * times and second <= first * times


RULES = checks.packaged("lipas_geometry.toml")
