"""Lists that were read before the clock was set back may be of any age: they are read again."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import respx

from hytedata.clients.ptv import PtvTarget
from hytedata.clients.ptv_codes import CodesCache
from tests.clients.ptv_double import API, LOGIN, NOW, V11, Double, page, target
from tests.connectors.ptv.builders import location
from tests.connectors.ptv.catalogue import CHANNEL, ORGANISATION


class Clock:
    """A time that is set."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        """The time."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    """The target's clock."""
    return Clock()


@pytest.fixture
def ptv() -> Iterator[Double]:
    """A PTV of canned answers."""
    with respx.mock(assert_all_called=False) as router:
        yield Double(router)


@pytest.fixture
def reader(ptv: Double, clock: Clock) -> Iterator[PtvTarget]:
    """A target with that clock."""
    with PtvTarget(API, LOGIN, "user", "s3cret", contact="it@example.test", now=clock) as opened:
        yield opened


def test_which_channels_are_open_is_read_again(
    ptv: Double, reader: PtvTarget, clock: Clock
) -> None:
    ptv.channels = [location()]
    before = reader.look("channel", CHANNEL)

    clock.time = NOW - timedelta(hours=3)
    ptv.visible = [CHANNEL]
    after = reader.look("channel", CHANNEL)

    assert before is not None
    assert after is not None
    assert (before.visible_for_all, after.visible_for_all) == (False, True)


def test_postal_codes_of_the_future_are_read_again(ptv: Double) -> None:
    late = json.dumps({"read_at": (NOW + timedelta(days=900)).isoformat(), "codes": ["00100"]})
    cache = CodesCache(get=lambda _: late.encode(), put=lambda _, __: None)
    ptv.router.get(f"{V11}/CodeList/GetPostalCodes").respond(json=page({"code": "91900"}))

    with target(cache=cache) as opened:
        state = opened.read(ORGANISATION)

    assert state.postal_codes == {"91900"}
