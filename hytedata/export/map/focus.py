"""Which areas a map is about, and which part of the country it shows."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from hytedata import codes
from hytedata.clients.boundaries import Boundaries
from hytedata.errors import InputError
from hytedata.export.map.items import MapItems
from hytedata.export.map.words import AreaKind, MapLanguage, area_name
from hytedata.places.located import county_code


@dataclass(frozen=True)
class Focus:
    """What a map is about.

    Attributes:
        codes: Of its areas, in the order of the borders.
        name: Of the place that was asked for; None for none.
    """

    codes: tuple[str, ...]
    name: str | None = None


def layer_of(borders: Boundaries, kind: AreaKind) -> Boundaries:
    """Return the borders of a kind of area.

    Raises:
        InputError: Municipalities are wanted of borders of counties.
    """
    if kind == borders.kind:
        return borders
    if kind == "county":
        return borders.counties()
    raise InputError("a map by municipality needs borders of municipalities, not of counties")


def named_focus(layer: Boundaries, area: str, language: MapLanguage) -> Focus:
    """Return the areas of a place by its name or code: a municipality, county or region.

    Raises:
        UnknownPlace: There is none.
        AmbiguousPlace: There are several of that name, with different municipalities.
        InputError: It is not in these borders.
    """
    wanted = set(require_place(area))
    if layer.kind == "county":
        wanted = {code for one in wanted if (code := county_code(one))}
    found = tuple(code for code in layer.codes if code in wanted)
    if not found:
        raise InputError(f"{area} has no area in the borders of {layer.year}")
    return Focus(found, place_name(area, language))


def require_place(area: str) -> tuple[str, ...]:
    """Return the codes of the municipalities of a place, which is checked so.

    Raises:
        UnknownPlace: There is none.
        AmbiguousPlace: There are several of that name, with different municipalities.
    """
    return codes.expand_places(area)


def place_name(area: str, language: MapLanguage) -> str:
    """Return the short name of a place that `require_place` knows."""
    match = codes.find_places(area).matches[0]
    if match.kind in ("municipality", "county"):
        kind: AreaKind = "county" if match.kind == "county" else "municipality"
        return area_name(match.code, kind, language)
    return match.name.best("sv" if language == "sv" else "fi")


def touched_focus(layer: Boundaries, items: MapItems) -> Focus:
    """Return the areas that the places lie in; all areas where there are none."""
    county = layer.kind == "county"
    several = (code for some in items.shares.values() for code in some)
    touched = {code for code in (*items.municipalities, *several) if code}
    if county:
        touched = {code for one in touched if (code := county_code(one))}
    found = tuple(code for code in layer.codes if code in touched)
    return Focus(found or layer.codes)


def shown(items: MapItems, focus: Collection[str], *, county: bool) -> list[int]:
    """Return the positions of the places that can be drawn and lie in one of these areas."""
    wanted = frozenset(focus)
    fit = np.flatnonzero(items.drawable()).tolist()
    if county:
        return [one for one in fit if items.areas_of(one, county=True) & wanted]
    # Most places are in one municipality: quick for a million.
    own, shares = items.municipalities, items.shares
    return [one for one in fit if own[one] in wanted or not wanted.isdisjoint(shares.get(one, ()))]
