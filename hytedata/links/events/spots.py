"""Where events take place, and whether two such spots are one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Final

from hytedata.links.folding import fold
from hytedata.models.event import EventPlace

NEAR_M: Final = 150.0
"""Up to here two positions are one place: an entrance, a middle, a geocoded address."""

FAR_M: Final = 1000.0
"""From here on two places are not one, whatever else two events share."""

_NUMBERED: Final = re.compile(r"(?P<street>.*?[^0-9 ]) +(?P<number>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of an event; positions are EPSG:3067 metres.

    Attributes:
        id: In its calendar, or "".
        position: East and north.
        streets: Folded streets with a house number, one per language.
        towns: Folded postal code and localities: what a street needs to be one of a kind.
    """

    id: str
    position: tuple[float, float] | None
    streets: frozenset[str]
    towns: frozenset[str]


def spot_of(place: EventPlace) -> Spot | None:
    """Return the spot of *place*; None where it says nothing of where that is."""
    position = (place.position.east, place.position.north) if place.position else None
    streets = frozenset(filter(None, map(_street, place.street.values())))
    if not (place.id or position or streets):
        return None
    towns = frozenset(filter(None, (place.postal_code, *map(_town, place.locality.values()))))
    return Spot(place.id, position, streets, towns)


@lru_cache(maxsize=16_384)
def _street(stated: str) -> str:
    """Return street and number without stair, flat and floor; "" without a number."""
    found = _NUMBERED.match(fold(stated))
    return f"{found['street']} {found['number']}" if found else ""


@lru_cache(maxsize=4_096)
def _town(stated: str) -> str:
    return fold(stated)


def metres(one: Spot, other: Spot) -> float | None:
    """Return the distance of two spots; None where one of them has no position."""
    if one.position is None or other.position is None:
        return None
    return hypot(one.position[0] - other.position[0], one.position[1] - other.position[1])


def are_far(ours: Iterable[Spot], theirs: tuple[Spot, ...]) -> bool:
    """Whether all that is known of two events' places says that they are far apart."""
    found = [d for one in ours for other in theirs if (d := metres(one, other)) is not None]
    return bool(found) and min(found) > FAR_M


def same_spot(one: Spot, other: Spot, *, one_calendar: bool, one_town: bool) -> tuple[float, str]:
    """Return how near two spots are, less is better, and why they are one; or "": they are not.

    Args:
        one: A spot.
        other: Another.
        one_calendar: Both are of one calendar, whose ids of places can be compared.
        one_town: Both are known to be in one municipality.
    """
    if one_calendar and one.id and other.id:
        if one.id == other.id:
            return 0.0, f"at the same place ({one.id})"
        if one.id.rpartition(":")[0] == other.id.rpartition(":")[0]:
            # Two halls of a building: the calendar itself tells them apart.
            return 0.0, ""
    street = one.streets & other.streets
    if street and (one_town or one.towns & other.towns):
        return 1.0, f"at the same address ({min(street)})"
    distance = metres(one, other)
    if distance is not None and distance <= NEAR_M:
        return 2.0 + distance, f"{distance:.0f} m apart"
    return 0.0, ""
