"""How each field of a merged event is chosen from those of its records."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from hytedata.links.events.spots import Spot, spot_of
from hytedata.models.event import Event, EventPlace, EventStatus

Says: TypeAlias = Callable[[Event], bool]

_GRAVEST_FIRST: Final[tuple[EventStatus, ...]] = (
    "cancelled",
    "postponed",
    "rescheduled",
    "scheduled",
)


class Picked:
    """What was chosen so far.

    Args:
        order: Records of one event, the one that goes before the others first.

    Attributes:
        fields: Field → calendar.
    """

    def __init__(self, order: Sequence[Event]) -> None:
        self.order = order
        self.fields: dict[str, str] = {}
        self._values: dict[str, object] = {}

    def take(self, field: str, value: object, source: str) -> None:
        """Choose *value*, of the calendar *source*."""
        self._values[field] = value
        self.fields[field] = source

    def event(self) -> Event:
        """Return the first record with what was chosen."""
        return self.order[0].model_copy(update=self._values)

    def put(self, field: str, value: object) -> None:
        """Choose *value*, whose parts were named for themselves."""
        self._values[field] = value


def picked_together(picked: Picked, fields: Sequence[str], says: Says) -> None:
    """Take *fields* from the first record that says something of them."""
    found = next(filter(says, picked.order), None)
    for field in fields if found else ():
        picked.take(field, getattr(found, field), found.source if found else "")


def picked_texts(picked: Picked, field: str) -> None:
    """Take each language from the first record that has a text in it."""
    texts: dict[str, str] = {}
    for event in picked.order:
        for language, text in getattr(event, field).items():
            if text.strip() and language not in texts:
                texts[language] = text
                picked.fields[f"{field}.{language}"] = event.source
    picked.put(field, texts)


def picked_status(picked: Picked) -> None:
    """Take the gravest status; `deleted` only where every record is."""
    for status in _GRAVEST_FIRST:
        for event in picked.order:
            if event.status == status:
                picked.take("status", status, event.source)
                return
    picked.take("status", "deleted", picked.order[0].source)


def picked_prices(picked: Picked) -> None:
    """Take whether it is free, and prices of a record that does not say otherwise."""
    picked_together(picked, ("is_free",), lambda event: event.is_free != "unknown")
    free = next((one.is_free for one in picked.order if one.is_free != "unknown"), "unknown")
    # What is free has no price of a record that does not know of it.
    agreeing = ("yes",) if free == "yes" else (free, "unknown")
    picked.put("prices", ())
    picked_together(
        picked, ("prices",), lambda event: bool(event.prices) and event.is_free in agreeing
    )


def picked_ids(picked: Picked) -> None:
    """Keep from every record under what others know it: by this later copies are found."""
    stated = [one for one in picked.order if one.origin_ids]
    if stated:
        ids = tuple(dict.fromkeys(it for one in stated for it in one.origin_ids))
        named = dict.fromkeys(one.source for one in stated)
        picked.take("origin_ids", ids, ", ".join(named))


def joined_facts(picked: Picked, field: str) -> None:
    """Join what each calendar says of its own data: it holds for that calendar's part only.

    Where all say the same it stands alone, else each is named: `kainuu: CC BY 4.0; oulu: not
    stated`. A licence is never spread over what another calendar wrote.
    """
    said: dict[str, str] = {}
    for event in picked.order:
        said[event.source] = said.get(event.source) or getattr(event, field)
    if not any(said.values()):
        return
    alone = next(iter(said.values())) if len(set(said.values())) == 1 else ""
    told = alone or "; ".join(f"{source}: {it or 'not stated'}" for source, it in said.items())
    picked.take(field, told, ", ".join(source for source, it in said.items() if it))


# --- places ------------------------------------------------------------------------------------


def picked_places(picked: Picked) -> None:
    """Take all places of the first record that tells where they are, with a position if any has."""
    source = next((one for one in picked.order if any(map(_tells, one.places))), None)
    source = source or next((one for one in picked.order if one.places), None)
    if source is None:
        return
    placed = [_located(place, source, picked) for place in source.places]
    picked.take("places", tuple(placed), source.source)


def _tells(place: EventPlace) -> bool:
    return bool(place.names or place.street or place.locality or place.position)


def _located(place: EventPlace, source: Event, picked: Picked) -> EventPlace:
    """Return *place*, with the position of one of the same address where it has none."""
    spot = spot_of(place)
    if place.position is not None or spot is None:
        return place
    for event in picked.order:
        for other in event.places if event is not source else ():
            theirs = spot_of(other)
            if theirs and other.position and _one_address(spot, theirs):
                picked.fields["places.position"] = event.source
                return place.model_copy(update={"position": other.position})
    return place


def _one_address(one: Spot, other: Spot) -> bool:
    return bool(one.streets & other.streets and one.towns & other.towns)
