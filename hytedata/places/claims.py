"""What records state of where they are, each kind of evidence by itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hytedata.models.common import Position
from hytedata.models.event import Event
from hytedata.models.location_of_interest import LocationOfInterest
from hytedata.models.site_geometry import SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.places.event_places import (
    is_only_online,
    name_of_municipality,
    position_for_municipality,
)

if TYPE_CHECKING:
    from hytedata.models.ptv import Addresses, Record


@dataclass(frozen=True)
class PlaceClaims:
    """The evidence of where one place is; whatever is missing is None.

    Attributes:
        municipality: A municipality's code as it is stated, of today or former.
        place: Where it is on the ground, EPSG:3067 metres.
        postal_code: Five digits.
        name: Words that may name a municipality, county or region.
        home: Code of the single municipality that its calendar is of: the last resort.
    """

    municipality: str | None = None
    place: Position | SiteGeometry | None = None
    postal_code: str | None = None
    name: str | None = None
    home: str | None = None

    def __bool__(self) -> bool:
        return any((self.municipality, self.place, self.postal_code, self.name, self.home))


def claims_of(
    record: "SportsSite | LocationOfInterest | Event | Record", *, home: str | None = None
) -> tuple[PlaceClaims, ...]:
    """Return what *record* states of each place that it has; nothing where it is no place.

    A sports site and a Location of Interest are one place each. Its post office is not taken for
    a name: Posti names an area of delivery, which is often called after a neighbour. A service
    location and an organisation are a place for each address to visit; an organisation without
    one is where its own municipality is. An event is where each of its places is; one that states
    none is where its calendar is at home, and one that is only online is nowhere.

    Args:
        record: One of our models.
        home: Of an event: code of the single municipality that its calendar is of.
    """
    if isinstance(record, SportsSite):
        return (PlaceClaims(record.municipality, record.geometry, record.postal_code),)
    if isinstance(record, LocationOfInterest):
        return (PlaceClaims(place=record.geometry),) if record.geometry is not None else ()
    if isinstance(record, Event):
        return _of_event(record, home)
    from hytedata.models.ptv import Organisation, ServiceLocation

    if not isinstance(record, ServiceLocation | Organisation):
        return ()
    stated = _of_addresses(record.location)
    if not stated and isinstance(record, Organisation) and record.municipality:
        return (PlaceClaims(record.municipality),)
    return stated


def _of_event(event: Event, home: str | None) -> tuple[PlaceClaims, ...]:
    if is_only_online(event):
        return ()
    found = [
        PlaceClaims(
            municipality=place.municipality,
            place=position_for_municipality(place),
            postal_code=place.postal_code or None,
            name=name_of_municipality(place),
            home=home,
        )
        for place in event.places
    ]
    return tuple(one for one in found or [PlaceClaims(home=home)] if one)


def _of_addresses(addresses: "Addresses") -> tuple[PlaceClaims, ...]:
    found = (
        *(PlaceClaims(one.municipality, one.position, one.postal_code) for one in addresses.street),
        *(PlaceClaims(None, one.position, one.postal_code) for one in addresses.other),
    )
    return tuple(one for one in found if one)
