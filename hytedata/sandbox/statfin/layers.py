"""The features of the simulated map service, and their GeoJSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import msgspec
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from hytedata.codes import abolished_municipalities, counties, municipalities, regions
from hytedata.sandbox.statfin.cells import cells, joined
from hytedata.sandbox.statfin.names import LayerName, Scale, Unit


@dataclass(frozen=True)
class Feature:
    """One area of a layer; the names as the service writes them."""

    code: str
    names: tuple[str, str, str]
    geometry: BaseGeometry


Features: TypeAlias = tuple[Feature, ...]


def features(layer: LayerName, invented: Mapping[str, str] | None = None) -> Features:
    """Return the features of a layer by code.

    Args:
        layer: Which.
        invented: Mergers of today's municipalities that are in force in it: code → heir's code.
    """
    # Years after the last merger are alike: one making serves them all.
    merged = frozenset(
        old.code for old in abolished_municipalities() if old.abolished_on.year <= layer.year
    )
    return _features(layer.unit, layer.scale, merged, frozenset((invented or {}).items()))


@cache
def _features(
    unit: Unit, scale: Scale, merged: frozenset[str], invented: frozenset[tuple[str, str]]
) -> Features:
    heirs = {old.code: old.successor for old in abolished_municipalities()}
    later, areas = dict(invented), _areas_of_municipalities(unit)
    parts: dict[str, list[BaseGeometry]] = {}
    for code, area in cells(scale == "1000k").items():
        then = heirs[code] if code in merged else code
        holder = later.get(then, then)
        if unit != "kunta":
            holder = areas[heirs.get(holder, holder)]
        parts.setdefault(holder, []).append(area)
    names = _names(unit)
    return tuple(Feature(code, names[code], _multi(joined(parts[code]))) for code in sorted(parts))


def _areas_of_municipalities(unit: Unit) -> Mapping[str, str]:
    """Return the code of the region or county of each municipality of today."""
    return {
        place.code: place.region.code if unit == "maakunta" else place.county.code
        for place in municipalities()
    }


def _names(unit: Unit) -> Mapping[str, tuple[str, str, str]]:
    if unit == "hyvinvointialue":
        labels = {county.code: county.name for county in counties()}
    elif unit == "maakunta":
        labels = {region.code: region.name for region in regions()}
    else:
        labels = {each.code: each.name for each in municipalities()}
        labels |= {old.code: old.name for old in abolished_municipalities()}
    named = {code: (name.fi, name.best("sv"), name.best("en")) for code, name in labels.items()}
    if unit == "kunta":
        # As the service has them: both names in one, and spaces at the end (municipalities 6).
        named["478"] = ("Maarianhamina - Mariehamn", "Mariehamn", "Mariehamn")
        named["081"] = (named["081"][0], f"{named['081'][1]}  ", named["081"][2])
    return named


def _multi(area: BaseGeometry) -> BaseGeometry:
    return MultiPolygon([area]) if isinstance(area, Polygon) else area


def as_geojson(layer: LayerName, feature: Feature, number: int, crs: str) -> dict[str, object]:
    """Return a feature as the service writes it.

    Args:
        layer: Where it is from.
        feature: The area.
        number: Its place in the layer, from 1.
        crs: `3067`, or `4326` for degrees, longitude first.
    """
    area = feature.geometry
    if crs == "4326":
        area = shapely.transform(area, _to_degrees)
    nimi, namn, name = feature.names
    return {
        "type": "Feature",
        "id": f"{layer}.{number}",
        "geometry": msgspec.Raw(shapely.to_geojson(area).encode()),
        "geometry_name": "geom",
        "properties": {
            layer.unit: feature.code,
            "vuosi": layer.year,
            "nimi": nimi,
            "namn": namn,
            "name": name,
        },
    }


def _to_degrees(places: NDArray[np.float64]) -> NDArray[np.float64]:
    to_degrees = pyproj.Transformer.from_crs("EPSG:3067", "EPSG:4326", always_xy=True)
    return np.column_stack(to_degrees.transform(places[:, 0], places[:, 1]))
