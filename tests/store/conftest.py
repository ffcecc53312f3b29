"""A clock, and an empty store on each of the two databases."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hytedata.errors import StoreError
from hytedata.store import Store
from tests.postgresql import PostgresqlServer


class Clock:
    """A time that moves when told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, *, seconds: float = 0, days: float = 0) -> None:
        self.time += timedelta(seconds=seconds, days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def refusal(url: str, clock: Clock, *, create: bool = True) -> str:
    """Return why the store at an address is refused."""
    with pytest.raises(StoreError) as caught:
        Store.open(url, now=clock, create=create)
    return str(caught.value)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/hytedata.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, each kind in turn; of an empty store for `store`."""
    if request.param == "postgresql" and "store" in request.fixturenames:
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        return server.database(copy_of=request.getfixturevalue("made_postgresql"))
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
def store(url: str, clock: Clock, made_store: Path) -> Iterator[Store]:
    if url.startswith("sqlite:///"):
        shutil.copy(made_store, url.removeprefix("sqlite:///"))
    with Store.open(url, now=clock) as opened:
        yield opened
