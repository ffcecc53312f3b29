"""A store in memory whose clock can be moved."""

from collections.abc import Iterator

import pytest

from hytedata.store import Store
from tests.runs.read_fakes import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> Iterator[Store]:
    with Store.open("sqlite://", now=clock) as opened:
        yield opened
