"""v12 on the real socket of the v11 tests."""

from collections.abc import Callable

import httpx
import pytest

from tests.sandbox.ptv.v12.support import V12, Both
from tests.sandbox.ptv.world import Ptv


@pytest.fixture
def v12(ptv: Ptv, client: httpx.Client) -> V12:
    mount: Callable[[object], None] = ptv.mount  # type: ignore[assignment]

    def mount_both(both: Both) -> None:
        mount(both)

    made = V12(client, ptv, mount_both)
    made.hold()
    return made
