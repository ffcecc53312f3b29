"""Reading pages of Lipas, by hashes and typed, against `json.loads` of the same bytes."""

import json
from collections.abc import Callable
from typing import Any

import msgspec

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.connectors._http import Response
from hytedata.connectors.lipas.endpoints import SitePage, list_sites
from hytedata.connectors.lipas.query import SiteQuery
from hytedata.connectors.lipas.raw_site import read_raw_site
from hytedata.connectors.lipas.wire import WireSite
from hytedata.connectors.wire_values import decode_document
from hytedata.sandbox.world import World

SITES, ROUNDS = 100, 200
TARGET = 0.35
TARGET_OF_TINY = 0.6
TARGET_OF_TYPED = 1.7
ROUTE_VERTICES, AREA_VERTICES = 400, 60


def bench_scan_and_hash() -> list[Result]:
    """A page of 100 sites: with geometries of usual size, and with tiny ones."""
    usual, tiny = _page(grown=True), _page(grown=False)
    return [
        _measure("lipas: scan and hash a page", usual, TARGET, "usual routes and areas"),
        # The fixed cost of SHA-256 in Python weighs more, the shorter the documents are.
        _measure("lipas: scan and hash tiny sites", tiny, TARGET_OF_TINY, "hardly any geometry"),
    ]


def bench_typed_page() -> list[Result]:
    """The same page of usual sites as wire models; what the models do not know is kept."""

    def typed(document: msgspec.Raw) -> WireSite:
        return decode_document(document, WireSite).wire

    return [_measure("lipas: typed page", _page(grown=True), TARGET_OF_TYPED, "all is kept", typed)]


def _measure(
    name: str,
    content: bytes,
    target: float,
    what: str,
    read: Callable[[msgspec.Raw], object] = read_raw_site,
) -> Result:
    endpoint = list_sites(SiteQuery(), 1, SITES)
    response = Response(200, "https://lipas.test", {}, content)

    def ours() -> list[object]:
        page = endpoint.decode(response)
        assert isinstance(page, SitePage)
        return [read(document) for document in page.items]

    taken, baseline = fastest(ours, lambda: json.loads(content), rounds=ROUNDS)
    note = f"json.loads of the same {len(content) // 1024} KiB, {SITES} sites, {what}"
    return Result(name, 1000 * taken, 1000 * baseline, target, unit="ms", note=note)


def _page(*, grown: bool) -> bytes:
    """The first sites of the sandbox's world: 85 % points, the rest routes and areas."""
    items: list[dict[str, Any]] = [site.document() for site in World().sites[:SITES]]
    for item in items if grown else ():
        for feature in item["location"]["geometries"]["features"]:
            grow(feature["geometry"])
    return msgspec.json.encode({"items": items, "pagination": {"total-items": len(items)}})


def grow(
    geometry: dict[str, Any], *, route: int = ROUTE_VERTICES, area: int = AREA_VERTICES
) -> None:
    """Give a route or area as many vertices as surveyed ones have, altitudes included."""
    if geometry["type"] == "Point":
        return
    is_area = geometry["type"] == "Polygon"
    vertices = area if is_area else route
    line = [[26.4 + n / 7919, 64.7 + n / 6871, 100 + n / 7] for n in range(vertices)]
    geometry["coordinates"] = [[*line, line[0]]] if is_area else line
