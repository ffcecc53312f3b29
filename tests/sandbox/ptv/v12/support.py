"""Raw HTTP to v12 over the same store as v11."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx

from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.ptv.v12 import PtvV12Simulator
from hytedata.sandbox.seed import PtvSeed, SeedItem
from tests.sandbox.ptv.world import Json, Ptv, location, small_seed

KEY = "avain"

Pairs = list[tuple[str, str]]

FI = [{"language": "fi", "value": "Teksti fi."}]
BOX = {"postOfficeBox": [{"language": "fi", "value": "PL 1"}], "postalCode": "40101"}


class Both:
    """v11 and v12 behind one address."""

    def __init__(self, v11: PtvSimulator, v12: PtvV12Simulator) -> None:
        self.v11, self.v12 = v11, v12

    def handle(self, request: SimRequest) -> SimResponse:
        newer = request.path.startswith(("/api/v12", "/health"))
        return (self.v12 if newer else self.v11).handle(request)


@dataclass
class V12:
    """Reads of v12; *ptv* writes through v11."""

    client: httpx.Client
    ptv: Ptv
    mount: Callable[[Both], None]

    def hold(self, *items: SeedItem, seed: PtvSeed | None = None, lag_min: float = 0) -> None:
        """Start over with *items* in the small world, or with another seed."""
        simulator = PtvSimulator(seed or small_seed(*items), now=self.ptv.clock)
        self.ptv.simulator = simulator
        self.ptv.tokens.clear()
        newer = PtvV12Simulator(simulator, api_key=KEY, lag=timedelta(minutes=lag_min))
        self.mount(Both(simulator, newer))

    def later(self, **step: float) -> None:
        """Let time pass; logins of before are forgotten, as their tokens may have died."""
        self.ptv.clock.move(**step)
        self.ptv.tokens.clear()

    def get(
        self, path: str, *pairs: tuple[str, str], key: str | None = KEY, method: str = "GET"
    ) -> httpx.Response:
        url = path if path.startswith("/") else f"/api/v12/{path}"
        headers = {} if key is None else {"X-Api-Key": key}
        return self.client.request(method, url, params=list(pairs) or None, headers=headers)

    def shown(self, path: str, *pairs: tuple[str, str]) -> Json:
        """The document of a read that must succeed."""
        answer = self.get(path, *pairs)
        assert answer.status_code == 200, answer.text
        document: Json = answer.json()
        return document

    def found(self, path: str, *pairs: tuple[str, str]) -> list[str]:
        """The ids of a search's first page."""
        return [item["contentId"] for item in self.shown(path, *pairs)["items"]]

    def wrong(self, path: str, *pairs: tuple[str, str]) -> set[str]:
        """The paths that a 400 names."""
        answer = self.get(path, *pairs)
        assert answer.status_code == 400, answer.text
        errors: list[dict[str, Any]] = answer.json()["errors"]
        assert all(error["message"] for error in errors)
        return {error["path"] for error in errors}


def several(name: str, *values: str) -> Pairs:
    """A repeated parameter."""
    return [(name, value) for value in values]


def channel(v12: V12, path: str, body: Json) -> Json:
    """A channel that v11 made, as v12 shows it."""
    made = v12.ptv.made(f"ServiceChannel/{path}", body)
    return v12.shown(f"service-channel/{made['id']}")


def place(v12: V12, *languages: str, **changes: object) -> Json:
    """A service location that v11 made, as v12 shows it."""
    return channel(v12, "ServiceLocation", location("Paikka", *languages, **changes))
