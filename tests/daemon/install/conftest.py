"""A wheel, a Debian server and what is installed on it, each made once for all tests."""

import shutil
from collections.abc import Iterator

import pytest

from tests.install.booted import Booted
from tests.install.commands import commands_of
from tests.install.fresh_root import HEADING, PAGE, Supplies, server, supplies


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supplies]:
    """The root of a Debian server, the wheel, and the wheels that it needs."""
    folder = tmp_path_factory.mktemp("supplies")
    yield supplies(folder)
    # pytest keeps the folders of its last runs, and this is half a gigabyte.
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def installed(made: Supplies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booted]:
    """A Debian server that was booted a moment ago, with the page's first two commands run."""
    with server(made, tmp_path_factory.mktemp("server")) as machine:
        for command in commands_of(PAGE, HEADING)[:2]:
            machine.run(command)
        yield machine
