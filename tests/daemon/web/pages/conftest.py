"""A filled store and clients: of somebody who approves, and of somebody who only looks."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hytedata.store import Store
from hytedata_daemon.settings import Settings
from hytedata_daemon.web.pages import PageParts
from tests.daemon.conftest import Load
from tests.daemon.web.pages import made
from tests.daemon.web.pages.site import Asks, Client, Person, made_site

ClientOf = Callable[[Person], Client]


@pytest.fixture
def store(tmp_path: Path, made_store: Path) -> Iterator[Store]:
    file = shutil.copy(made_store, tmp_path / "pages.db")
    with Store.open(f"sqlite:///{file}", now=lambda: made.NOW) as opened:
        yield opened


@pytest.fixture
def settings(load: Load) -> Settings:
    return load(made.CONFIG)


@pytest.fixture
def asks() -> Asks:
    return Asks()


@pytest.fixture
def client_of(store: Store, settings: Settings, asks: Asks) -> ClientOf:
    parts = PageParts(
        settings=lambda: settings,
        store=store,
        now=lambda: made.NOW,
        ask=asks,
        approvers=lambda _: ("Aino Aalto",),
    )
    return lambda person: Client(made_site(parts, person))


@pytest.fixture
def client(client_of: ClientOf) -> Client:
    """Of somebody who decides for everybody."""
    return client_of(Person("Aino Aalto", approves=True))


@pytest.fixture
def viewer(client_of: ClientOf) -> Client:
    """Of somebody who sees everything and decides nothing."""
    return client_of(Person("Veikko Virta", approves=False))
