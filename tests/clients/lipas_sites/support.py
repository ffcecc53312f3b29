"""A client of the Lipas in memory, and what the tests of sites ask of it."""

from datetime import UTC, datetime
from typing import Any

import httpx
import respx

from hytedata.clients.lipas import LipasClient
from tests.clients.lipas_double import URL
from tests.connectors.lipas.builders import encoded

MOMENT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""In the hour that comes twice in Helsinki."""


def connect(page_size: int = 2) -> LipasClient:
    return LipasClient(URL, contact="it@example.fi", page_size=page_size, sleep=no_nap)


async def no_nap(seconds: float) -> None:
    pass


def ids(found: Any) -> list[int]:
    return [it.lipas_id for it in found]


def v1_of(lipas: respx.MockRouter, modified: list[int], deleted: list[int]) -> None:
    rows = [{"sportsPlaceId": it} for it in modified]
    lipas.get(f"{URL}/v1/sports-places").mock(
        return_value=httpx.Response(200, content=encoded(rows))
    )
    gone = [{"sportsPlaceId": it, "deletedAt": "2026-10-25 02:00:00.000"} for it in deleted]
    lipas.get(f"{URL}/v1/deleted-sports-places").mock(
        return_value=httpx.Response(200, content=encoded(gone))
    )
