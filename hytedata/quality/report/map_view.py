"""The map of a report: a county's municipalities by how much is to be mended, or one's places."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from hytedata import codes
from hytedata.errors import InputError
from hytedata.quality.report.data import NotChecked, ReportData
from hytedata.quality.report.language import Words

if TYPE_CHECKING:
    from hytedata.clients.boundaries import Boundaries
    from hytedata.export.map import Picture

_MOST_DOTS: Final = 20_000


def map_of(
    data: ReportData, municipalities: Mapping[str, int], words: Words
) -> "tuple[Picture | None, NotChecked | None]":
    """Return the map, or why there is none."""
    if data.borders is None:
        return None, NotChecked("no-borders", "")
    try:
        if data.area_kind == "county":
            return _by_municipality(data, data.borders, municipalities, words), None
        return _places(data, data.borders, words), None
    except InputError as error:
        return None, NotChecked("no-borders", "", detail=str(error))


def _by_municipality(
    data: ReportData, borders: "Boundaries", municipalities: Mapping[str, int], words: Words
) -> "Picture":
    from hytedata.export.map import draw_map  # geometry is loaded only where a map is drawn

    members = codes.municipalities(county=data.area)
    return draw_map(
        borders,
        values={one.code: municipalities.get(one.code, 0) for one in members},
        by="municipality",
        area=codes.county(data.area).name.fi,
        language=words.language,
        title=words("map.title"),
    )


def _places(data: ReportData, borders: "Boundaries", words: Words) -> "Picture":
    import numpy as np
    import shapely

    from hytedata.export.map import MapItems, draw_map

    found = {
        (finding.position.east, finding.position.north)
        for finding in data.findings
        if finding.position and finding.municipality == data.area and data.is_to_mend(finding)
    }
    points = np.asarray(sorted(found)[:_MOST_DOTS], dtype=float).reshape(-1, 2)
    drawn = np.asarray(shapely.points(points), dtype=object)
    items = MapItems(drawn, (data.area,) * len(points))
    return draw_map(
        borders, items, area=data.area, language=words.language, title=words("map.places")
    )
