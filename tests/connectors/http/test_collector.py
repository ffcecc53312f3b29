import gc
from collections.abc import Iterator

import pytest

from hytedata.connectors._http import Endpoint, Request, SyncShell, Upstream
from hytedata.connectors._http.collector import collector_paused
from tests.connectors.http.doubles import Refused, ScriptedWire


@pytest.fixture(autouse=True)
def _collector_on_afterwards() -> Iterator[None]:
    yield
    gc.enable()


def test_the_collector_rests_while_an_answer_is_decoded(upstream: Upstream) -> None:
    endpoint = Endpoint(
        Request("GET", "/items"), lambda _: gc.isenabled(), lambda r: Refused(r.status)
    )

    with SyncShell(upstream, wire=ScriptedWire()) as shell:
        during = shell.send(endpoint)

    assert (during, gc.isenabled()) == (False, True)


def test_the_collector_works_again_after_a_failed_decoding() -> None:
    with pytest.raises(ValueError, match="odd"), collector_paused():
        raise ValueError("odd")

    assert gc.isenabled()


def test_overlapping_pauses_end_with_the_last() -> None:
    seen = []

    one, two = collector_paused(), collector_paused()
    one.__enter__()
    two.__enter__()
    one.__exit__(None, None, None)
    seen.append(gc.isenabled())
    two.__exit__(None, None, None)
    seen.append(gc.isenabled())

    assert seen == [False, True]


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()

    with collector_paused(), collector_paused():
        pass

    assert not gc.isenabled()
