"""Where an event of Linked Events takes place, and whether that is online (events.md 2.5); pure."""

from collections.abc import Mapping
from typing import Final

from hytedata.codes import municipalities_named
from hytedata.connectors.calendars.linked_events.wire import Json, WirePlace, id_of, read_object
from hytedata.models.common import LocalizedText, Position
from hytedata.models.event import EventPlace
from hytedata.normalise.calendars.linked_events_values import harmless, is_personal, texts_of
from hytedata.normalise.calendars.positions import position_of
from hytedata.normalise.calendars.texts import clean_text
from hytedata.normalise.remarks import Remarks

INTERNET: Final = "internet"
"""The id of the place of online events ends so (`helsinki:internet`)."""

_MUNICIPAL: Final = "/kunta:"


def is_internet(place_id: str) -> bool:
    """Whether a place stands for the internet."""
    return place_id.rpartition(":")[2].casefold() == INTERNET


def place_of(location: Json, extra: Json, remarks: Remarks) -> EventPlace | None:
    """Return the place that *location* refers to or is; None where it is none."""
    place_id = id_of(location)
    if not isinstance(location, Mapping) or set(location) <= {"@id", "id"}:
        if not place_id:
            keep_unread("location", location, is_odd=True, remarks=remarks)
            return None
        return EventPlace(id=place_id, extra=_extra(extra, remarks))
    read = read_object(location, WirePlace)
    for name, value in (*read.odd.items(), *read.unknown.items()):
        keep_unread(f"location.{name}", value, is_odd=name in read.odd, remarks=remarks)
    wire = read.wire
    return EventPlace(
        id=place_id,
        names=texts_of(wire.name, "location.name", remarks),
        extra=_extra(extra, remarks),
        street=texts_of(wire.street_address, "location.street_address", remarks),
        postal_code=str(wire.postal_code or "").strip(),
        locality=texts_of(wire.address_locality, "location.address_locality", remarks),
        position=_position(wire.position, remarks),
        municipality=_municipality(wire.divisions or [], remarks),
    )


def keep_unread(path: str, value: Json, *, is_odd: bool, remarks: Remarks) -> None:
    """Keep a value that no model reads, unless it tells of people."""
    if value is None or is_personal(path):
        return
    if is_odd:
        remarks.lose(path, "odd-value", harmless(value))
    else:
        remarks.set_aside(path, harmless(value))


def _extra(extra: Json, remarks: Remarks) -> LocalizedText:
    return texts_of(extra, "location_extra_info", remarks, clean_text)


def _position(stated: Json, remarks: Remarks) -> Position | None:
    if stated is None:
        return None
    coordinates = stated.get("coordinates") if isinstance(stated, Mapping) else None
    found = _both(coordinates)
    position = position_of(*found) if found else "odd-value"
    if isinstance(position, Position):
        return position
    remarks.lose("location.position", position, stated)
    return None


def _both(coordinates: Json) -> tuple[float, float] | None:
    """Return longitude and latitude; GeoJSON's order, and forks write them as texts too."""
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return None
    longitude, latitude = coordinates[:2]
    if isinstance(longitude, bool) or isinstance(latitude, bool):
        return None
    if not isinstance(longitude, int | float | str) or not isinstance(latitude, int | float | str):
        return None
    try:
        return float(longitude), float(latitude)
    except (ValueError, OverflowError):
        return None


def _municipality(divisions: list[Json], remarks: Remarks) -> str | None:
    """Return the code of the municipality that the divisions name.

    Their id ends in its Finnish name of 2016, lower case (`…/kunta:pedersören_kunta`), so that
    one which has merged since leads to who holds it now.
    """
    for division in divisions:
        if not isinstance(division, Mapping) or division.get("type") != "muni":
            continue
        stated = str(division.get("ocd_id") or "").rpartition(_MUNICIPAL)[2]
        name = (stated or str(division.get("municipality") or "")).replace("_", " ")
        found = {one.municipality.code for one in municipalities_named(name)}
        if len(found) == 1:
            return found.pop()
        if name:
            remarks.lose("location.divisions", "unknown-municipality", name)
    return None
