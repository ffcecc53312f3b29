"""Codes, names and outlines of a year's areas from Statistics Finland's WFS (municipalities 5.1).

Our reference names no classification service, and layers of municipalities carry no codes of
regions or counties. So the outlines come along, at the coarsest scale: what lies in what follows
from them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import msgspec

from hytedata.codes.spelling import several_names, spelled
from hytedata.codes.values import Labels
from hytedata.connectors._http.values import Endpoint, Request, Response
from hytedata.connectors.statfin.wfs import CRS, PATH, SOURCE, WORKSPACE
from hytedata.errors import SourceContractError

AreaUnit: TypeAlias = Literal["kunta", "maakunta", "hyvinvointialue"]
"""Municipality, region, county, as layers and their columns of codes are called."""

Ring: TypeAlias = Sequence[Sequence[float]]
Polygons: TypeAlias = Sequence[Sequence[Ring]]
"""Polygons of rings of positions, EPSG:3067 metres, easting first; a later ring is a hole."""

_DIGITS: Final[Mapping[AreaUnit, int]] = {"kunta": 3, "maakunta": 2, "hyvinvointialue": 2}
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class ClassifiedArea:
    """A municipality, region or county of one year.

    Attributes:
        code: Zero-padded: three digits of a municipality, two of the others.
        polygons: Its outline at 1:4 500 000.
    """

    code: str
    name: Labels
    polygons: Polygons


@dataclass(frozen=True)
class LayerRefused:
    """The service has no such layer (yet), or did not give it; *detail* are its own words."""

    detail: str


class _Polygon(msgspec.Struct, tag_field="type", tag="Polygon"):
    coordinates: list[list[list[float]]]


class _MultiPolygon(msgspec.Struct, tag_field="type", tag="MultiPolygon"):
    coordinates: list[list[list[list[float]]]]


class _Properties(msgspec.Struct):
    nimi: str
    kunta: str | int | None = None
    maakunta: str | int | None = None
    hyvinvointialue: str | int | None = None
    vuosi: int | None = None
    namn: str | None = None
    name: str | None = None


class _Feature(msgspec.Struct):
    properties: _Properties
    geometry: _Polygon | _MultiPolygon


class _Collection(msgspec.Struct, tag_field="type", tag="FeatureCollection"):
    features: list[_Feature]
    matched: int | str | None = msgspec.field(default=None, name="numberMatched")


def list_areas(unit: AreaUnit, year: int) -> Endpoint[tuple[ClassifiedArea, ...] | LayerRefused]:
    """All areas of a kind on 1 January of *year*, by code.

    Its answer is refused where codes repeat or are none, where the year is another one, and
    where it holds fewer areas than the service says that there are.
    """
    params = (
        ("service", "WFS"),
        ("version", "2.0.0"),
        ("request", "GetFeature"),
        ("typeNames", f"{WORKSPACE}:{unit}4500k_{year}"),
        ("outputFormat", "application/json"),
        ("srsName", CRS),
    )
    # An unknown layer is refused with an exception report, and the status may be 200.
    return Endpoint(
        Request("GET", PATH, params),
        lambda response: _areas(response, unit, year),
        lambda response: _fault(response, f"status {response.status}"),
        frozenset({200, 400, 404}),
    )


def _areas(
    response: Response, unit: AreaUnit, year: int
) -> tuple[ClassifiedArea, ...] | LayerRefused:
    if response.content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return LayerRefused(_words(response))
    if response.status != 200:
        raise _fault(response, f"status {response.status}")
    try:
        collection = msgspec.json.decode(response.content, type=_Collection)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _fault(response, str(error)) from error
    areas = sorted(
        (_area(response, feature, unit, year) for feature in collection.features),
        key=lambda area: area.code,
    )
    for doubt in _doubts(areas, collection.matched):
        raise _fault(response, doubt)
    return tuple(areas)


def _doubts(areas: Sequence[ClassifiedArea], matched: int | str | None) -> Iterator[str]:
    if isinstance(matched, int) and matched != len(areas):
        yield f"{len(areas)} areas came of {matched}"
    codes = [area.code for area in areas]
    if repeated := sorted({code for code in codes if codes.count(code) > 1}):
        yield f"the code {repeated[0]} stands in it more than once"


def _area(response: Response, feature: _Feature, unit: AreaUnit, year: int) -> ClassifiedArea:
    told = feature.properties
    given = {
        "kunta": told.kunta,
        "maakunta": told.maakunta,
        "hyvinvointialue": told.hyvinvointialue,
    }[unit]
    code = str(given).strip().zfill(_DIGITS[unit])
    if not re.fullmatch(rf"[0-9]{{{_DIGITS[unit]}}}", code):
        raise _fault(response, f"{given!r} in {unit} is no code")
    if told.vuosi not in (None, year):
        raise _fault(response, f"{code} is of {told.vuosi}, where {year} was asked for")
    geometry = feature.geometry
    polygons = [geometry.coordinates] if isinstance(geometry, _Polygon) else geometry.coordinates
    return ClassifiedArea(code, _labels(told), polygons)


def _labels(told: _Properties) -> Labels:
    """Clean names: some end in spaces, and Mariehamn is `Maarianhamina - Mariehamn`."""
    finnish, swedish, english = (
        " ".join(name.split()) if name else "" for name in (told.nimi, told.namn, told.name)
    )
    parts = several_names(finnish)
    if len(parts) == 2 and spelled(parts[1]) == spelled(swedish):
        finnish = parts[0].strip()
    return Labels(finnish, swedish or None, english or None)


def _words(response: Response) -> str:
    text = response.content[:4000].decode("utf-8", "replace")
    return " ".join(_TAG.sub(" ", text).split())[:200] or f"status {response.status}"


def _fault(response: Response, detail: str) -> SourceContractError:
    return SourceContractError(SOURCE, response.url, detail=detail)
