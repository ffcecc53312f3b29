"""A simulated Linked Events calendar behind respx."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import respx

from hytedata.clients.calendars.linked_events import LinkedEventsClient
from hytedata.sandbox.calendars.linked_events import BASE, LinkedEventsSimulator
from hytedata.sandbox.http import SimRequest


@dataclass
class Double:
    """The simulator, and what it was asked for."""

    simulator: LinkedEventsSimulator
    asked: list[httpx.URL] = field(default_factory=list)
    path: str = "/v1"

    def mount(self, router: respx.MockRouter, base: str = BASE) -> "Double":
        self.path = httpx.URL(base).path
        router.get(url__startswith=base).mock(side_effect=self._answer)
        return self

    @property
    def pages(self) -> list[str]:
        return [url.params["page"] for url in self.asked if "page" in url.params]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url)
        headers = {name.lower(): value for name, value in request.headers.items()}
        answer = self.simulator.handle(
            SimRequest(
                request.method,
                request.url.path.removeprefix(self.path),
                tuple(request.url.params.multi_items()),
                headers,
            )
        )
        return httpx.Response(answer.status, content=answer.body, headers=dict(answer.headers))


def ticking() -> Callable[[], datetime]:
    """Return a clock that is a minute later each time."""
    now = [datetime(2026, 11, 20, tzinfo=UTC)]

    def clock() -> datetime:
        now[0] += timedelta(minutes=1)
        return now[0]

    return clock


async def no_wait(_: float) -> None:
    """Do not wait."""


def client(**options: Any) -> LinkedEventsClient:
    settings: dict[str, Any] = {
        "contact": "data@example.fi",
        "page_size": 10,
        "per_second": 0,
        "sleep": no_wait,
    }
    return LinkedEventsClient("esim", BASE, **(settings | options))
