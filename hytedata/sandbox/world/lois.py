"""Invented Locations of Interest: no sports sites, but worth knowing outdoors (lipas-api 3.7)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import NamedTuple, cast
from uuid import UUID

import msgspec

from hytedata.sandbox.seed import packaged
from hytedata.sandbox.world.geometry import feature_collection, near
from hytedata.sandbox.world.tables import Geometry, Trio, lipas_codes

EACH = 3
"""So many of each of the 54 types."""

RADIUS_M = 20_000.0
FIRST_REVISION = datetime(2023, 4, 3, 6, 0, tzinfo=UTC)
_SPAN_S = 3 * 365 * 86_400
_STATUS_WEIGHTS = {"active": 30, "out-of-service-temporarily": 2, "out-of-service-permanently": 3}


class LoiTypeRow(NamedTuple):
    """A type of Locations of Interest."""

    code: str
    category: str
    names: Trio
    geometry: Geometry
    properties: tuple[str, ...]


class LoiDocument(NamedTuple):
    """One Location of Interest, with what the filters need beside its JSON."""

    id: str
    status: str
    category: str
    type: str
    body: bytes

    @classmethod
    def of(cls, document: Mapping[str, object]) -> "LoiDocument":
        """Keep a document."""
        return cls(
            id=str(document["id"]),
            status=str(document["status"]),
            category=str(document["loi-category"]),
            type=str(document["loi-type"]),
            body=msgspec.json.encode(document),
        )

    def document(self) -> dict[str, object]:
        """Return the whole document."""
        return cast("dict[str, object]", msgspec.json.decode(self.body))


@cache
def loi_types() -> Mapping[str, LoiTypeRow]:
    """Return the types; `world_lois.json` names where they are from."""
    table = cast("dict[str, dict[str, dict[str, object]]]", packaged("world_lois.json"))
    return {
        code: LoiTypeRow(
            code,
            str(row["category"]),
            cast("Trio", tuple(cast("list[str]", row["names"]))),
            cast("Geometry", row["geometry"]),
            tuple(cast("list[str]", row["properties"])),
        )
        for code, row in table["types"].items()
    }


def lois(seed: int, lon: float, lat: float) -> Iterator[LoiDocument]:
    """Invent Locations of Interest around a position."""
    random = Random(f"{seed}:lois")
    for row in loi_types().values():
        for number in range(1, EACH + 1):
            yield LoiDocument.of(_document(row, number, random, lon, lat))


def _document(
    row: LoiTypeRow, number: int, random: Random, lon: float, lat: float
) -> dict[str, object]:
    statuses = sorted(_STATUS_WEIGHTS)
    weights = [_STATUS_WEIGHTS[each] for each in statuses]
    moment = FIRST_REVISION + timedelta(seconds=random.randrange(_SPAN_S))
    where = near(random, lon, lat, RADIUS_M)
    document: dict[str, object] = {
        "id": str(UUID(int=random.getrandbits(128), version=4)),
        "event-date": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "status": random.choices(statuses, weights)[0],
        "loi-category": row.category,
        "loi-type": row.code,
        "geometries": feature_collection(row.geometry, random, *where),
    }
    # Many are a type and a position only.
    if random.random() < 0.7:
        document |= _told(row, number, random)
    return document


def _told(row: LoiTypeRow, number: int, random: Random) -> dict[str, object]:
    fi, se, en = row.names
    values: dict[str, object] = {
        "name": {"fi": f"{fi} {number}", "se": f"{se} {number}", "en": f"{en} {number}"},
        "description": {"fi": f"{fi} polun varrella.", "en": f"{en} by the path."},
        "accessible?": random.random() < 0.5,
        "accessibility": {"fi": "Polku on tasainen."},
        "use-structure-during-fire-warning": random.random() < 0.3,
        "images": [
            {
                "url": f"https://kuvat.mallila.example/{row.code}-{number}.jpg",
                "alt-text": {"fi": fi},
                "copyright": {"fi": "Mallilan kunta"},
            }
        ],
    }
    return {key: value for key, value in values.items() if key in row.properties}


def statuses() -> tuple[str, ...]:
    """Return the statuses, the same as of sites."""
    return lipas_codes().statuses
