"""Where an event of JSON-LD takes place, and whether online; pure (events.md 5)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from hytedata.codes.place_answers import PlaceKind
from hytedata.codes.place_lookup import find_places
from hytedata.connectors.calendars.json_ld import types_of
from hytedata.models.common import NO_TEXTS, Position
from hytedata.models.event import EventPlace
from hytedata.normalise.calendars.json_ld_thing import Thing
from hytedata.normalise.calendars.json_ld_times import MOVED_ONLINE, status_words
from hytedata.normalise.calendars.locations import link_in, place_in
from hytedata.normalise.calendars.positions import position_of
from hytedata.normalise.calendars.texts import one_line

_PAIR: Final = re.compile(
    r"\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[;, ]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*", re.ASCII
)
_POSTAL: Final = re.compile(r"(?:FI-?)?(\d{5})", re.ASCII | re.IGNORECASE)
_MUNICIPALITY: Final[tuple[PlaceKind, ...]] = ("municipality",)
_LONGEST: Final = 500
_FINLAND: Final = frozenset({"", "fi", "fin", "finland", "suomi"})


@dataclass
class Where:
    """What was found so far.

    Attributes:
        virtual: Whether a place of the net was named.
        link: To it.
    """

    places: list[EventPlace] = field(default_factory=list)
    virtual: bool = False
    link: str = ""


def where_of(thing: Thing) -> tuple[tuple[EventPlace, ...], bool | None, str]:
    """Return places, whether it can be attended online (None: not stated), and the link to it."""
    where = Where()
    for value in thing.each("location"):
        if isinstance(value, Mapping):
            _take(thing.of(value, "location"), where)
        else:
            _take_text(thing, str(value)[:_LONGEST], where)
    return tuple(where.places), _online(thing, where), where.link


def _take(place: Thing, where: Where) -> None:
    if "VirtualLocation" in types_of(place.node):
        where.virtual = True
        where.link = where.link or place.link("url", "@id")
        return
    if "PostalAddress" in types_of(place.node):
        found = _addressed(place, place, None)
    else:
        address = next(place.things("address"), None)
        position = _position(place)
        found = _addressed(place, address, position) if address else _told(place, position)
    if found.names or found.street or found.locality or found.postal_code or found.position:
        where.places.append(found)


def _take_text(thing: Thing, text: str, where: Where) -> None:
    if link := link_in(text):
        where.virtual, where.link = True, where.link or link
    if place := place_in(one_line(text), thing.language):
        where.places.append(place)


def _online(thing: Thing, where: Where) -> bool | None:
    if MOVED_ONLINE in status_words(thing):
        return True
    for stated in thing.each("eventAttendanceMode"):
        word = str(stated.get("@id") if isinstance(stated, Mapping) else stated).casefold()
        if "offline" in word:
            return where.virtual
        if "online" in word or "mixed" in word:
            return True
        thing.odd("eventAttendanceMode", "unknown-code", stated)
    return True if where.virtual else None


def _told(place: Thing, position: Position | None) -> EventPlace:
    """Return a place whose address is a line of text, or that has none."""
    names, line = place.texts("name"), place.word("address")
    read = place_in(line, place.language, position) if line else None
    if read is None:
        return EventPlace(id=place.link("@id"), names=names, position=position)
    # What of the line is no street is the name, unless the place states its own.
    return read.model_copy(update={"id": place.link("@id"), "names": names or read.names})


def _addressed(place: Thing, address: Thing, position: Position | None) -> EventPlace:
    names = NO_TEXTS if place is address else place.texts("name")
    postal = _POSTAL.fullmatch(address.word("postalCode").replace(" ", ""))
    country = address.word("addressCountry").casefold()
    if country not in _FINLAND:
        address.odd("addressCountry", "other-country", country)
    region = address.word("addressRegion")
    code = _municipality(region) if region and country in _FINLAND else None
    locality = address.texts("addressLocality")
    if not locality and code:
        locality = {address.language: region}
    return EventPlace(
        id=place.link("@id"),
        names=names,
        street=address.texts("streetAddress"),
        postal_code=postal[1] if postal else address.word("postalCode"),
        locality=locality,
        position=position,
        municipality=code,
    )


@lru_cache(maxsize=1024)
def _municipality(region: str) -> str | None:
    """Return the code of a region that is the name of one municipality."""
    if any(sign.isdigit() for sign in region):
        return None
    found = find_places(region, kinds=_MUNICIPALITY).matches
    return found[0].code if len(found) == 1 and found[0].former is None else None


def _position(place: Thing) -> Position | None:
    for value in [*place.each("geo"), place.node]:
        if isinstance(value, Mapping):
            inner = place.of(value, "geo")
            pair = (_degrees(inner.raw("latitude")), _degrees(inner.raw("longitude")))
        else:
            found = _PAIR.fullmatch(str(value)[:_LONGEST])
            pair = (_degrees(found[1]), _degrees(found[2])) if found else (None, None)
        latitude, longitude = pair
        if latitude is None or longitude is None:
            continue
        position = position_of(longitude, latitude)
        if isinstance(position, Position):
            return position
        place.odd("geo", position, f"{latitude};{longitude}")
    return None


def _degrees(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
