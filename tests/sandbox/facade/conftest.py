"""Running sandboxes over the default world."""

from collections.abc import Iterator

import pytest

from hytedata.sandbox import Sandbox, World

WORLD = World()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(WORLD) as running:
        yield running
