"""C9 and C11 of addresses as our model of PTV has them (field notes 12.3)."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import hypot
from typing import Final

from hytedata.content.address_values import c9_postal_code, c9_street
from hytedata.content.objections import Objection
from hytedata.models.common import Position
from hytedata.models.ptv.address import Addresses, StreetAddress

_BOX: Final = re.compile(r"(?:PL|PB|P\.?O\.? ?Box) ?\d+", re.IGNORECASE)


def c9_location(location: Addresses) -> Iterator[Objection]:
    """C9: there is an address to go to, and each street address is whole.

    Fields are paths within the addresses; the address as a whole is "".
    """
    if not (location.street or location.other or location.foreign):
        yield Objection("C9", "block", "no address to go to")
    for index, address in enumerate(location.street):
        for part in _wrong_parts(address):
            detail = f"{part} is missing or wrong"
            yield Objection("C9", "block", detail, field=f"street[{index}].{part}")


def _wrong_parts(address: StreetAddress) -> Iterator[str]:
    names = [name for name in address.street.values() if name.strip()]
    number_told = bool((address.detail or "").strip())
    if not names or any(_BOX.fullmatch(name.strip()) for name in names):
        yield "street"
    elif not number_told and (address.position is None or any(map(_holds_number, names))):
        yield "detail"
    if any(c9_postal_code(address.postal_code or "")):
        yield "postal_code"


def _holds_number(name: str) -> bool:
    return any(c9_street(name))


def c11_apart(positions: Sequence[Position], metres: float) -> float | None:
    """C11: return the greatest distance between places of one location, if beyond *metres*."""
    apart = max(
        (hypot(a.east - b.east, a.north - b.north) for a, b in combinations(positions, 2)),
        default=0.0,
    )
    return apart if apart > metres else None
