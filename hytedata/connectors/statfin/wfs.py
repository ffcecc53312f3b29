"""The calls of Statistics Finland's WFS, without I/O (municipalities 5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from xml.etree import ElementTree

import msgspec

from hytedata.connectors._http.values import Endpoint, Request, Response
from hytedata.errors import SourceContractError

SOURCE: Final = "statistics-finland"
URL: Final = "https://geo.stat.fi/geoserver"
PATH: Final = "/tilastointialueet/wfs"
WORKSPACE: Final = "tilastointialueet"
CRS: Final = "EPSG:3067"

BoundaryKind: TypeAlias = Literal["municipality", "county"]
Scale: TypeAlias = Literal["1000k", "4500k"]

UNITS: Final[Mapping[BoundaryKind, str]] = {"municipality": "kunta", "county": "hyvinvointialue"}
"""How a unit is called in layer names; the column with its code has the same name."""
FIRST_YEAR: Final[Mapping[BoundaryKind, int]] = {"municipality": 2013, "county": 2022}
_DIGITS: Final[Mapping[BoundaryKind, int]] = {"municipality": 3, "county": 2}

_PARAMS: Final = (("service", "WFS"), ("version", "2.0.0"))


class GarbledMap(SourceContractError):
    """An answer that is no such document: cut off, or something else."""

    def __init__(self, response: Response, detail: str) -> None:
        super().__init__(SOURCE, response.url, detail=detail)


@dataclass(frozen=True)
class Layer:
    """A layer with borders: the division of one year, at one scale."""

    kind: BoundaryKind
    scale: Scale
    year: int

    @property
    def family(self) -> str:
        """Its name without the year, as `kunta1000k`."""
        return f"{UNITS[self.kind]}{self.scale}"

    @property
    def name(self) -> str:
        """Its name, as `kunta1000k_2026`."""
        return f"{self.family}_{self.year}"


@dataclass(frozen=True)
class Area:
    """One feature of a layer.

    Attributes:
        code: Zero-padded text: three digits for a municipality, two for a county.
        geometry: GeoJSON, EPSG:3067 metres.
    """

    code: str
    geometry: bytes


@dataclass(frozen=True)
class AreaPage:
    """Features of a layer from some place on.

    Attributes:
        matched: How many the layer has; None where the service does not say.
    """

    areas: tuple[Area, ...]
    matched: int | None


@dataclass(frozen=True)
class Refusal:
    """An exception report; it may come with status 200.

    Attributes:
        code: As `InvalidParameterValue` or `NoApplicableCode`.
        text: What it says, in the service's words.
    """

    code: str
    text: str
    url: str


class _Properties(msgspec.Struct):
    kunta: str | int | None = None
    hyvinvointialue: str | int | None = None
    vuosi: int | None = None


class _Feature(msgspec.Struct):
    geometry: msgspec.Raw
    properties: _Properties


class _CrsName(msgspec.Struct):
    name: str = ""


class _Crs(msgspec.Struct):
    properties: _CrsName


class _Collection(msgspec.Struct, tag_field="type", tag="FeatureCollection"):
    features: list[_Feature]
    number_matched: int | str | None = msgspec.field(default=None, name="numberMatched")
    crs: _Crs | None = None


def list_layers() -> Endpoint[frozenset[str] | Refusal]:
    """The names of all layers, without the workspace before the colon."""
    params = (*_PARAMS, ("request", "GetCapabilities"))
    request = Request("GET", PATH, params, headers={"Accept": "application/xml"})
    return Endpoint(request, _layers, _refuse, frozenset({200, 400}))


def get_areas(layer: Layer, *, start: int = 0) -> Endpoint[AreaPage | Refusal]:
    """The features of a layer by code, from number *start* on; as many as the service gives."""
    unit = UNITS[layer.kind]
    params = [
        *_PARAMS,
        ("request", "GetFeature"),
        ("typeNames", f"{WORKSPACE}:{layer.name}"),
        ("outputFormat", "application/json"),
        ("srsName", CRS),
        ("sortBy", unit),
    ]
    if start:
        params.append(("startIndex", str(start)))
    request = Request("GET", PATH, params)
    # A name of a layer that does not exist is refused with 200, 400 or 404, by version.
    accept = frozenset({200, 400, 404})
    return Endpoint(request, lambda response: _areas(response, layer), _refuse, accept)


def _areas(response: Response, layer: Layer) -> AreaPage | Refusal:
    if _is_xml(response):
        return _report(response, _xml(response))
    if response.status != 200:
        raise _refuse(response)
    try:
        collection = msgspec.json.decode(response.content, type=_Collection)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise GarbledMap(response, f"{error} ({_start(response)})") from error
    if collection.crs is not None and not collection.crs.properties.name.endswith(":3067"):
        given = collection.crs.properties.name
        raise SourceContractError(
            SOURCE, response.url, detail=f"positions are in {given}, not in {CRS} as asked for"
        )
    matched = collection.number_matched
    return AreaPage(
        tuple(_area(response, layer, feature) for feature in collection.features),
        matched if isinstance(matched, int) else None,
    )


def _area(response: Response, layer: Layer, feature: _Feature) -> Area:
    told = feature.properties
    code = told.kunta if layer.kind == "municipality" else told.hyvinvointialue
    digits = _DIGITS[layer.kind]
    text = str(code).strip().zfill(digits) if code is not None else ""
    if len(text) != digits or not (text.isascii() and text.isdigit()):
        detail = f"a feature has no code in {UNITS[layer.kind]} (it holds {code!r})"
        raise SourceContractError(SOURCE, response.url, detail=detail)
    if told.vuosi is not None and told.vuosi != layer.year:
        detail = f"the layer of {layer.year} holds {text} of {told.vuosi}"
        raise SourceContractError(SOURCE, response.url, detail=detail)
    return Area(text, bytes(feature.geometry))


def _layers(response: Response) -> frozenset[str] | Refusal:
    if not _is_xml(response):
        raise GarbledMap(response, f"no list of layers ({_start(response)})")
    root = _xml(response)
    if not _local(root).endswith("Capabilities"):
        return _report(response, root)
    return frozenset(
        (name.text or "").strip().rpartition(":")[2]
        for kind in root.iter()
        if _local(kind) == "FeatureType"
        for name in kind
        if _local(name) == "Name"
    )


def _report(response: Response, root: ElementTree.Element) -> Refusal:
    """Read an exception report of WFS 1.1 and 2.0 (ows) or 1.0 (ogc)."""
    for told in root.iter():
        if _local(told) in ("Exception", "ServiceException"):
            code = told.get("exceptionCode") or told.get("code") or ""
            text = " ".join("".join(told.itertext()).split())
            return Refusal(code, text[:500], response.url)
    raise GarbledMap(response, f"XML that is no exception report ({_start(response)})")


def _is_xml(response: Response) -> bool:
    return response.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _xml(response: Response) -> ElementTree.Element:
    # A document type could make entities grow without end; the service sends none, HTML does.
    if b"<!DOCTYPE" in response.content:
        raise GarbledMap(response, f"a web page instead of data ({_start(response)})")
    try:
        return ElementTree.fromstring(response.content)
    except ElementTree.ParseError as error:
        raise GarbledMap(response, f"{error} ({_start(response)})") from error


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _start(response: Response) -> str:
    return f"it begins with {response.content[:40].decode('utf-8', 'replace')!r}"


def _refuse(response: Response) -> Exception:
    hint = "; check the address of the map service" if response.status in (404, 410) else ""
    return SourceContractError(SOURCE, response.url, detail=f"status {response.status}{hint}")
