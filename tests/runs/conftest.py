"""A store whose clock can be moved."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.store import Store
from tests.runs.read_fakes import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock, made_store: Path, tmp_path: Path) -> Iterator[Store]:
    file = shutil.copy(made_store, tmp_path / "hytedata.db")
    with Store.open(f"sqlite:///{file}", now=clock) as opened:
        yield opened
