"""Maps without tiles or network: places on the borders around them, or areas by a number.

Loaded when first used: the words of maps serve reports too, and need no geometry.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hytedata.export.map.draw import draw_map
    from hytedata.export.map.files import check_map_file, write_map
    from hytedata.export.map.html import to_html
    from hytedata.export.map.items import MapItems
    from hytedata.export.map.picture import Picture
    from hytedata.export.map.png import to_png
    from hytedata.export.map.svg import to_svg
    from hytedata.export.map.words import AreaKind, MapLanguage

__all__ = [
    "AreaKind",
    "MapItems",
    "MapLanguage",
    "Picture",
    "check_map_file",
    "draw_map",
    "to_html",
    "to_png",
    "to_svg",
    "write_map",
]

_HOMES = {
    "AreaKind": "words",
    "MapItems": "items",
    "MapLanguage": "words",
    "Picture": "picture",
    "check_map_file": "files",
    "draw_map": "draw",
    "to_html": "html",
    "to_png": "png",
    "to_svg": "svg",
    "write_map": "files",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(_import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
