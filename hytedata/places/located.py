"""Where a place is, as a value: municipality, county, how that was found, and shares."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from hytedata.codes import find_municipality

LocateMethod: TypeAlias = Literal["inside", "border", "offshore", "outside", "unusable"]
"""How a place was located.

`inside`: in the municipality, or with a share of its length or area there. `border`: a point that
touches several; the lowest code was taken. `offshore`: in none, and the nearest is near enough.
`outside`: in none, and none is near. `unusable`: there is no position to look up.
"""

OUTSIDE: Final = "outside"
"""Key of the share that lies in no municipality: the sea, or another country."""


OFFSHORE_M: Final = 2000.0
"""How far offshore a place still counts to the nearest municipality.

Against the layer with sea areas the nearest is the right one for 96 % of the points at sea up to
here, for 89 % between 3 and 5 km, and for fewer beyond.
"""


@dataclass(frozen=True, slots=True)
class Share:
    """What part of a place lies in one municipality.

    Attributes:
        municipality: Its code; None for the part in no municipality.
        county: Code of the wellbeing services county; None where there is none.
        share: Above 0, at most 1: of the length of a route, of the area of an area, of the
            number of points. Measured in EPSG:3067.
    """

    municipality: str | None
    county: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Located:
    """Where one place is.

    Attributes:
        municipality: Code of the municipality: of several the one with the largest share, of
            equal ones the lowest code; None where there is none.
        county: Code of its wellbeing services county (90 is Helsinki, 91 Åland); None where there
            is none, or the municipality is not of the packaged division.
        method: How it was found.
        distance_m: Metres to the municipality, for `offshore`; None otherwise.
        shares: The largest first, equal ones by code; they add up to one. Empty if `unusable`.
        reason: Why there is none, or what else to know of it: a stable word, a colon, a sentence.
    """

    municipality: str | None
    county: str | None
    method: LocateMethod
    distance_m: float | None = None
    shares: tuple[Share, ...] = ()
    reason: str | None = None


@cache
def county_code(municipality: str | None) -> str | None:
    """Return the county of a municipality's code, current or abolished; None if unknown."""
    found = find_municipality(municipality) if municipality is not None else None
    return found.municipality.county.code if found else None


def shares_text(shares: Mapping[str | None, float]) -> str:
    """Return shares by municipality code as a JSON object, in the order given."""
    return json.dumps({code or OUTSIDE: round(share, 6) for code, share in shares.items()})
