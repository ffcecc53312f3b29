"""The Lipas in memory, and a client of it."""

from collections.abc import Iterator

import pytest
import respx

from hytedata.clients.lipas import LipasClient
from tests.clients.lipas_sites.support import connect


@pytest.fixture
def lipas() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        yield router


@pytest.fixture
def client() -> Iterator[LipasClient]:
    with connect() as client:
        yield client
