"""Geometry of sports sites and other places of Lipas, EPSG:3067 metres."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from hytedata.models.base import Model
from hytedata.models.common import Json

GeometryKind: TypeAlias = Literal["point", "route", "area"]

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""Vertices (east, north) in EPSG:3067 metres."""

Altitudes: TypeAlias = tuple[float | None, ...]
"""Metres above sea level, one per vertex of a ring; None where unknown."""


class PartAttributes(Model):
    """What Lipas says of one part (lipas-api 3.2); routes have it, others hardly ever.

    Attributes:
        route_part_difficulty: Lipas's code, as in `codes.route_part_difficulties()`.
        travel_direction: `start-to-end` or `end-to-start` as drawn in Lipas; None is both. Our
            vertices follow the direction of travel already.
        itrs_technical: Difficulty of a mountain bike trail, as in `codes.itrs_technical()`.
        extras: Whatever else the part holds, in the source's spelling.
    """

    name: str | None = None
    route_part_difficulty: str | None = None
    travel_direction: str | None = None
    itrs_technical: str | None = None
    type_code: int | None = None
    extras: Mapping[str, Json] = {}


NO_ATTRIBUTES = PartAttributes()


@dataclass(frozen=True)
class RoutePart:
    """One part of a route: ≥ 2 vertices in the direction of travel, and what is said of it."""

    line: Ring
    altitudes_m: Altitudes
    attributes: PartAttributes


@dataclass(frozen=True)
class AreaPart:
    """One part of an area; its rings are closed."""

    exterior: Ring
    holes: tuple[Ring, ...]
    attributes: PartAttributes


class SiteGeometry(Model):
    """Geometry of a site in EPSG:3067, two-dimensional, rounded to millimetres.

    Attributes:
        kind: Fixed by the site's type.
        parts: One entry per GeoJSON feature, in the source's order. A point part is one ring
            of one vertex, a route part one ring of ≥ 2 vertices, an area part its exterior
            ring followed by its holes.
        altitudes_m: Parallel to `parts`; empty where no vertex has an altitude.
        attributes: One per part; empty where no part has any.
    """

    kind: GeometryKind
    parts: tuple[tuple[Ring, ...], ...]
    altitudes_m: tuple[tuple[Altitudes, ...], ...] = ()
    attributes: tuple[PartAttributes, ...] = ()

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The positions (east, north) of a point geometry; empty for another."""
        return tuple(part[0][0] for part in self.parts) if self.kind == "point" else ()

    @property
    def routes(self) -> tuple[RoutePart, ...]:
        """The parts of a route; empty for another geometry."""
        if self.kind != "route":
            return ()
        return tuple(
            RoutePart(part[0], self._altitudes(at, part[0]), self.attributes_of(at))
            for at, part in enumerate(self.parts)
        )

    @property
    def areas(self) -> tuple[AreaPart, ...]:
        """The parts of an area; empty for another geometry."""
        if self.kind != "area":
            return ()
        return tuple(
            AreaPart(part[0], part[1:], self.attributes_of(at))
            for at, part in enumerate(self.parts)
        )

    def attributes_of(self, part: int) -> PartAttributes:
        """Return what is said of a part (from 0)."""
        return self.attributes[part] if self.attributes else NO_ATTRIBUTES

    def _altitudes(self, part: int, ring: Ring) -> Altitudes:
        return self.altitudes_m[part][0] if self.altitudes_m else (None,) * len(ring)
