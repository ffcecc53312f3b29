"""Maps without tiles or network: places on the borders around them, or areas by a number."""

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
