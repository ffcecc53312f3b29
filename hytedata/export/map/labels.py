"""Names on a map, placed so that none covers another."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from hytedata.export.map.picture import Text, text_width
from hytedata.export.map.view import View

MOST: Final = 60
"""Areas beyond which names are left out: they would have no room."""
SIZE: Final = 13.0
LARGE: Final = 24.0
"""On a screen half as wide as the map, this is as large as `SIZE` is on a wide one."""

_PAD: Final = 2.0
_OVERHANG: Final = 2.4
_STEPS: Final = ((0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (-0.2, 0.0), (0.2, 0.0), (0.0, -2.0), (0.0, 2.0))


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class _Room(NamedTuple):
    """The largest circle in an area: where its name stands best. Pixels."""

    name: str
    x: float
    y: float
    radius: float


def place_labels(
    areas: Sequence[BaseGeometry], names: Iterable[str], view: View, size: float
) -> tuple[Text, ...]:
    """Return the names that have room, the largest areas first.

    Args:
        areas: As they are drawn, EPSG:3067 metres.
        names: Of each.
        view: What is seen.
        size: Of the letters, pixels.
    """
    if len(areas) > MOST:
        return ()
    rooms = [_room(area, name, view) for area, name in zip(areas, names, strict=True)]
    taken: list[_Box] = []
    placed: list[Text] = []
    for room in sorted(filter(None, rooms), key=lambda one: (-one.radius, one.name)):
        found = _free(room, taken, view, size)
        if found is not None:
            taken.append(found[0])
            placed.append(found[1])
    return tuple(placed)


def _room(area: BaseGeometry, name: str, view: View) -> _Room | None:
    seen = shapely.clip_by_rect(area, *view.bounds)
    parts = shapely.get_parts(seen)
    parts = parts[shapely.area(parts) > view.metres**2]
    if not len(parts):
        return None
    largest = max(parts.tolist(), key=lambda part: part.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=view.metres)
    ((x, y),) = view.pixels(shapely.get_coordinates(radius)[:1]).tolist()
    return _Room(name, x, y, radius.length / view.metres)


def _free(room: _Room, taken: Sequence[_Box], view: View, size: float) -> tuple[_Box, Text] | None:
    wide = text_width(room.name, size)
    if wide > 2 * _OVERHANG * room.radius:
        return None
    for right, down in _STEPS:
        x, y = room.x + right * wide, room.y + down * size + size * 0.35
        box = _Box(x - wide / 2 - _PAD, y - size - _PAD, x + wide / 2 + _PAD, y + size * 0.3 + _PAD)
        inside = box.left >= 0 and box.top >= 0 and box.right <= view.width
        if inside and box.bottom <= view.height and not any(map(box.meets, taken)):
            return box, Text(round(x, 1), round(y, 1), room.name, size, "middle", halo=True)
    return None
