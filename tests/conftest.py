"""Fixtures that every test may use."""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from hytedata.sandbox import Sandbox

pytest_plugins = ["tests.postgresql"]

# On a busy machine an example may take long: that is no failure of what is tested. The same
# examples each time: a change is judged by what it changed; `make soak` goes looking for more.
settings.register_profile(
    "default", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "soak", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


def shared_folder() -> Path | None:
    """Return the folder of reference data: HYTEDATA_SHARED, or `shared` beside the checkout."""
    named = os.environ.get("HYTEDATA_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    return folder if (folder / "reference").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded payloads and references; skips without it, fails without it in CI."""
    folder = shared_folder()
    if folder is None:
        message = "needs the reference data: put them in ../shared or name them by HYTEDATA_SHARED"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, made once: a copy opens at once, where a new one takes all migrations."""
    # Late: most tests need no database.
    from hytedata.store import Store

    file = tmp_path_factory.mktemp("store") / "made.db"
    Store.open(f"sqlite:///{file}", now=lambda: datetime(2026, 1, 1, tzinfo=UTC)).close()
    return file


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Undo what the command does to logging when a test runs it in this process."""
    root, ours = logging.getLogger(), logging.getLogger("hytedata")
    handlers, levels = list(root.handlers), (root.level, ours.level)
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


@pytest.fixture(scope="module")
def shared_sandbox() -> "Iterator[Sandbox]":
    """A running sandbox for all tests of a module; take `sandbox`."""
    # Late: most tests need none.
    from hytedata.sandbox import Sandbox

    with Sandbox() as running:
        yield running


@pytest.fixture
def sandbox(shared_sandbox: "Sandbox") -> "Sandbox":
    """The sandbox as it was at its start, without faults."""
    shared_sandbox.controls.reset()
    shared_sandbox.controls.clear_faults()
    return shared_sandbox
