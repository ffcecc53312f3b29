"""Answers of the map service, written by hand, and a wire that gives them."""

import json
from collections.abc import Callable
from typing import Any

from hytedata.connectors._http import Response
from hytedata.connectors._http.wire import Outgoing

URL = "https://maps.test/geoserver"
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]]}


def response(content: bytes | str, status: int = 200) -> Response:
    body = content.encode() if isinstance(content, str) else content
    return Response(status, f"{URL}/tilastointialueet/wfs", {}, body)


def feature(code: object, *, unit: str = "kunta", year: int | None = 2026) -> dict[str, Any]:
    properties = {unit: code, "vuosi": year, "nimi": "Paikka", "namn": "Plats  "}
    return {"type": "Feature", "id": "x.1", "geometry": SQUARE, "properties": properties}


def collection(*features: dict[str, Any], matched: object = None, crs: str = "3067") -> str:
    document = {
        "type": "FeatureCollection",
        "features": features,
        "numberMatched": len(features) if matched is None else matched,
        "crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}},
    }
    return json.dumps(document)


def report(code: str, text: str, locator: str = "typeName") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ows:ExceptionReport version="2.0.0" '
        'xmlns:ows="http://www.opengis.net/ows/1.1">'
        f'<ows:Exception exceptionCode="{code}" locator="{locator}">'
        f"<ows:ExceptionText>{text}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
    )


def capabilities(*names: str) -> str:
    types = "".join(f"<FeatureType><Name>x:{name}</Name></FeatureType>" for name in names)
    return (
        '<WFS_Capabilities xmlns="http://www.opengis.net/wfs/2.0"><FeatureTypeList>'
        f"{types}</FeatureTypeList></WFS_Capabilities>"
    )


class AnsweringWire:
    """Answers each request as *answer* says; keeps the addresses."""

    def __init__(self, answer: Callable[[str], Response]) -> None:
        self._answer = answer
        self.asked: list[str] = []

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        self.asked.append(outgoing.url)
        return self._answer(outgoing.url)

    async def aclose(self) -> None:
        pass
