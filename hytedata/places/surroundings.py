"""A part of the map that is asked for: within a geometry, or near a point.

What has any part there is there: a trail is within an area that it merely crosses. All is told in
EPSG:3067 metres; straight lines are straight there.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self, TypeAlias, Union

from hytedata.errors import InputError
from hytedata.models.common import Json, Position
from hytedata.places.shapes import Bounds

if TYPE_CHECKING:
    import geopandas
    from shapely.geometry.base import BaseGeometry

# Not written with `|`: the names are there for type checkers only, whose libraries load slowly.
Within: TypeAlias = Union[
    "BaseGeometry",
    Mapping[str, Json],
    "geopandas.GeoDataFrame",
    "geopandas.GeoSeries",
    "Surroundings",
]
"""A shapely geometry whose CRS is stated beside it; GeoJSON, which is in WGS 84; a frame; or what
`Surroundings.of` made of one of these before."""

Near: TypeAlias = tuple[Position | tuple[float, float], float]
"""A position of ours, or a pair (longitude, latitude), and how far from it at most, metres.

With a CRS stated beside it the pair is of that: (east, north).
"""

_DEGREES: Final = "EPSG:4326"


@dataclass(frozen=True, eq=False)
class Surroundings:
    """Where something must be: all parts given must be met.

    Attributes:
        shape: Something of it must lie in here; EPSG:3067 metres.
        centre: And something of it near this.
        distance_m: How near.
    """

    shape: "BaseGeometry | None" = field(default=None, repr=False)
    centre: "BaseGeometry | None" = None
    distance_m: float = 0.0

    @classmethod
    def of(
        cls, within: Within | None = None, near: Near | None = None, *, crs: object = None
    ) -> Self:
        """Understand `within=` and `near=`.

        Args:
            within: See `Within`.
            near: See `Near`.
            crs: What a shapely geometry and a pair of numbers are in.

        Raises:
            InputError: Not a geometry or a pair, no CRS, a position outside Finland (swapped
                axes and wrong units are recognised and said), or no distance above 0; or the
                libraries for geometry are not installed.
        """
        try:
            return cls._of(within, near, crs)
        except ModuleNotFoundError as error:
            raise InputError(
                f"within, near: these need {error.name}, which is not installed: "
                "pip install 'hytedata[geo]'"
            ) from error

    @classmethod
    def _of(cls, within: Within | None, near: Near | None, crs: object) -> Self:
        if isinstance(within, Surroundings):
            if within.centre is not None and near is not None:
                raise InputError("near: the given surroundings have a circle already")
            other = cls._of(None, near, crs)
            centre, distance_m = within.centre or other.centre, within.distance_m
            return cls(within.shape, centre, distance_m or other.distance_m)
        shape = None if within is None else _area(within, crs)
        if near is None:
            return cls(shape)
        centre, distance_m = _circle(near, crs)
        return cls(shape, centre, distance_m)

    def __bool__(self) -> bool:
        return self.shape is not None or self.centre is not None

    @property
    def bounds(self) -> Bounds:
        """A box outside of which nothing is wanted; only where something is asked for."""
        boxes: list[Bounds] = []
        if self.shape is not None:
            boxes.append(Bounds(*self.shape.bounds))
        if self.centre is not None:
            west, south, east, north = self.centre.bounds
            # A hair more: what the exact test lets through on the edge must not get lost here.
            reach = self.distance_m + 0.001
            boxes.append(Bounds(west - reach, south - reach, east + reach, north + reach))
        return Bounds(
            max(one.min_east for one in boxes),
            max(one.min_north for one in boxes),
            min(one.max_east for one in boxes),
            min(one.max_north for one in boxes),
        )

    def hold(self, shape: "BaseGeometry | None") -> bool:
        """Whether *shape*, EPSG:3067 metres, is wanted; what is nowhere is not, if asked for."""
        if not self:
            return True
        if shape is None:
            return False
        import shapely

        return (self.shape is None or bool(shapely.intersects(self.shape, shape))) and (
            self.centre is None or bool(shapely.dwithin(self.centre, shape, self.distance_m))
        )

    def holds_point(self, east: float, north: float) -> bool:
        """Whether a point, EPSG:3067 metres, is wanted."""
        import shapely

        return self.hold(shapely.Point(east, north))


def _area(within: object, crs: object) -> "BaseGeometry":
    import shapely

    given, system = _read(within, crs)
    if given.is_empty:
        raise InputError("within: the geometry is empty")
    given = shapely.force_2d(given)
    _check_finite("within", shapely.get_coordinates(given).ravel().tolist())
    moved = _moved(given, system)
    whole = moved if moved.is_valid else shapely.make_valid(moved)
    if not _is_in_finland(whole):
        west, south, east, north = given.bounds
        _refuse("within", (west + east) / 2, (south + north) / 2, system)
    shapely.prepare(whole)
    return whole


def _read(within: object, crs: object) -> "tuple[BaseGeometry, object]":
    from shapely.geometry.base import BaseGeometry

    if isinstance(within, BaseGeometry):
        if crs is None:
            raise InputError(
                "within: a shapely geometry does not tell its CRS; state it, as "
                "crs='EPSG:3067' or crs='EPSG:4326'"
            )
        return within, crs
    if isinstance(within, Mapping):
        return _from_geojson(within), _DEGREES if crs is None else crs
    if hasattr(within, "union_all") and hasattr(within, "crs"):
        stated = crs if within.crs is None else within.crs
        if stated is None:
            raise InputError("within: the frame states no CRS; set it, as crs='EPSG:3067'")
        joined: BaseGeometry = within.union_all()
        return joined, stated
    raise InputError(
        "within: give a shapely geometry with its crs, GeoJSON or a GeoDataFrame; "
        f"not {within!r:.80}"
    )


def _from_geojson(document: Mapping[str, Json]) -> "BaseGeometry":
    """Read a geometry, a feature or a collection of features, joined."""
    import msgspec
    import shapely

    try:
        found = shapely.from_geojson(msgspec.json.encode(dict(document)))
    except (shapely.errors.GEOSException, TypeError, ValueError) as error:
        raise InputError(f"within: this is no GeoJSON geometry or feature ({error})") from error
    if found.geom_type != "GeometryCollection":
        return found
    parts = shapely.get_parts(found)
    valid = [one if one.is_valid else shapely.make_valid(one) for one in parts.tolist()]
    joined: BaseGeometry = shapely.union_all(valid)
    return joined


def _circle(near: Near, crs: object) -> "tuple[BaseGeometry, float]":
    import shapely

    try:
        centre, distance = near
        distance_m = float(distance)
        if not isinstance(centre, Position):
            x, y = (float(one) for one in centre)
    except (TypeError, ValueError) as error:
        raise InputError(f"near: give ((longitude, latitude), metres), not {near!r:.80}") from error
    if not (math.isfinite(distance_m) and distance_m > 0):
        raise InputError(f"near: {distance!r} is no distance in metres above 0")
    if isinstance(centre, Position):
        return shapely.Point(centre.east, centre.north), distance_m
    _check_finite("near", [x, y])
    system = _DEGREES if crs is None else crs
    point = _moved(shapely.Point(x, y), system)
    if not _is_in_finland(point):
        _refuse("near", x, y, system)
    return point, distance_m


def _check_finite(argument: str, numbers: list[float]) -> None:
    if not all(map(math.isfinite, numbers)):
        raise InputError(f"{argument}: a coordinate is no finite number")


def _moved(given: "BaseGeometry", system: object) -> "BaseGeometry":
    import numpy as np

    from hytedata.places.systems import System

    moved: BaseGeometry = System.of(system).drawn(np.array([given], dtype=object))[0]
    return moved


def _is_in_finland(shape: "BaseGeometry") -> bool:
    from hytedata.places.polygons import EAST, NORTH

    box = Bounds(EAST[0], NORTH[0], EAST[1], NORTH[1])
    bounds = Bounds(*shape.bounds)
    return all(map(math.isfinite, bounds)) and box.meets(bounds)


def _refuse(argument: str, x: float, y: float, system: object) -> None:
    """Raise, and say what seems to be wrong with a position."""
    import numpy as np
    from numpy.typing import NDArray

    from hytedata.places.polygons import EAST, NORTH
    from hytedata.places.reasons import why_outside
    from hytedata.places.systems import System

    def covers(east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.bool_]:
        inside: NDArray[np.bool_] = (
            (east >= EAST[0]) & (east <= EAST[1]) & (north >= NORTH[0]) & (north <= NORTH[1])
        )
        return inside

    (reason,) = why_outside(np.array([x]), np.array([y]), System.of(system), covers)
    raise InputError(f"{argument}: ({x:.10g}, {y:.10g}) is not in Finland; {reason}")
