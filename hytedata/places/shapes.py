"""What a record occupies on the ground: its geometry, or the positions of its addresses.

Pure: it knows models only. The geo libraries are loaded when a shape is drawn.
"""

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from hytedata.models.common import Position
from hytedata.models.event import Event
from hytedata.models.location_of_interest import LocationOfInterest
from hytedata.models.site_geometry import SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.places.event_places import positions_of_event

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from hytedata.models.ptv import Addresses
    from hytedata.models.ptv.address import OtherAddress, StreetAddress


class Bounds(NamedTuple):
    """The smallest box around a shape, EPSG:3067 metres; of a point it has no size."""

    min_east: float
    min_north: float
    max_east: float
    max_north: float

    @property
    def is_point(self) -> bool:
        """Whether it is the box of one point."""
        return self.min_east == self.max_east and self.min_north == self.max_north

    def meets(self, other: "Bounds") -> bool:
        """Whether two boxes have a point in common."""
        return (
            self.min_east <= other.max_east
            and other.min_east <= self.max_east
            and self.min_north <= other.max_north
            and other.min_north <= self.max_north
        )


def shape_of(record: object) -> "BaseGeometry | None":
    """Return what *record* occupies, EPSG:3067 metres; None where it is no place.

    A sports site and a Location of Interest are what they are drawn as. A service location and
    an organisation are at the positions of their addresses to visit, all of them, an event at
    those of its places, at the middle of a whole town only where that is all that is known. A
    service, a web page or a phone line is nowhere: the area that it is meant for is not a place.
    """
    if isinstance(record, SportsSite | LocationOfInterest):
        return drawn(record.geometry) if record.geometry is not None else None
    positions = _positions(record)
    if not positions:
        return None
    import shapely

    vertices = [(one.east, one.north) for one in positions]
    return shapely.Point(vertices[0]) if len(vertices) == 1 else shapely.MultiPoint(vertices)


def bounds_of(record: object) -> Bounds | None:
    """Return the box around `shape_of(record)`, without drawing it."""
    if isinstance(record, SportsSite | LocationOfInterest):
        vertices = _vertices(record.geometry) if record.geometry is not None else []
    else:
        vertices = [(one.east, one.north) for one in _positions(record)]
    if not vertices:
        return None
    easts, norths = zip(*vertices, strict=True)
    return Bounds(min(easts), min(norths), max(easts), max(norths))


def drawn(geometry: SiteGeometry) -> "BaseGeometry":
    """Draw a geometry of ours as `to_shape` does; an area that crosses itself is made valid."""
    import shapely

    whole = to_shape(geometry)
    if whole is None:
        return shapely.Point()
    return whole if shapely.is_valid(whole) else shapely.make_valid(whole)


def to_shape(geometry: SiteGeometry | None) -> "BaseGeometry | None":
    """Return *geometry* as one shapely geometry, EPSG:3067 metres, two-dimensional.

    One part gives a point, line or polygon, several a multi-part one in the order of the parts;
    none gives None. It is drawn as the register states it: an invalid area stays invalid.
    """
    if geometry is None or not geometry.parts:
        return None
    import numpy as np
    import shapely

    parts = geometry.parts
    match geometry.kind:
        case "point":
            points = [shapely.Point(part[0][0]) for part in parts]
            return points[0] if len(points) == 1 else shapely.MultiPoint(points)
        case "route":
            # From an array a line is drawn ten times as fast as from tuples (measured).
            lines = [shapely.LineString(np.array(part[0])) for part in parts]
            return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
        case "area":
            areas = [shapely.Polygon(part[0], part[1:]) for part in parts]
            return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)


def positions_of(addresses: "Addresses") -> tuple[Position, ...]:
    """Return the best position of each address that has one, streets first."""
    placed: list[StreetAddress | OtherAddress] = [*addresses.street, *addresses.other]
    return tuple(one.position for one in placed if one.position is not None)


def _positions(record: object) -> tuple[Position, ...]:
    if isinstance(record, Event):
        return positions_of_event(record)
    from hytedata.models.ptv import Organisation, ServiceLocation

    if isinstance(record, ServiceLocation | Organisation):
        return positions_of(record.location)
    return ()


def _vertices(geometry: SiteGeometry) -> list[tuple[float, float]]:
    # Holes lie within their exterior, which comes first; of the others there is one ring each.
    return list(chain.from_iterable(part[0] for part in geometry.parts))
