"""`hytedata locate --map`: a map of what was located, from the file that was written."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import shapely

from hytedata.clients.boundaries import Boundaries
from hytedata.errors import InputError
from hytedata.export.map import (
    AreaKind,
    MapItems,
    MapLanguage,
    Picture,
    check_map_file,
    draw_map,
    write_map,
)
from hytedata.export.map.focus import require_place
from hytedata.export.map.items import shares_of
from hytedata.places.columns import Layout, coordinates_of, encoding_of, layout_of
from hytedata.places.systems import System
from hytedata.runs.locate import TABLES
from hytedata.runs.locate_geo import read_frame
from hytedata.runs.locate_options import LocateOptions

_AT_ONCE: Final = 20_000
_SAMPLE: Final = 65_536
_TOLD: Final = ("municipality", "locate_shares")


@dataclass(frozen=True)
class MapOptions:
    """What the user said of the map.

    Attributes:
        path: The file, `.svg`, `.html` or `.png`.
        by: What to count by and colour; None for a map with the places on it.
        area: The one municipality, county or region to show.
        language: Of its words.
        title: Its heading; None for the usual one.
    """

    path: Path
    by: AreaKind | None = None
    area: str | None = None
    language: MapLanguage = "fi"
    title: str | None = None


def require_map(wanted: MapOptions) -> None:
    """Refuse a map that cannot be made, before anything long begins.

    Raises:
        InputError: The ending is no format of maps, what it needs is not installed, the folder
            is missing, or the area is unknown.
    """
    check_map_file(wanted.path)
    if wanted.area is not None:
        require_place(wanted.area)


def map_located(
    located: Path, borders: Boundaries, options: LocateOptions, wanted: MapOptions
) -> Picture:
    """Draw what `locate_file` has written to *located*, and write the map.

    Args:
        located: With the columns that were added.
        borders: Of municipalities; those that it was located by.
        options: How the file was located.
        wanted: The map.

    Raises:
        InputError: The file is no longer what it was, or the map cannot be written.
    """
    picture = draw_map(
        borders,
        read_items(located, options),
        by=wanted.by,
        area=wanted.area,
        language=wanted.language,
        title=wanted.title,
    )
    write_map(wanted.path, picture)
    return picture


def read_items(located: Path, options: LocateOptions) -> MapItems:
    """Read the places of a located file, in EPSG:3067.

    Raises:
        InputError: It cannot be read, or has not the columns of `hytedata locate`.
    """
    if located.suffix.lower() not in TABLES:
        return MapItems.of_frame(read_frame(located))
    with located.open("rb") as file:
        encoding = encoding_of(iter(lambda: file.read(1 << 20), b""))
    with located.open(encoding=encoding.name, newline="") as text:
        sample = text.read(_SAMPLE).removeprefix("\ufeff")
        layout = layout_of(sample, x=options.x, y=options.y, crs=options.crs)
        text.seek(0)
        rows = csv.reader(text, delimiter=layout.delimiter)
        next(rows, None)
        return _items(rows, layout)


def _items(rows: Iterator[list[str]], layout: Layout) -> MapItems:
    missing = [name for name in _TOLD if name not in layout.header]
    if missing:
        raise InputError(f"the file has no column {', '.join(missing)}: locate it first")
    municipality, shares = (layout.header.index(name) for name in _TOLD)
    system = System.of(layout.crs)
    points, codes, told = [np.empty(0, dtype=object)], [], []
    while some := list(islice(rows, _AT_ONCE)):
        filled = [row for row in some if row]
        x, y, _ = coordinates_of(filled, layout)
        points.append(np.asarray(shapely.points(*system.to_metres(x, y)), dtype=object))
        codes += [row[municipality] or None for row in filled]
        told += [row[shares] for row in filled]
    return MapItems(np.concatenate(points), tuple(codes), shares_of(told))
