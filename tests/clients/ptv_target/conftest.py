"""A target of PTV over canned answers."""

from collections.abc import Iterator

import pytest
import respx

from hytedata.clients.ptv import PtvTarget
from tests.clients.ptv_double import Double, target


@pytest.fixture
def ptv() -> Iterator[Double]:
    with respx.mock(assert_all_called=False) as router:
        yield Double(router)


@pytest.fixture
def writer(ptv: Double) -> Iterator[PtvTarget]:
    with target() as opened:
        yield opened


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def reader(naps: list[float]) -> Iterator[PtvTarget]:
    with target(naps) as opened:
        yield opened
