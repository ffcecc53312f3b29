"""Rules of where events take place: no place, no position, a town for an address, no link."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from hytedata.codes import PlaceKind, find_places
from hytedata.models.common import first_text
from hytedata.models.event import Event, EventPlace
from hytedata.models.finding import Problem
from hytedata.places.event_places import is_only_in_town, is_whole_town, name_of_municipality
from hytedata.quality.family import Checks
from hytedata.quality.happenings import (
    is_one,
    of_coming_events,
    of_placed_events,
    texts_of,
)
from hytedata.quality.rule import Setting

checks = Checks()

_UNUSABLE: Final = frozenset({"outside-finland", "swapped-coordinates", "no-position"})
_MUNICIPALITY: Final[tuple[PlaceKind, ...]] = ("municipality",)
_LINK: Final = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


@checks("EVT-PLC-001")
@of_coming_events
def _no_place(event: Event, _: Setting) -> Iterator[Problem]:
    if is_one(event) and not event.places and not event.online and not event.online_url:
        yield Problem("places")


@checks("EVT-PLC-002")
@of_coming_events
def _no_position(event: Event, _: Setting) -> Iterator[Problem]:
    if (place := _without_position(event)) and place.street:
        yield Problem("places[0].position", params={"place": _name(place)})


@checks("EVT-PLC-003")
@of_coming_events
def _no_position_nor_street(event: Event, _: Setting) -> Iterator[Problem]:
    if (place := _without_position(event)) and not place.street:
        yield Problem("places[0].street", params={"place": _name(place)})


@checks("EVT-PLC-004")
@of_coming_events
def _unusable_position(event: Event, _: Setting) -> Iterator[Problem]:
    for remark in event.remarks:
        if remark.code in _UNUSABLE:
            yield Problem("places[0].position", remark.raw[:100], {"stated": remark.raw[:100]})
            return


@checks("EVT-PLC-005")
@of_placed_events
def _no_municipality(event: Event, municipality: str | None) -> Iterator[Problem]:
    is_told = municipality is not None or any(map(_tells_municipality, event.places))
    named = [place for place in event.places if not _is_reference(place)]
    if not is_told and is_one(event) and named and len(named) == len(event.places):
        yield Problem("places", params={"place": _name(named[0])})


@checks("EVT-PLC-006")
@of_coming_events
def _only_a_town(event: Event, _: Setting) -> Iterator[Problem]:
    if is_one(event) and is_only_in_town(event) and not any(one.extra for one in event.places):
        yield Problem("places", params={"place": _name(event.places[0])})


@checks("EVT-PLC-007")
@of_coming_events
def _online_without_link(event: Event, _: Setting) -> Iterator[Problem]:
    if not event.online or not is_one(event):
        return
    linked = event.online_url or event.registration.url or any(one.url for one in event.prices)
    if not linked and not any(_LINK.search(text) for text in _all_texts(event)):
        yield Problem("online_url")


@checks("EVT-PLC-008")
@of_coming_events
def _locality_elsewhere(event: Event, _: Setting) -> Iterator[Problem]:
    for number, place in enumerate(event.places):
        if place.municipality is None:
            continue
        for locality in place.locality.values():
            found = _municipalities(locality)
            if found and place.municipality not in found:
                told = {"locality": locality, "municipality": place.municipality}
                yield Problem(f"places[{number}].locality", locality, told)
                break


def _without_position(event: Event) -> EventPlace | None:
    """Return its first place, where none has a position and it is no whole town."""
    if not is_one(event) or not event.places or any(one.position for one in event.places):
        return None
    is_vague = any(is_whole_town(one) or _is_reference(one) for one in event.places)
    return None if is_vague else event.places[0]


def _is_reference(place: EventPlace) -> bool:
    """Whether only its id is known: its own record may tell all the rest."""
    return not (place.names or place.street or place.locality or place.position)


def _tells_municipality(place: EventPlace) -> bool:
    if place.municipality or place.position or place.postal_code:
        return True
    name = name_of_municipality(place)
    return name is not None and bool(_municipalities(name))


@lru_cache(maxsize=1_024)
def _municipalities(text: str) -> frozenset[str]:
    matches = find_places(text, kinds=_MUNICIPALITY).matches
    return frozenset(code for match in matches for code in match.municipalities)


def _name(place: EventPlace) -> str:
    """Return what to call a place: its name in Finnish, else in another language, else its id."""
    return first_text(place.names) or place.id


def _all_texts(event: Event) -> Iterable[str]:
    yield from (text for _, _, text in texts_of(event))
    yield from map(str, event.extras.values())


RULES = checks.packaged("events_place.toml")
