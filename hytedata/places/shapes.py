"""Geometries of sites as shapely's, whole: every point, every part of a route, every hole."""

from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from hytedata.models.site_geometry import SiteGeometry


def to_shape(geometry: SiteGeometry | None) -> BaseGeometry | None:
    """Return *geometry* as one shapely geometry, EPSG:3067 metres, two-dimensional.

    One part gives a point, line or polygon, several a multi-part one in the order of the parts;
    none gives None. It is drawn as the register states it: an invalid area stays invalid.
    """
    if geometry is None or not geometry.parts:
        return None
    match geometry.kind:
        case "point":
            points = [Point(place) for place in geometry.points]
            return points[0] if len(points) == 1 else MultiPoint(points)
        case "route":
            lines = [LineString(part[0]) for part in geometry.parts]
            return lines[0] if len(lines) == 1 else MultiLineString(lines)
        case "area":
            areas = [Polygon(part[0], part[1:]) for part in geometry.parts]
            return areas[0] if len(areas) == 1 else MultiPolygon(areas)
