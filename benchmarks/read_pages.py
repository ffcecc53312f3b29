"""Reading many pages: ours, ahead and typed, against `requests`, one page after the other."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import msgspec
import requests

from benchmarks.result import Result
from benchmarks.slow_server import SITES_PER_PAGE
from hytedata.connectors._http import AsyncShell, Endpoint, Request, Response, SyncShell, Upstream
from hytedata.errors import SourceContractError

PAGES, BYTES_PER_PAGE, LATENCY_S = 60, 1_400_000, 0.15
AT_ONCE = 8
AHEAD = 12  # more than are in flight, so that none has to wait for the reader
ROUNDS = 5


class Geometry(msgspec.Struct, frozen=True):
    type: str
    coordinates: list[list[float]]


class Feature(msgspec.Struct, frozen=True):
    type: str
    geometry: Geometry
    properties: dict[str, Any] = {}


class Features(msgspec.Struct, frozen=True):
    type: str
    features: list[Feature]


class City(msgspec.Struct, frozen=True, rename="kebab"):
    city_code: int


class Location(msgspec.Struct, frozen=True, rename="kebab"):
    address: str
    postal_code: str
    city: City
    geometries: Features
    postal_office: str = ""


class SiteType(msgspec.Struct, frozen=True, rename="kebab"):
    type_code: int


class Site(msgspec.Struct, frozen=True, rename="kebab"):
    lipas_id: int
    status: str
    name: str
    type: SiteType
    location: Location
    owner: str = ""
    admin: str = ""
    www: str | None = None
    email: str | None = None
    properties: dict[str, Any] = {}


class Page(msgspec.Struct, frozen=True):
    items: list[Site]
    pagination: dict[str, int]


_decoder = msgspec.json.Decoder(Page)


def endpoint(kind: str, number: int) -> Endpoint[Page]:
    return Endpoint(
        Request("GET", f"/{kind}/{number}"),
        lambda response: _decoder.decode(response.content),
        _unexpected,
    )


def _unexpected(response: Response) -> Exception:
    return SourceContractError("benchmark", response.url, detail=f"status {response.status}")


@contextmanager
def server() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.slow_server"]
    arguments = [str(LATENCY_S), str(PAGES), str(BYTES_PER_PAGE)]
    with subprocess.Popen(
        command + arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate()


def read_async(url: str, kind: str) -> int:
    async def read() -> int:
        async with AsyncShell(Upstream("benchmark", url, at_once=AT_ONCE)) as shell:
            pages = shell.pages((endpoint(kind, n + 1) for n in range(PAGES)), ahead=AHEAD)
            return sum([len(page.items) async for page in pages])

    return anyio.run(read)


def read_sync(url: str, kind: str) -> int:
    with SyncShell(Upstream("benchmark", url, at_once=AT_ONCE)) as shell:
        pages = shell.pages((endpoint(kind, n + 1) for n in range(PAGES)), ahead=AHEAD)
        return sum(len(page.items) for page in pages)


def read_with_requests(url: str, kind: str) -> int:
    with requests.Session() as session:
        answers = (session.get(f"{url}/{kind}/{n + 1}", timeout=60) for n in range(PAGES))
        return sum(len(json.loads(answer.content)["items"]) for answer in answers)


def timed(read: Callable[[str, str], int], url: str, kind: str) -> float:
    """Return the seconds of one run; building the shell is part of it."""
    began = time.perf_counter()
    if read(url, kind) != PAGES * SITES_PER_PAGE:
        raise RuntimeError("the benchmark did not read everything")
    return time.perf_counter() - began


def measured(url: str, kind: str) -> tuple[float, float, float]:
    """Return the best seconds of async and sync reads, in turns, and those of one baseline."""
    turns = [(timed(read_async, url, kind), timed(read_sync, url, kind)) for _ in range(ROUNDS)]
    ours, sync = (min(seconds) for seconds in zip(*turns, strict=True))
    return ours, sync, timed(read_with_requests, url, kind)


def bench_read_pages() -> list[Result]:
    """Read 60 pages of 1.4 MB from a server that waits 150 ms, 8 at a time."""
    results = []
    with server() as url:
        for kind, named in (("plain", "plain"), ("pages", "gzip")):
            ours, sync, baseline = measured(url, kind)
            title = f"{PAGES} pages of {BYTES_PER_PAGE / 1e6:.1f} MB, {named}"
            note = "requests, page by page, json.loads"
            results += [
                Result(f"{title}, async", ours, baseline, 0.18, note=note),
                Result(f"{title}, sync", sync, baseline, 0.18, note=note),
                Result(f"{title}, sync against async", sync, ours, 1.10, note="our async shell"),
            ]
    return results
