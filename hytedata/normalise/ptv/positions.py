"""Positions: PTV v11's `latitude` is the northing and `longitude` the easting, EPSG:3067 metres.

PTV checks nothing but the format, so degrees and swapped axes are found (ptv-api 5.5, trap 10):
what is not surely a position in Finland becomes a remark and no position.
"""

from hytedata.connectors.ptv.v11.wire.base import Scalar, said
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.texts import Fields
from hytedata.normalise.ptv.words import POSITION_SOURCES

EAST = (43_000.0, 765_000.0)
NORTH = (6_570_000.0, 7_800_000.0)
"""The bounds of `Position`."""

_DEGREES_EAST = (19.0, 32.0)
_DEGREES_NORTH = (59.0, 71.0)


def normalise_position(
    latitude: Scalar | None,
    longitude: Scalar | None,
    *,
    source: str | None,
    notes: Notes,
    path: str,
) -> list[Fields]:
    """Return the fields of the position that an address has, or none.

    Args:
        latitude: The northing.
        longitude: The easting.
        source: `coordinateState`; words that do not tell who stated it are kept as they are.
        notes: Where it is told why there is none.
        path: Of the address.
    """
    north, east = _number(latitude), _number(longitude)
    if north is None or east is None or (north == 0 and east == 0):
        _why_none(latitude, longitude, source, notes, path)
        return []
    if NORTH[0] <= north <= NORTH[1] and EAST[0] <= east <= EAST[1]:
        stated = POSITION_SOURCES.get(source, source) if source else "Unknown"
        return [{"position": {"east": east, "north": north}, "source": stated}]
    notes.add(f"{path}.latitude", why_odd(north, east), _both(latitude, longitude))
    return []


def _number(stated: Scalar | None) -> float | None:
    if stated is None or stated == "":
        return None
    try:
        return float(stated)
    except (ValueError, OverflowError):
        return None


def _why_none(
    latitude: Scalar | None, longitude: Scalar | None, source: str | None, notes: Notes, path: str
) -> None:
    # PTV writes 0, 0 or nothing while a street is being looked for, and when it is not found.
    if said(latitude) in {None, "0"} and said(longitude) in {None, "0"}:
        if source and not source.isspace():
            notes.add(f"{path}.coordinateState", "no-position", source)
    else:
        notes.add(f"{path}.latitude", "no-coordinates", _both(latitude, longitude))


def why_odd(north: float, east: float) -> str:
    """Return what is probably wrong with metres that do not lie in Finland."""
    if _within(north, EAST) and _within(east, NORTH):
        return "swapped-coordinates"
    if _within(north, _DEGREES_NORTH) and _within(east, _DEGREES_EAST):
        return "degrees"
    if _within(east, _DEGREES_NORTH) and _within(north, _DEGREES_EAST):
        return "degrees"
    return "outside-finland"


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _both(latitude: Scalar | None, longitude: Scalar | None) -> str:
    return f"{'' if latitude is None else latitude}, {'' if longitude is None else longitude}"
