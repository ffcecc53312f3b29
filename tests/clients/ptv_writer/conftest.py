"""The typed writer against the simulated catalogue, over sockets."""

from collections.abc import Iterator

import pytest

from hytedata.clients.ptv_writer import PtvV11Writer
from hytedata.sandbox import Sandbox


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
