"""Shells with a fake clock, a mocked register, and servers on loopback."""

from collections.abc import Callable, Iterator

import pytest
import respx

from hytedata.connectors._http import RetryPolicy, SyncShell, Upstream
from tests.connectors.http.doubles import BASE, Loopback, Play, Time


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def upstream() -> Upstream:
    return Upstream("register", BASE, retry=RetryPolicy(attempts=4), at_once=0)


@pytest.fixture
def register() -> Iterator[respx.MockRouter]:
    with respx.mock(base_url=BASE) as router:
        yield router


@pytest.fixture
def shell(upstream: Upstream, time: Time) -> Iterator[SyncShell]:
    """A shell whose waits are the longest that the policy allows."""
    with SyncShell(upstream, sleep=time.sleep, clock=time, rng=lambda: 1.0) as opened:
        yield opened


@pytest.fixture
def loopback() -> Iterator[Callable[[Play], Loopback]]:
    servers: list[Loopback] = []

    def start(play: Play) -> Loopback:
        servers.append(Loopback(play))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
