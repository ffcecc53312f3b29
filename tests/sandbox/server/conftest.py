"""A running server over a counting simulator."""

from collections.abc import Iterator
from functools import partial

import pytest

from hytedata.sandbox.faults import FaultPlan
from hytedata.sandbox.server import Server
from tests.sandbox.server.raw_http import Ask, Counter, exchange


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def plan() -> FaultPlan:
    return FaultPlan(seed=7)


@pytest.fixture
def server(counter: Counter, plan: FaultPlan) -> Iterator[Server]:
    with Server({"/up": counter, "/up/inner": Counter()}, faults=plan) as running:
        yield running


@pytest.fixture
def ask(server: Server) -> Ask:
    return partial(exchange, server.url)
