"""A catalogue whose clock stands."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.store import Catalogue
from tests.store.events.made import utc


@pytest.fixture
def catalogue(made_store: Path, tmp_path: Path) -> Iterator[Catalogue]:
    file = shutil.copy(made_store, tmp_path / "hytedata.db")
    with Catalogue.open(f"sqlite:///{file}", now=lambda: utc(3, 1)) as made:
        yield made
