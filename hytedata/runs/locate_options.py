"""How a file is to be located."""

from dataclasses import dataclass

from hytedata.places.located import OFFSHORE_M


@dataclass(frozen=True)
class LocateOptions:
    """What the user said of a file and its places.

    Attributes:
        x: Name of a CSV's column of eastings or longitudes; None for `east` or `lon`.
        y: Name of its column of northings or latitudes; None for `north` or `lat`.
        crs: Of the coordinates, whatever the file states; None for what it states.
        layer: Of a GeoPackage; None for its only one.
        offshore_m: How far a place in no municipality may be from the nearest.
        replace: Whether columns of the names that are added are replaced.
    """

    x: str | None = None
    y: str | None = None
    crs: str | None = None
    layer: str | None = None
    offshore_m: float = OFFSHORE_M
    replace: bool = False
