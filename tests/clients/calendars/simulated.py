"""Simulated calendars behind respx, and clients of them that do not wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from urllib.parse import parse_qsl

import httpx
import respx

from hytedata.clients.calendars.source import CalendarSource
from hytedata.connectors._http import RetryPolicy
from hytedata.sandbox.http import SimRequest, Simulator

SITE = "https://kunta.test"
SPRING = (date(2027, 2, 1), date(2027, 5, 1))


def source(path: str = "", **changes: object) -> CalendarSource:
    """The calendar at *path* of the site."""
    settings: dict[str, object] = {
        "name": "kunta",
        "url": SITE + path,
        "contact": "data@example.fi",
        "licence": "CC BY 4.0",
        "attribution": "Keksitty kunta",
        "retry": RetryPolicy(attempts=1),
    }
    return CalendarSource(**(settings | changes))  # type: ignore[arg-type]


@contextmanager
def serving(simulator: Simulator) -> Iterator[respx.MockRouter]:
    """Answer for the site with *simulator*."""

    def answer(request: httpx.Request) -> httpx.Response:
        query = tuple(parse_qsl(request.url.query.decode(), keep_blank_values=True))
        headers = {name.lower(): value for name, value in request.headers.items()}
        made = simulator.handle(SimRequest(request.method, request.url.path, query, headers))
        return httpx.Response(made.status, content=made.body, headers=dict(made.headers))

    with respx.mock(assert_all_called=False) as router:
        router.get(url__startswith=SITE).mock(side_effect=answer)
        yield router
