"""Statistics Finland's map service in memory: the part of WFS 2.0 that serves borders.

Layers, attributes, paging and exception reports are those of the service (municipalities 5.1); an
exception report comes with status 200, as it may there. The borders are invented (`cells`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import msgspec

from hytedata.codes import division_year, municipalities
from hytedata.errors import InputError
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.statfin.names import WORKSPACE, LayerName, layer_names

if TYPE_CHECKING:
    from hytedata.sandbox.statfin.layers import Feature

PATHS: Final = frozenset({f"/{WORKSPACE}/wfs", "/wfs"})

_JSON: Final = frozenset({"application/json", "json"})
_NATIVE: Final = frozenset({"EPSG:3067", "urn:ogc:def:crs:EPSG::3067"})
_DEGREES: Final = frozenset({"EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "CRS:84"})
_FILTER: Final = re.compile(r"(\w+)\s*(?:=\s*'?(\w+)'?|IN\s*\(([^()]*)\))", re.IGNORECASE)
_CAPABILITIES: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><wfs:WFS_Capabilities version="2.0.0" '
    'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1">'
    "<ows:ServiceIdentification><ows:Title>Tilastointialueet (sandbox)</ows:Title>"
    "<ows:ServiceType>WFS</ows:ServiceType><ows:Fees>CC BY 4.0</ows:Fees>"
    "</ows:ServiceIdentification><wfs:FeatureTypeList>{types}</wfs:FeatureTypeList>"
    "</wfs:WFS_Capabilities>"
)
_REPORT: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport version="2.0.0" '
    'xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception exceptionCode="{code}" '
    'locator="{locator}"><ows:ExceptionText>{text}</ows:ExceptionText></ows:Exception>'
    "</ows:ExceptionReport>"
)


class _Refused(Exception):
    """A request that is answered with an exception report."""

    def __init__(self, code: str, locator: str, text: str) -> None:
        super().__init__(text)
        self.code, self.locator, self.text = code, locator, text


@dataclass(frozen=True)
class Merger:
    """One municipality becomes part of another on 1 January of *year*; the codes of both."""

    year: int
    merged: str
    into: str

    def in_force(self, year: int) -> Mapping[str, str]:
        """Return the municipality that is gone in *year* and who holds it, or nothing."""
        return {self.merged: self.into} if year >= self.year else {}


class StatfinSimulator:
    """A simulated map service.

    Args:
        now: Clock; the layers go up to its year, unless some are held back.
    """

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._newest: int | None = None
        self._merger: Merger | None = None
        self._page_limit: int | None = None

    def hold_back(self, year: int) -> None:
        """Act as if the layers of *year* and later were not out yet."""
        self._newest = year - 1

    def publish(self, year: int, merged: str, into: str) -> None:
        """Put the layers up to *year* out, from which on one municipality is part of another.

        Raises:
            InputError: That year has a division of its own, or a code is none of today's.
        """
        if year <= division_year():
            raise InputError(f"the division of {year} is known; publish one after it")
        for code in (merged, into):
            if code not in {place.code for place in municipalities()}:
                raise InputError(f"{code!r} is no municipality of {division_year()}")
        if merged == into:
            raise InputError(f"{merged} cannot become part of itself")
        self._merger = Merger(year, merged, into)

    def limit_pages(self, count: int | None) -> None:
        """Give at most so many features in one answer; None lifts it."""
        if count is not None and count < 1:
            raise InputError(f"a page of {count} features is not possible")
        self._page_limit = count

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        if request.path not in PATHS or request.method not in ("GET", "HEAD"):
            return SimResponse(404)
        query = {name.lower(): value for name, value in request.query}
        try:
            if query.get("service", "").upper() != "WFS":
                raise _Refused("MissingParameterValue", "service", "service=WFS is missing")
            asked = query.get("request", "").lower()
            if asked == "getcapabilities":
                return _xml(self._capabilities())
            if asked == "getfeature":
                return self._features(query)
            raise _Refused("OperationNotSupported", "request", f"No such operation: {asked}")
        except _Refused as refused:
            told = {"code": refused.code, "locator": refused.locator, "text": escape(refused.text)}
            return _xml(_REPORT.format(**told))

    def _names(self) -> dict[str, LayerName]:
        year = max(self._now().year, self._merger.year if self._merger else 0)
        newest = year if self._newest is None else min(year, self._newest)
        return {str(layer): layer for layer in layer_names(newest)}

    def _capabilities(self) -> str:
        types = "".join(
            f"<wfs:FeatureType><wfs:Name>{WORKSPACE}:{name}</wfs:Name><wfs:Title>{name}</wfs:Title>"
            "<wfs:DefaultCRS>urn:ogc:def:crs:EPSG::3067</wfs:DefaultCRS></wfs:FeatureType>"
            for name in self._names()
        )
        return _CAPABILITIES.format(types=types)

    def _features(self, query: Mapping[str, str]) -> SimResponse:
        named = query.get("typenames", query.get("typename", ""))
        layer = self._names().get(named.removeprefix(f"{WORKSPACE}:"))
        if layer is None:
            raise _Refused("InvalidParameterValue", "typeName", f"Feature type {named} unknown")
        if query.get("outputformat", "") not in _JSON:
            detail = "the sandbox gives application/json only"
            raise _Refused("InvalidParameterValue", "outputFormat", detail)
        # Not before borders are asked for: the rest of a sandbox needs no geo library.
        from hytedata.sandbox.statfin.layers import features

        every = features(layer, self._merger.in_force(layer.year) if self._merger else None)
        found = _filtered(every, layer, query.get("cql_filter", ""))
        start, count = _number(query, "startindex", 0), _number(query, "count", len(found))
        count = min(count, self._page_limit or count)
        hits = query.get("resulttype") == "hits"
        shown = () if hits else found[start : start + count]
        return _collection(layer, shown, len(found), start, _crs(query), self._now())


def _filtered(found: Sequence["Feature"], layer: LayerName, cql: str) -> Sequence["Feature"]:
    if not cql:
        return found
    match = _FILTER.fullmatch(cql.strip())
    if match is None or match[1] not in (layer.unit, "vuosi"):
        raise _Refused("NoApplicableCode", "", f"Could not parse CQL filter list: {cql}")
    values = {value.strip(" '") for value in (match[3] or match[2]).split(",")}
    if match[1] == "vuosi":
        return found if str(layer.year) in values else ()
    return [feature for feature in found if feature.code in values]


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    if not text.isdigit():
        raise _Refused("InvalidParameterValue", name, f"{text} is no number")
    return int(text)


def _crs(query: Mapping[str, str]) -> str:
    asked = query.get("srsname", "EPSG:3067")
    if asked in _NATIVE:
        return "3067"
    if asked in _DEGREES:
        return "4326"
    raise _Refused("InvalidParameterValue", "srsName", f"Could not decode {asked}")


def _collection(
    layer: LayerName,
    shown: Sequence["Feature"],
    matched: int,
    start: int,
    crs: str,
    now: datetime,
) -> SimResponse:
    from hytedata.sandbox.statfin.layers import as_geojson

    return SimResponse(
        200,
        msgspec.json.encode(
            {
                "type": "FeatureCollection",
                "features": [
                    as_geojson(layer, feature, number, crs)
                    for number, feature in enumerate(shown, start=start + 1)
                ],
                "totalFeatures": matched,
                "numberMatched": matched,
                "numberReturned": len(shown),
                "timeStamp": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}},
            }
        ),
        {"Content-Type": "application/json;charset=UTF-8"},
    )


def _xml(text: str) -> SimResponse:
    return SimResponse(200, text.encode(), {"Content-Type": "application/xml"})
