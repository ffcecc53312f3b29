"""The typed writer against the simulated catalogue, over sockets."""

from collections.abc import Iterator

import pytest

from hytedata.clients.ptv_writer import PtvV11Writer
from hytedata.sandbox import Sandbox


@pytest.fixture(scope="module")
def shared_sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(shared_sandbox: Sandbox) -> Sandbox:
    shared_sandbox.controls.reset()
    shared_sandbox.controls.clear_faults()
    return shared_sandbox


@pytest.fixture
def writer(sandbox: Sandbox) -> Iterator[PtvV11Writer]:
    with PtvV11Writer(
        sandbox.ptv_url,
        sandbox.ptv_token_url,
        sandbox.username,
        sandbox.password,
        contact="it@example.test",
        organisations=[sandbox.organisation],
        sleep=lambda _: None,
    ) as opened:
        yield opened
