"""The contract of v12, where the reference data are at hand."""

from pathlib import Path

import pytest

from tests.connectors.ptv_v12.contract import Contract


@pytest.fixture(scope="session")
def contract(shared: Path) -> Contract:
    return Contract.read(shared)
