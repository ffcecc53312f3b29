"""Sites and service locations that are probably one place, scored by `hytedata.links`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hytedata.codes import find_sports_site_type
from hytedata.links import POSSIBLE, StreetAddress, Thing, kinds_in
from hytedata.links.matching import scored_pairs
from hytedata.links.prepared import Prepared, prepared
from hytedata.models.common import Position
from hytedata.quality.facts.spelling import bare_name
from hytedata.quality.facts.values import ChannelFacts, PlaceFacts, SiteFacts

NO_MUNICIPALITY: Final = ""
_READY: Final = 8_192


@dataclass(frozen=True, slots=True)
class Alike:
    """A site of Lipas and a location of PTV that may be one; *score* 0–1."""

    site: str
    channel: str
    score: float


def alike_places(
    sites: Mapping[str, Iterable[SiteFacts]], locations: Mapping[str, Iterable[ChannelFacts]]
) -> Iterator[Alike]:
    """Yield the pairs that may be one, by municipality: the best first.

    Only places of one municipality are compared, so that one municipality at a time is held.
    """
    for code in sorted(sites.keys() & locations.keys()):
        left, right = map(thing_of, sites[code]), map(thing_of, locations[code])
        for score, site, channel in scored_pairs(left, right, at_least=POSSIBLE):
            yield Alike(site, channel, score)


def thing_of(place: PlaceFacts) -> Thing:
    """Turn a place into a thing that can be matched."""
    said = frozenset(kind for name in place.names.values() for kind in kinds_in(name))
    if not said and isinstance(place, SiteFacts):
        said = _kinds_of_type(place.type_code)
    others = [bare for name in place.names.values() if (bare := bare_name(name)) != name]
    if isinstance(place, SiteFacts) and place.other_name:
        others.append(place.other_name)
    return Thing(
        place.id,
        place.names,
        tuple(others),
        position=_position(place),
        address=_address(place),
        kinds=said,
        municipality=place.municipality,
    )


class Ready:
    """Places made ready for comparing, kept for the next pair: some thousands of a kilobyte."""

    def __init__(self) -> None:
        self._made: dict[str, Prepared] = {}

    def of(self, place: PlaceFacts) -> Prepared:
        """Return *place* made ready."""
        made = self._made.get(place.id)
        if made is None:
            if len(self._made) >= _READY:
                self._made.clear()
            made = self._made[place.id] = prepared(thing_of(place))
        return made


@lru_cache(maxsize=512)
def _kinds_of_type(code: int) -> frozenset[str]:
    found = find_sports_site_type(code)
    return kinds_in(found.name.fi) if found else frozenset()


def _position(place: PlaceFacts) -> Position | None:
    if place.position is None:
        return None
    east, north = place.position
    # It was checked when the record was made.
    return Position.model_construct(east=east, north=north)


def _address(place: PlaceFacts) -> StreetAddress | None:
    told = place.address
    return StreetAddress(told.street, told.number, told.postal_code) if told else None
