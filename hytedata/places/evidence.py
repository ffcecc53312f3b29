"""Where a place is, by all that is known of it: one answer, and every disagreement with it.

Pure: boundaries, postal codes and the division are handed in. Evidence is taken in the order of
`METHODS`; the first kind that names one municipality decides, and the others confirm or contest it.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

import shapely
from shapely.geometry.base import BaseGeometry

from hytedata.codes import Division, find_places, packaged_division
from hytedata.models.common import Position
from hytedata.places.claims import PlaceClaims
from hytedata.places.confidence import Agreement, confidence
from hytedata.places.index import MunicipalityIndex
from hytedata.places.locate import locate
from hytedata.places.located import Located, Share
from hytedata.places.resolved import METHODS, Claim, Conflict, PlaceMethod, ResolvedPlace
from hytedata.places.shapes import drawn

__all__ = [
    "METHODS",
    "NO_POSTAL_CODES",
    "TOLERANCE_M",
    "Claim",
    "Conflict",
    "PlaceMethod",
    "PostalCodes",
    "ResolvedPlace",
    "resolve_place",
    "resolve_places",
]

TOLERANCE_M: Final = 200.0
"""So near to a municipality a place is not elsewhere: borders of 1:1 000 000 are off by some 100 m,
and a position that was found from a street by as much."""

PostalCodes: TypeAlias = Mapping[str, str | Sequence[str]]
"""Postal code → code of its municipality, or of each that it lies in."""

NO_POSTAL_CODES: Final[PostalCodes] = {}


def resolve_place(
    claims: PlaceClaims,
    index: MunicipalityIndex | None = None,
    *,
    located: Located | None = None,
    postal_codes: PostalCodes = NO_POSTAL_CODES,
    division: Division | None = None,
    tolerance_m: float = TOLERANCE_M,
) -> ResolvedPlace:
    """Weigh all evidence of one place.

    Args:
        claims: The evidence.
        index: The municipalities; None: positions say nothing, unless *located* does.
        located: What was found for the position already.
        postal_codes: Municipality of each postal code; without it postal codes say nothing.
        division: The division of another year; None for the packaged one.
        tolerance_m: How near to a municipality a place does not contradict it.
    """
    used = division or packaged_division()
    shape = _shape(claims)
    if located is None and shape is not None and index is not None:
        located = locate(shape, index)
    return _weighed(claims, shape, located, index, postal_codes, used, tolerance_m)


def resolve_places(
    claims: Sequence[PlaceClaims],
    index: MunicipalityIndex | None = None,
    *,
    postal_codes: PostalCodes = NO_POSTAL_CODES,
    division: Division | None = None,
    tolerance_m: float = TOLERANCE_M,
) -> tuple[ResolvedPlace, ...]:
    """Weigh the evidence of many places, in their order; positions are looked up together."""
    shapes = [_shape(one) for one in claims]
    found = locate(shapes, index) if index is not None else (None,) * len(shapes)
    used = division or packaged_division()
    return tuple(
        _weighed(
            one,
            shape,
            where if shape is not None else None,
            index,
            postal_codes,
            used,
            tolerance_m,
        )
        for one, shape, where in zip(claims, shapes, found, strict=True)
    )


def _weighed(
    claims: PlaceClaims,
    shape: BaseGeometry | None,
    located: Located | None,
    index: MunicipalityIndex | None,
    postal_codes: PostalCodes,
    division: Division,
    tolerance_m: float,
) -> ResolvedPlace:
    found = _claims(claims, located, postal_codes, division)
    conflicts = _conflicts(found, shape, index, tolerance_m)
    return _answer(found, conflicts, located, division)


def _shape(claims: PlaceClaims) -> BaseGeometry | None:
    if claims.place is None:
        return None
    if isinstance(claims.place, Position):
        return shapely.Point(claims.place.east, claims.place.north)
    return drawn(claims.place)


def _claims(
    claims: PlaceClaims, located: Located | None, postal_codes: PostalCodes, division: Division
) -> tuple[Claim, ...]:
    found: list[Claim] = []
    if claims.municipality:
        found.append(_of_code("code", claims.municipality, (claims.municipality,), division))
    if located is not None:
        found.append(_of_point(located))
    if claims.postal_code and postal_codes:
        given = postal_codes.get(claims.postal_code, ())
        codes = (given,) if isinstance(given, str) else tuple(given)
        found.append(_of_code("postal-code", claims.postal_code, codes, division))
    if claims.name:
        found.append(_of_name(claims.name, division))
    if claims.home and not any(one.municipality for one in found):
        found.append(_of_code("calendar", claims.home, (claims.home,), division))
    return tuple(found)


def _of_code(method: PlaceMethod, said: str, codes: Sequence[str], division: Division) -> Claim:
    known = [one for one in map(division.find, codes) if one is not None]
    among = tuple(sorted({one.municipality.code for one in known}))
    notes = [
        f"{old.code}: {old.name.fi} became part of {one.municipality.name.fi} "
        f"({one.municipality.code}) on {old.abolished_on}"
        for one in known
        if (old := one.abolished) is not None
    ]
    if not known:
        notes.append(f"{method} {said!r} is of no municipality that is known")
    return Claim(method, said, _only(among), among, "; ".join(notes) or None)


def _of_point(located: Located) -> Claim:
    codes = {one.municipality for one in located.shares} | {located.municipality}
    among = tuple(sorted(one for one in codes if one is not None))
    said: str = located.method
    if located.distance_m is not None:
        said = f"{said} by {located.distance_m:.0f} m"
    return Claim("point", said, located.municipality, among, located.reason)


def _of_name(name: str, division: Division) -> Claim:
    answer = find_places(name, division=division)
    among = sorted({code for match in answer.matches for code in match.municipalities})
    note = None if answer.one is not None and answer.one.former is None else answer.told()
    return Claim("name", name, _only(among), tuple(among), note)


def _only(codes: Sequence[str]) -> str | None:
    return codes[0] if len(codes) == 1 else None


def _conflicts(
    claims: Sequence[Claim],
    shape: BaseGeometry | None,
    index: MunicipalityIndex | None,
    tolerance_m: float,
) -> tuple[Conflict, ...]:
    found: list[Conflict] = []
    for first, second in combinations([one for one in claims if one.among], 2):
        if {*first.among} & {*second.among}:
            continue
        distance_m = None
        if "point" in (first.method, second.method):
            other = second if first.method == "point" else first
            distance_m = _distance(shape, other.among, index)
            if distance_m is not None and distance_m <= tolerance_m:
                continue
        found.append(Conflict(first.method, second.method, first.among, second.among, distance_m))
    return tuple(found)


def _distance(
    shape: BaseGeometry | None, codes: Sequence[str], index: MunicipalityIndex | None
) -> float | None:
    if shape is None or index is None:
        return None
    known = [index.codes.index(code) for code in codes if code in index.codes]
    metres = [float(shapely.distance(shape, index.geometries[one])) for one in known]
    return round(min(metres), 1) if metres else None


def _answer(
    claims: tuple[Claim, ...],
    conflicts: tuple[Conflict, ...],
    located: Located | None,
    division: Division,
) -> ResolvedPlace:
    chosen = next((one for one in claims if one.municipality is not None), None)
    if chosen is None or chosen.municipality is None:
        county, region = _wider(claims, division)
        return ResolvedPlace(None, county, region, None, 0.0, claims, conflicts)
    place = division.find(chosen.municipality)
    sure = confidence(
        chosen.method,
        vague=chosen.method == "point" and located is not None and located.method != "inside",
        agreement=_agreement(chosen, claims, conflicts),
    )
    return ResolvedPlace(
        chosen.municipality,
        place.municipality.county.code if place else None,
        place.municipality.region.code if place else None,
        chosen.method,
        sure,
        claims,
        conflicts,
        _shares(chosen.municipality, located, division),
    )


def _agreement(chosen: Claim, claims: Sequence[Claim], conflicts: Sequence[Conflict]) -> Agreement:
    against = {
        method
        for one in conflicts
        for method in (one.first, one.second)
        if chosen.method in (one.first, one.second) and method != chosen.method
    }
    agreed = {one.method for one in claims if chosen.municipality in one.among} - {chosen.method}
    return Agreement(frozenset(agreed), frozenset(against))


def _wider(claims: Sequence[Claim], division: Division) -> tuple[str | None, str | None]:
    """Return county and region where one kind of evidence leaves no doubt about these."""
    for claim in claims:
        places = [one.municipality for one in map(division.find, claim.among) if one is not None]
        county = _only(sorted({one.county.code for one in places}))
        region = _only(sorted({one.region.code for one in places}))
        if county or region:
            return county, region
    return None, None


def _shares(code: str, located: Located | None, division: Division) -> tuple[Share, ...]:
    ashore = [one for one in located.shares if one.municipality] if located else []
    if code in {one.municipality for one in ashore}:
        return tuple(ashore)
    found = division.find(code)
    return (Share(code, found.municipality.county.code if found else None, 1.0),)
