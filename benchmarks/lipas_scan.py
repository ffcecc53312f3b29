"""Reading pages of Lipas: the fast view with hashes, against `json.loads` of the same bytes."""

import json
import time
from collections.abc import Callable
from typing import Any

import msgspec

from benchmarks.result import Result
from hytedata.connectors._http import Response
from hytedata.connectors.lipas.endpoints import SitePage, list_sites
from hytedata.connectors.lipas.query import SiteQuery
from hytedata.connectors.lipas.raw_site import read_raw_site
from hytedata.sandbox.world import World

SITES, ROUNDS = 100, 200
TARGET = 0.35


def bench_scan_and_hash() -> list[Result]:
    """A page of 100 sites as the sandbox's world has them, 80 % points as in Lipas."""
    content = _page()
    endpoint = list_sites(SiteQuery(), 1, SITES)
    response = Response(200, "https://lipas.test", {}, content)

    def scan() -> list[object]:
        page = endpoint.decode(response)
        assert isinstance(page, SitePage)
        return [read_raw_site(document, "") for document in page.items]

    ours, baseline = _fastest(scan, lambda: json.loads(content))
    return [
        Result(
            "lipas: scan and hash a page",
            1000 * ours,
            1000 * baseline,
            TARGET,
            unit="ms",
            note=f"json.loads of the same {len(content) // 1024} KiB, {SITES} sites",
        )
    ]


def benchmark() -> list[dict[str, object]]:
    """Return the same as JSON objects."""
    return [result.as_json() for result in bench_scan_and_hash()]


def _page() -> bytes:
    items: list[dict[str, Any]] = [site.document() for site in World().sites[:SITES]]
    return msgspec.json.encode({"items": items, "pagination": {"total-items": len(items)}})


def _fastest(*works: Callable[[], object]) -> list[float]:
    """Return the shortest time of each in seconds; taking turns, so that noise hits all alike."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for index, work in enumerate(works):
            began = time.perf_counter()
            work()
            best[index] = min(best[index], time.perf_counter() - began)
    return best
