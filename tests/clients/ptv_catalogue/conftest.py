"""Clients of both versions over one simulated PTV."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import respx

from hytedata.clients.ptv_catalogue.client import PtvClient, ReadVersion
from hytedata.models.ptv import Organisation, Service, ServiceChannel
from hytedata.sandbox import Sandbox
from hytedata.sandbox.journal import JournalEntry

Connect = Callable[[ReadVersion], PtvClient]


@pytest.fixture
def sandbox(shared_sandbox: Sandbox) -> Sandbox:
    """The sandbox without faults and with an empty journal; tests of it do not edit."""
    shared_sandbox.controls.clear_faults()
    shared_sandbox.controls.clear_journal()
    return shared_sandbox


@pytest.fixture
def edited_sandbox(sandbox: Sandbox) -> Iterator[Sandbox]:
    """The same for tests that edit it: it is put back afterwards."""
    yield sandbox
    sandbox.controls.reset()


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def connect(sandbox: Sandbox, naps: list[float]) -> Iterator[Connect]:
    """Make clients that take no real naps and are closed in the end."""
    opened: list[PtvClient] = []

    def make(version: ReadVersion) -> PtvClient:
        url = sandbox.ptv_url if version == "v11" else sandbox.ptv12_url
        key = sandbox.api_key if version == "v12" else None
        opened.append(
            PtvClient(
                url,
                contact="it@example.test",
                read_version=version,
                api_key=key,
                sleep=naps.append,
            )
        )
        return opened[-1]

    yield make
    for client in opened:
        client.close()


@pytest.fixture
def v11(connect: Connect) -> PtvClient:
    return connect("v11")


@pytest.fixture
def v12(connect: Connect) -> PtvClient:
    return connect("v12")


@pytest.fixture(params=["v11", "v12"])
def ptv(request: pytest.FixtureRequest, connect: Connect) -> PtvClient:
    """A client of either version: what is tested with it holds for both."""
    return connect(request.param)


@pytest.fixture
def router() -> Iterator[respx.MockRouter]:
    """Answers on hosts that do not exist."""
    with respx.mock(assert_all_called=False) as router:
        yield router


@pytest.fixture
def mocked(router: respx.MockRouter) -> Iterator[PtvClient]:
    """A client of v11 of which the router answers all calls."""
    with PtvClient("https://ptv.test/api", contact="it@example.test") as client:
        yield client


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@dataclass(frozen=True)
class World:
    """What the simulated PTV holds, read whole."""

    services: Sequence[Service]
    channels: Sequence[ServiceChannel]
    organisations: Sequence[Organisation]


@pytest.fixture
def world(v11: PtvClient, sandbox: Sandbox) -> World:
    found = World(
        v11.services.snapshot().items,
        v11.channels.snapshot().items,
        v11.organisations.snapshot().items,
    )
    sandbox.controls.clear_journal()
    return found


def ids(records: Sequence[Any]) -> set[str]:
    return {record.id for record in records}


def sent(sandbox: Sandbox) -> list[str]:
    """Return the requests in the order of their paths, ids by their number."""
    return [_told(entry) for entry in sandbox.journal()]


def _told(entry: JournalEntry) -> str:
    query = [(name, _short(name, value)) for name, value in entry.query if name not in _USUAL]
    told = "&".join(f"{name}={value}" for name, value in query)
    path = entry.path.removeprefix("/api")
    return f"{entry.method} {path}" + (f"?{told}" if told else "")


_USUAL = {"showHeader", "pageSize"}


def _short(name: str, value: str) -> str:
    return f"<{len(value.split(','))}>" if name == "guids" else value
