"""Pages of an application with a store of its own."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from hytedata.store import Store
from hytedata_daemon.settings import load_settings
from hytedata_daemon.web.security.passwords import Passwords
from tests.daemon.web.security.world import ORGANISATIONS, Clock, MakeWorld, World


@pytest.fixture(scope="session")
def quick_passwords() -> Passwords:
    """Passwords whose hashes cost nothing."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def make_world(tmp_path: Path, made_store: Path, quick_passwords: Passwords) -> Iterator[MakeWorld]:
    with ExitStack() as stack:

        def make(daemon: str = "") -> World:
            file, clock = tmp_path / "hytedata.toml", Clock()
            file.write_text(ORGANISATIONS + daemon, encoding="utf-8")
            shutil.copy(made_store, tmp_path / "store.db")
            store = stack.enter_context(Store.open(f"sqlite:///{tmp_path}/store.db", now=clock))
            settings = load_settings(file, environ={})
            opened = stack.enter_context(ExitStack())
            return World(store, clock, settings, quick_passwords, tmp_path, opened)

        yield make


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """Pages for this machine alone, with one approver of all organisations."""
    made = make_world()
    made.add()
    return made
