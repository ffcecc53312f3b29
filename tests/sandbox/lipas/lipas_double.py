"""A small Lipas, asked directly."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import cast

from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.lipas import LipasSimulator
from hytedata.sandbox.world import World

NOON = datetime(2026, 9, 1, 12, 0, 0, 125_000, tzinfo=UTC)
WORLD = World()
SITES = "/v2/sports-sites"


def lipas() -> LipasSimulator:
    """The default world's Lipas at noon."""
    return LipasSimulator(WORLD.sites, now=lambda: NOON)


def get(simulator: LipasSimulator, path: str, *query: tuple[str, str]) -> SimResponse:
    """Ask, and return the answer as it is."""
    return simulator.handle(SimRequest("GET", path, query))


def page(simulator: LipasSimulator, *query: tuple[str, str]) -> dict[str, object]:
    """Ask for a page of sites that must come."""
    answer = get(simulator, SITES, *query)
    assert answer.status == 200, answer.body
    return cast("dict[str, object]", json.loads(answer.body))


def items(found: dict[str, object]) -> list[dict[str, object]]:
    """The items of a page."""
    return cast("list[dict[str, object]]", found["items"])


def ids(found: dict[str, object]) -> list[int]:
    """The ids on a page."""
    return [cast("int", item["lipas-id"]) for item in items(found)]


def total(found: dict[str, object]) -> int:
    """How many items the page says there are."""
    return cast("dict[str, int]", found["pagination"])["total-items"]


def scan(simulator: LipasSimulator, size: int) -> Iterator[list[int]]:
    """Read page after page until one is empty."""
    number = 1
    while found := ids(page(simulator, ("page", str(number)), ("page-size", str(size)))):
        yield found
        number += 1
