"""The filters of v1 that v2 does not have: by text, by distance, by the maps that show a site."""

from collections.abc import Callable, Mapping
from math import hypot
from typing import cast

from hytedata.sandbox.world.documents import SiteDocument, first_vertex
from hytedata.sandbox.world.projection import to_tm35fin

Query = Mapping[str, list[str]]
Passes = Callable[[SiteDocument], bool]

CLOSE_TO = ("closeToLon", "closeToLat", "closeToDistanceKm")
_FLAGS = {
    "retkikartta": "may-be-shown-in-excursion-map-fi?",
    "harrastuspassi": "may-be-shown-in-harrastuspassi-fi?",
}


def wrong_numbers(query: Query) -> dict[str, list[str]]:
    """Return what is wrong with the numbers of a distance filter."""
    wrong: dict[str, list[str]] = {}
    for name in CLOSE_TO:
        for value in query.get(name, []):
            try:
                float(value)
            except ValueError:
                wrong[name] = ["not a number"]
    return wrong


def extra_filters(query: Query) -> list[Passes]:
    """Return the filters that are asked for; half a distance filter is none."""
    found: list[Passes] = []
    searched = query.get("searchString", [""])[0].casefold()
    if searched:
        found.append(lambda site: searched in _texts(site).casefold())
    if all(query.get(name) for name in CLOSE_TO):
        lon, lat, distance_km = (float(query[name][0]) for name in CLOSE_TO)
        found.append(lambda site: _distance_m(site, lon, lat) <= distance_km * 1000)
    for name, key in _FLAGS.items():
        if query.get(name) == ["true"]:
            found.append(_flagged(key))
    return found


def _texts(site: SiteDocument) -> str:
    document = site.document()
    names = cast("Mapping[str, str]", document.get("name-localized", {}))
    return " ".join(
        (str(document["name"]), str(document.get("marketing-name", "")), *names.values())
    )


def _distance_m(site: SiteDocument, lon: float, lat: float) -> float:
    east, north = to_tm35fin(*first_vertex(site.document()))
    other_east, other_north = to_tm35fin(lon, lat)
    return hypot(east - other_east, north - other_north)


def _flagged(key: str) -> Passes:
    def passes(site: SiteDocument) -> bool:
        properties = cast("Mapping[str, object]", site.document().get("properties", {}))
        return properties.get(key) is True

    return passes
