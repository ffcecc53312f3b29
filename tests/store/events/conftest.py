"""A catalogue in memory, whose clock stands."""

from collections.abc import Iterator

import pytest

from hytedata.store import Catalogue
from tests.store.events.made import utc


@pytest.fixture
def catalogue() -> Iterator[Catalogue]:
    with Catalogue.open("sqlite://", now=lambda: utc(3, 1), create=True) as made:
        yield made
