"""A whole site behind respx: pages, robots.txt and simulated calendars at any path of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import httpx
import respx

from hytedata.connectors._http import Response
from hytedata.connectors._http.wire import Outgoing
from hytedata.runs.events.probe import ProbeReport, probe
from hytedata.sandbox.calendars.events_calendar import PATH, EventsCalendarSimulator
from hytedata.sandbox.http import SimRequest, SimResponse, Simulator

HOST = "https://kunta.test"
WINTER = datetime(2027, 1, 1, 9, tzinfo=UTC)
INDEX = b'{"name": "Kunta", "namespaces": ["oembed/1.0", "tribe/events/v1", "wp/v2"]}'
JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Site:
    """What a site answers; nothing is a 404.

    Attributes:
        asked: Paths with their queries, in order.
        is_large: Whether what it answers may be too much.
    """

    host: str = HOST
    pages: dict[str, SimResponse] = field(default_factory=dict)
    mounts: dict[str, Simulator] = field(default_factory=dict)
    errors: dict[str, Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_large: bool = False

    def page(
        self, path: str, body: str | bytes, status: int = 200, headers: dict[str, str] = HTML
    ) -> "Site":
        content = body.encode() if isinstance(body, str) else body
        self.pages[path] = SimResponse(status, content, headers)
        return self

    def robots(self, text: str) -> "Site":
        return self.page("/robots.txt", text, headers={"Content-Type": "text/plain"})

    def moved(self, path: str, to: str) -> "Site":
        return self.page(path, b"", 301, {"Location": to})

    def mount(self, prefix: str, simulator: Simulator) -> "Site":
        self.mounts[prefix] = simulator
        return self

    def wordpress(
        self, simulator: EventsCalendarSimulator, folder: str = "", *, pretty: bool = True
    ) -> "Site":
        if pretty:
            self.page(f"{folder}/wp-json/", INDEX, headers=JSON)
            return self.mount(folder, simulator)
        self.page(f"{folder}/?rest_route=/", INDEX, headers=JSON)
        return self.mount(f"{folder}/", _Routes(simulator))

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        """Be a wire to itself: what httpx would carry, without the time that takes."""
        request = httpx.Request(outgoing.method, outgoing.url, headers=dict(outgoing.headers))
        assert outgoing.url.startswith(self.host)
        made = self._made(request)
        headers = {name.lower(): value for name, value in made.headers.items()}
        return Response(made.status, outgoing.url, headers, made.body)

    async def aclose(self) -> None:
        """Nothing is open."""

    @contextmanager
    def serving(self) -> Iterator["Site"]:
        with respx.mock(assert_all_called=False) as router:
            router.get(url__startswith=self.host).mock(side_effect=self._answer)
            yield self

    def _answer(self, request: httpx.Request) -> httpx.Response:
        made = self._made(request)
        return httpx.Response(made.status, content=made.body, headers=dict(made.headers))

    def _made(self, request: httpx.Request) -> SimResponse:
        path, query = request.url.path, request.url.query.decode()
        whole = f"{path}?{query}" if query else path
        self.asked.append(whole)
        for key in (whole, path):
            if key in self.errors:
                raise self.errors[key]
            if key in self.pages and (key == whole or not query):
                return self.pages[key]
        for prefix in sorted(self.mounts, key=len, reverse=True):
            if path.startswith(prefix):
                headers = {name.lower(): value for name, value in request.headers.items()}
                pairs = tuple(parse_qsl(query, keep_blank_values=True))
                inner = path.removeprefix(prefix)
                return self.mounts[prefix].handle(SimRequest("GET", inner, pairs, headers))
        return SimResponse(404, b"<html>Ei ole</html>", HTML)


@dataclass
class _Routes:
    """WordPress without pretty links: the route is a parameter."""

    simulator: EventsCalendarSimulator

    def handle(self, request: SimRequest) -> SimResponse:
        query = dict(request.query)
        if query.pop("rest_route", "") != PATH.removeprefix("/wp-json"):
            return SimResponse(404, b"<html>Ei ole</html>", HTML)
        return self.simulator.handle(SimRequest("GET", PATH, tuple(query.items())))


def look(site: Site, given: str = HOST, **options: Any) -> ProbeReport:
    """Probe a site, without waiting."""
    settings: dict[str, Any] = {
        "contact": "data@example.fi",
        "per_second": 0,
        "sleep": lambda _: None,
        "now": _winter,
    }
    if site.errors or site.is_large:  # these are what httpx and our use of it say
        with site.serving():
            return probe(given, **(settings | options))
    return probe(given, **({"wire_of": lambda _: site} | settings | options))


_winter: Callable[[], datetime] = lambda: WINTER  # noqa: E731 - a clock that stands
