"""A reader of the register in memory, through each of the two shells."""

import pytest

from tests.clients.walk_double import EXAMPLE, Reader, Register


@pytest.fixture(params=["sync", "async"])
def reader(request: pytest.FixtureRequest) -> Reader:
    return Reader(request.param, Register(dict(EXAMPLE)))
