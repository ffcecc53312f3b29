"""Small documents of Lipas, and a Lipas in memory that answers endpoints without a network."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.lipas.endpoints import PageAnswer
from hytedata.connectors.lipas.raw_site import RawSite
from hytedata.connectors.lipas.scan import Scan
from hytedata.errors import HytedataError

POINT = {"type": "Point", "coordinates": [26.4131, 64.7631]}


def feature_collection(*geometries: Mapping[str, Any]) -> dict[str, Any]:
    features = [{"type": "Feature", "geometry": dict(geometry)} for geometry in geometries]
    return {"type": "FeatureCollection", "features": features}


def site(lipas_id: int = 1, *, city: Any = 889, date: str = "", **changes: Any) -> dict[str, Any]:
    """A site with the required keys only; *changes* with `_` for `-`, None removes."""
    document: dict[str, Any] = {
        "lipas-id": lipas_id,
        "event-date": date or "2026-01-01T00:00:00.000Z",
        "status": "active",
        "name": f"Kenttä {lipas_id}",
        "owner": "city",
        "admin": "city-sports",
        "type": {"type-code": 1340},
        "location": {
            "city": {"city-code": city},
            "address": "Koulutie 1",
            "postal-code": "91600",
            "geometries": feature_collection(POINT),
        },
    }
    for key, value in changes.items():
        document[key.replace("_", "-")] = value
    return {key: value for key, value in document.items() if value is not None}


def encoded(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def page(items: list[dict[str, Any]], total: int | None = None) -> bytes:
    stated = len(items) if total is None else total
    return encoded({"items": items, "pagination": {"total-items": stated}})


def coercion_500(value: object, humanized: object) -> bytes:
    kind = "reitit.coercion/response-coercion"
    return encoded({"type": kind, "value": value, "humanized": humanized})


def answer(status: int, content: bytes = b"") -> Response:
    return Response(status, "https://lipas.test/v2/sports-sites", {}, content)


@dataclass
class FakeLipas:
    """Answers lists from *sites* in their order.

    Attributes:
        broken: Ids of documents that break the page which shows them.
        before: Called before each list with the number of lists so far; may change anything, and
            may return an answer or an error of its own.
        asked: Parameters of all lists.
    """

    sites: list[dict[str, Any]]
    broken: set[int] = field(default_factory=set)
    before: "Callable[[int], Response | HytedataError | None] | None" = None
    asked: list[dict[str, str]] = field(default_factory=list)
    cap: int = 60_000

    def send(self, endpoint: Endpoint[PageAnswer]) -> PageAnswer:
        given = self.before(len(self.asked)) if self.before else None
        params = dict(endpoint.request.params)
        self.asked.append(params)
        if isinstance(given, HytedataError):
            raise given
        response = given or self._list(params)
        if response.status in endpoint.accept:
            return endpoint.decode(response)
        raise endpoint.refuse(response)

    def _list(self, params: Mapping[str, str]) -> Response:
        found = [it for it in self.sites if _passes(it, params)]
        size = int(params["page-size"])
        start = (int(params["page"]) - 1) * size
        shown = found[start : start + size]
        if any(it["lipas-id"] in self.broken for it in shown):
            return answer(500, coercion_500({"items": shown}, {"items": [{"email": ["bad"]}]}))
        return answer(200, page(shown, min(len(found), self.cap)))


def _passes(document: Mapping[str, Any], params: Mapping[str, str]) -> bool:
    values = {
        "statuses": document["status"],
        "city-codes": str(document["location"]["city"]["city-code"]),
        "type-codes": str(document["type"]["type-code"]),
    }
    return all(value in params[name].split(",") for name, value in values.items() if name in params)


def run(scan: Scan, lipas: FakeLipas) -> list[RawSite]:
    """Drive a scan to its end, as a client does."""
    steps, found = scan.steps(), list[RawSite]()
    try:
        step = next(steps)
        while True:
            if not isinstance(step, Endpoint):
                found += step
                step = next(steps)
                continue
            try:
                given = lipas.send(step)
            except HytedataError as error:
                step = steps.throw(error)
            else:
                step = steps.send(given)
    except StopIteration:
        return found
