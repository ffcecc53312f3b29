"""Pytest fixtures for projects that build on hytedata.

Name them in a `conftest.py`: `pytest_plugins = ["hytedata.testing.fixtures"]`. They need the
extra `sandbox`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TypeAlias

import pytest

from hytedata.sandbox import Sandbox

MakeSandbox: TypeAlias = Callable[..., Sandbox]
"""Takes the arguments of `Sandbox` and returns a running one."""


@pytest.fixture
def make_sandbox() -> Iterator[MakeSandbox]:
    """Return a function that starts a sandbox; all of them stop when the test ends."""
    with ExitStack() as running:

        def start(*args: object, **options: object) -> Sandbox:
            return running.enter_context(Sandbox(*args, **options))  # type: ignore[arg-type]

        yield start


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox) -> Sandbox:
    """A running sandbox with the default world: one invented municipality."""
    return make_sandbox()
