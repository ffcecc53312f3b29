"""What an event states of where it takes place; nothing is guessed, and towns are no addresses."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from hytedata.codes import find_places
from hytedata.codes.place_answers import PlaceKind
from hytedata.models.common import LocalizedText, Position
from hytedata.models.event import Event, EventPlace

_ASKED: Final = 8192


def is_whole_town(place: EventPlace) -> bool:
    """Whether *place* is a whole municipality, county or region rather than a place in one.

    Calendars hold towns as places, with a point in their middle: `Kajaani`, `Kajaanin kaupunki`
    without a street. Such a point says which municipality it is, and nothing more.
    """
    return not place.street and _kind_named(place.names) is not None


def positions_of_event(event: Event) -> tuple[Position, ...]:
    """Return the positions of its places, EPSG:3067 metres; of whole towns only without others."""
    stated = [one for one in event.places if one.position is not None]
    exact = [one for one in stated if not is_whole_town(one)]
    return tuple(one.position for one in exact or stated if one.position is not None)


def is_only_in_town(event: Event) -> bool:
    """Whether nothing better is known of where it is than a whole town, and its middle."""
    towns = [is_whole_town(one) for one in event.places]
    exact = [one.position for one in event.places if one.position and not is_whole_town(one)]
    return any(towns) and not exact


def is_only_online(event: Event) -> bool:
    """Whether it takes place nowhere but online; what does not say so may be anywhere."""
    return event.online is True and not event.places


def position_for_municipality(place: EventPlace) -> Position | None:
    """Return the position as evidence of a municipality: none for a whole county or region."""
    return place.position if _kind_named(place.names) in (None, "municipality") else None


def name_of_municipality(place: EventPlace) -> str | None:
    """Return the words of *place* that name where it is, or the locality that nobody knows.

    The locality goes before the name of the place, of which the last part is looked at first
    (`Urheilutalo, Kajaani`). A name is compared whole: `Kajaanin pääkirjasto` may be a house of
    that town, and `Oulun Kärpät` a shop elsewhere.
    """
    localities = list(_texts(place.locality))
    parts = [part for name in _texts(place.names) for part in _parts(name)]
    named = (text for text in (*localities, *parts) if _kind(text) is not None)
    return next(named, localities[0] if localities else None)


def _kind_named(names: LocalizedText) -> PlaceKind | None:
    return next((kind for name in _texts(names) if (kind := _kind(name)) is not None), None)


def _texts(texts: LocalizedText) -> Iterator[str]:
    """Yield texts, Finnish first, then Swedish: in these places are named."""
    order = ("fi", "sv")
    for language in sorted(texts, key=lambda one: order.index(one) if one in order else 9):
        if stripped := texts[language].strip():
            yield stripped


def _parts(name: str) -> Iterator[str]:
    yield name
    parts = [part.strip() for part in name.split(",")]
    yield from (part for part in reversed(parts) if part != name)


@lru_cache(maxsize=_ASKED)
def _kind(text: str) -> PlaceKind | None:
    """Return what of the country *text* names as a whole; codes are no names here."""
    if not any(character.isalpha() for character in text):
        return None
    matches = find_places(text).matches
    return matches[0].kind if matches else None
