"""Whether two places stand at one spot: by their points, or by their addresses."""

from math import dist
from typing import Final

from hytedata.codes.folding import fold
from hytedata.quality.facts.values import PlaceFacts

SAME_SPOT_M: Final = 10.0
"""Metres between two points of one entrance, pinned by two people."""


def at_one_spot(one: PlaceFacts, other: PlaceFacts, metres: float) -> bool:
    """Whether two places stand together by point or address, and neither says otherwise."""
    address = at_one_address(one, other)
    if one.position and other.position:
        return dist(one.position, other.position) <= metres and address is not False
    return address is True


def at_one_address(one: PlaceFacts, other: PlaceFacts) -> bool | None:
    """Whether two places have one address; None where one of them has none with a number."""
    ours, theirs = one.address, other.address
    if not (ours and theirs and ours.number and theirs.number):
        return None
    streets = {fold(street) for street in ours.street} & {fold(street) for street in theirs.street}
    return bool(streets) and fold(ours.number) == fold(theirs.number)
