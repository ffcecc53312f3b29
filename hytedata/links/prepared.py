"""Things made ready for comparing, once each."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hytedata.codes import UnknownCode, municipality
from hytedata.links.folding import fold, stem
from hytedata.links.names import FoldedName, common_stems, folded
from hytedata.links.things import StreetAddress, Thing

_PREFIX: Final = 4
_NUMBERED: Final = re.compile(r"(?P<street>.*[^0-9 ]) +(?P<number>[0-9]+(?: ?[a-z])?)")
"""A folded street with the number in it, as half the people type it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A thing with its names folded.

    Attributes:
        streets: Folded names of its street.
        prefixes: Beginnings of the words that tell it from others: what pairs are looked up by.
    """

    thing: Thing
    names: tuple[FoldedName, ...]
    kinds: frozenset[str]
    east: float
    north: float
    located: bool
    streets: frozenset[str]
    number: str
    postal_code: str
    municipality: str | None
    prefixes: frozenset[str]


def prepared(thing: Thing) -> Prepared:
    """Fold all that a thing is compared by."""
    common = _common(thing.municipality)
    texts = dict.fromkeys([*(thing.names[key] for key in sorted(thing.names)), *thing.other_names])
    names = {one.joined: one for text in texts if (one := folded(text, common)).joined}
    position = thing.position
    streets, number = _street(thing.address)
    return Prepared(
        thing=thing,
        names=tuple(names.values()),
        kinds=thing.kinds or frozenset(kind for one in names.values() for kind in one.kinds),
        east=position.east if position else 0.0,
        north=position.north if position else 0.0,
        located=position is not None,
        streets=streets,
        number=number,
        postal_code=thing.address.postal_code if thing.address else "",
        municipality=thing.municipality,
        prefixes=frozenset(
            stem(word)[:_PREFIX] for one in names.values() for word in (*one.which, *one.marks)
        ),
    )


def _street(address: StreetAddress | None) -> tuple[frozenset[str], str]:
    """Folded street names, and the number, also where it is written behind the street."""
    if address is None:
        return frozenset(), ""
    number = fold(address.number).replace(" ", "")
    streets: set[str] = set()
    for said in map(fold, address.streets):
        parts = _NUMBERED.fullmatch(said)
        streets.add(parts["street"] if parts else said)
        number = number or (parts["number"].replace(" ", "") if parts else "")
    return frozenset(filter(None, streets)), number


@lru_cache(maxsize=512)
def _common(code: str | None) -> frozenset[str]:
    if code is None:
        return frozenset()
    try:
        name = municipality(code).name
    except UnknownCode:
        return frozenset()
    return common_stems(name.fi, name.sv or "")
