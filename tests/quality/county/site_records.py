"""Sound sites of Lipas: points, routes and areas of many types, in one or two languages."""

import random
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from tests.quality.county.provinces import Home, speaks_swedish, spot, village
from tests.quality.planted_records import Document

Properties = dict[str, Any]


class Kind(NamedTuple):
    """A type with the words that names end with."""

    code: int
    shape: str
    finnish: str
    swedish: str
    properties: Callable[[random.Random], Properties]


def _lit(draw: random.Random) -> Properties:
    return {"ligthing?": draw.random() < 0.5}


def _field(draw: random.Random) -> Properties:
    length, width = draw.randint(60, 100), draw.randint(40, 60)
    size = {"field-length-m": length, "field-width-m": width, "area-m2": length * width}
    return {**size, **_lit(draw), "surface-material": ["sand"], "free-use?": True}


def _hall(draw: random.Random) -> Properties:
    return {"area-m2": draw.randint(150, 2_000), "surface-material": ["wood"]}


def _pool(draw: random.Random) -> Properties:
    counted = {"swimming-pool-count": draw.randint(1, 4), "stand-capacity-person": 120}
    return {"pool-water-area-m2": draw.randint(300, 900), **counted}


def _outdoors(draw: random.Random) -> Properties:
    return {"toilet?": draw.random() < 0.5, "free-use?": True}


KINDS: Final = (
    Kind(1340, "point", "pallokenttä", "bollplan", _field),
    Kind(2210, "point", "liikuntahalli", "idrottshall", _hall),
    Kind(2520, "point", "jäähalli", "ishall", lambda _: {
        "ice-rinks-count": 1, "stand-capacity-person": 900, "curling-lanes-count": 0}),
    Kind(3110, "point", "uimahalli", "simhall", _pool),
    Kind(3220, "point", "uimaranta", "badstrand", lambda draw: {
        "changing-rooms?": True, "toilet?": draw.random() < 0.5, "beach-length-m": 80}),
    Kind(301, "point", "laavu", "vindskydd", _outdoors),
    Kind(1180, "point", "frisbeegolfrata", "frisbeegolfbana", lambda draw: {
        "holes-count": 18, **_lit(draw)}),
    Kind(1520, "point", "luistelukenttä", "skridskobana", lambda draw: {
        "changing-rooms?": True, "changing-rooms-m2": 30, **_lit(draw)}),
    Kind(4402, "route", "latu", "skidspår", lambda draw: {
        "lit-route-length-km": 1.5, "surface-material": ["soil"], "rest-places-count": 1}),
    Kind(4405, "route", "retkeilyreitti", "utflyktsled", lambda _: {"surface-material": ["soil"]}),
    Kind(103, "area", "ulkoilualue", "friluftsområde", lambda _: {}),
)  # fmt: skip
_OWNERS: Final = ("registered-association", "state", "company-ltd", "foundation")
_ADMINS: Final = ("private-association", "state", "private-company", "private-foundation")


def site(home: Home, number: int, draw: random.Random) -> Document:
    """A site that is not the municipality's, so that PTV need not have it."""
    kind = KINDS[(number + int(home.code)) % len(KINDS)]
    finnish, swedish = village(home, number)
    names = {"fi": f"{finnish} {kind.finnish}"}
    if speaks_swedish(home):
        names["sv"] = f"{swedish} {kind.swedish}"
    who = draw.randrange(len(_OWNERS))
    geometry, size = _SHAPES[kind.shape](*spot(home, 2 * number + 1), draw)
    return {
        "of": "sports-site",
        "lipas_id": 70_000_000 + int(home.code) * 10_000 + number,
        "event_date": f"202{draw.randint(1, 5)}-0{draw.randint(1, 9)}-15T09:00:00Z",
        "status": "active",
        "names": names,
        "type_code": kind.code,
        "owner": _OWNERS[who],
        "admin": _ADMINS[who],
        "municipality": home.code,
        "address": f"{'Metsätie' if number % 2 else 'Latutie'} {number % 60 + 1}",
        "postal_code": home.postal_code,
        **_contact(home, number, draw),
        "construction_year": draw.randint(1950, 2025),
        "properties": {**kind.properties(draw), **size},
        "geometry": {"kind": kind.shape, "parts": geometry},
    }


def _contact(home: Home, number: int, draw: random.Random) -> Document:
    ways = (
        {"phone": f"08 {draw.randint(500, 699)} {draw.randint(1_000, 9_999)}"},
        {"email": f"toimisto{number}@example.fi"},
        {"www": f"https://example.fi/seura/{home.code}/{number}"},
        {"phone": "p. 040-1234567", "www": f"http://example.fi/{number}"},
    )
    return draw.choice(ways)


def _point(east: float, north: float, _: random.Random) -> tuple[Any, Properties]:
    return [[[(east, north)]]], {}


def _route(east: float, north: float, draw: random.Random) -> tuple[Any, Properties]:
    """Two parts that meet; what is stated is not quite what is drawn."""
    half = draw.randint(800, 4_000)
    turn = (east + half, north)
    parts = [[[(east, north), turn]], [[turn, (east + half, north - half)]]]
    return parts, {"route-length-km": round(2 * half / 1_000 * draw.uniform(0.8, 1.3), 1)}


def _area(east: float, north: float, draw: random.Random) -> tuple[Any, Properties]:
    side = draw.randint(250, 430)
    corners = [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
    ring = [(east + right, north + up) for right, up in corners]
    return [[ring]], {"area-km2": round(side * side / 1e6, 3)}


_SHAPES: Final[dict[str, Callable[[float, float, random.Random], tuple[Any, Properties]]]] = {
    "point": _point,
    "route": _route,
    "area": _area,
}
