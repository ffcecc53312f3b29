"""A wheel, a Debian server and what is installed on it, each made once for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.install.booted import Booted
from tests.install.fresh_root import Supplies, server, supplies


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Supplies:
    """The root of a Debian server, the wheel, and the wheels that it needs."""
    return supplies(tmp_path_factory.mktemp("supplies"))


@pytest.fixture
def fresh(made: Supplies, tmp_path: Path) -> Iterator[Booted]:
    """A Debian server that was booted a moment ago, with the wheel in root's home."""
    with server(made, tmp_path) as machine:
        yield machine
