"""A register of its own for each test."""

import pytest

from tests.sync.revert.register import Register


@pytest.fixture
def register() -> Register:
    return Register()
