"""Names on a map, placed so that none covers another."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from hytedata.export.map.picture import Floats, Text, text_width
from hytedata.export.map.view import View

MOST: Final = 60
"""Areas beyond which names are left out: they would have no room."""
SIZE: Final = 13.0
LARGE: Final = 24.0
"""On a screen half as wide as the map, this is as large as `SIZE` is on a wide one."""

_PAD: Final = 2.0
_OVERHANG: Final = 2.4
_BESIDE: Final = 1.2
_STEPS: Final = tuple(
    sorted(
        product((0.0, -0.25, 0.25, -0.5, 0.5), (0.0, -1.2, 1.2, -2.4, 2.4)),
        key=lambda step: abs(step[0]) * 4 + abs(step[1]),
    )
)
"""Where a name may stand: so many of its widths to the right, and of its sizes down."""


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

    def inside(self, view: View) -> bool:
        within = self.left >= 0 and self.top >= 0
        return within and self.right <= view.width and self.bottom <= view.height

    def holds(self, dots: Floats) -> int:
        x, y = dots.T
        held = (x > self.left) & (x < self.right) & (y > self.top) & (y < self.bottom)
        return int(held.sum())


class _Room(NamedTuple):
    """The largest circle in an area: where its name stands best. Pixels.

    Attributes:
        width: Of the area.
    """

    name: str
    x: float
    y: float
    radius: float
    width: float


def place_labels(
    areas: Sequence[BaseGeometry], names: Iterable[str], view: View, size: float, dots: Floats
) -> tuple[Text, ...]:
    """Return the names that have room, the largest areas first.

    Args:
        areas: As they are drawn, EPSG:3067 metres.
        names: Of each.
        view: What is seen.
        size: Of the letters, pixels.
        dots: Places that are better not covered, pixels, shape (n, 2).
    """
    if len(areas) > MOST:
        return ()
    rooms = [_room(area, name, view) for area, name in zip(areas, names, strict=True)]
    taken: list[_Box] = []
    placed: list[Text] = []
    for room in sorted(filter(None, rooms), key=lambda one: (-one.radius, one.name)):
        found = _free(room, taken, view, size, dots)
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
    west, _, east, _ = seen.bounds
    return _Room(name, x, y, radius.length / view.metres, (east - west) / view.metres)


def _free(
    room: _Room, taken: Sequence[_Box], view: View, size: float, dots: Floats
) -> tuple[_Box, Text] | None:
    """Return the free place that covers the fewest dots; of equal ones the most central."""
    wide = text_width(room.name, size)
    if wide > max(2 * _OVERHANG * room.radius, _BESIDE * room.width):
        return None
    best: tuple[int, _Box, Text] | None = None
    for right, down in _STEPS:
        x, y = room.x + right * wide, room.y + down * size + size * 0.35
        box = _Box(x - wide / 2 - _PAD, y - size - _PAD, x + wide / 2 + _PAD, y + size * 0.3 + _PAD)
        away = max(abs(x - room.x) - wide / 4, abs(down) * size)
        if away > room.radius and (right or down):
            continue
        if not box.inside(view) or any(map(box.meets, taken)):
            continue
        covered = box.holds(dots)
        if best is None or covered < best[0]:
            label = Text(round(x, 1), round(y, 1), room.name, size, "middle", halo=True)
            best = covered, box, label
        if not covered:
            break
    return best[1:] if best else None
