"""Positions of an address; several parties may state one each (ptv-v12 4)."""

from collections.abc import Sequence

from hytedata.connectors.ptv.v12.wire.addresses import Coordinate
from hytedata.normalise.ptv.notes import Notes, shape
from hytedata.normalise.ptv.positions import EAST, NORTH, why_odd
from hytedata.normalise.ptv.texts import Fields, filled

_OURS = "EPSG:3067"
_UNKNOWN = "Unknown"


def positions(coordinates: Sequence[Coordinate] | None, notes: Notes, path: str) -> list[Fields]:
    """Return the positions that lie in Finland, in EPSG:3067; others are remarked on.

    Args:
        coordinates: In PTV's order, which is kept.
        notes: Where it is told why there is none.
        path: Of the address.
    """
    found = []
    for number, one in enumerate(coordinates or ()):
        fault = _fault(one)
        if fault is None:
            position = {"east": one.easting, "north": one.northing}
            found.append({"position": position, "source": filled(one.source) or _UNKNOWN})
        elif one.system == _OURS or _has_numbers(one):
            notes.add(f"{path}.coordinates[{number}]", fault, shape(one))
    return found


def _has_numbers(one: Coordinate) -> bool:
    # PTV v11 writes 0, 0 for a street that was not found.
    return bool(one.easting or one.northing)


def _fault(one: Coordinate) -> str | None:
    """Return why there is no position; None where there is one."""
    if one.system != _OURS:
        return "unknown-system"
    if not _has_numbers(one):
        return "no-position"
    east, north = one.easting, one.northing
    if east is None or north is None:
        return "no-coordinates"
    if EAST[0] <= east <= EAST[1] and NORTH[0] <= north <= NORTH[1]:
        return None
    return why_odd(north, east)
