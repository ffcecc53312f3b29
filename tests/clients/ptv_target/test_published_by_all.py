"""What the country has published is read once for several organisations, and doubted rightly."""

from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.clients.ptv_codes import PUBLISHED_AGE, CodesCache
from hytedata.clients.ptv_organisation import FEW_DRAFTS
from hytedata.models.publication import TargetState
from tests.clients.ptv_double import API, LOGIN, NOW, V11, Double, page
from tests.clients.ptv_target.support import OTHER
from tests.connectors.ptv.builders import location
from tests.connectors.ptv.catalogue import ORGANISATION

# So many that they are not looked at one by one.
OF_OTHERS = [f"{number:08}-2222-4333-8444-555555555555" for number in range(FEW_DRAFTS + 1)]

Read = Callable[[datetime], TargetState]


@pytest.fixture
def read(ptv: Double) -> Read:
    """Reads an organisation at a time, with what earlier reads have kept."""
    kept: dict[str, bytes] = {}
    cache = CodesCache(get=kept.get, put=kept.__setitem__)
    ptv.published_by_others = [*OF_OTHERS, OTHER]

    def active(request: httpx.Request) -> httpx.Response:
        ids = [one["id"] for one in ptv.drafts]
        told = ids if "date" in request.url.params else [*ids, *OF_OTHERS]
        return httpx.Response(200, json=page(*({"id": one} for one in told)))

    ptv.router.get(f"{V11}/ServiceChannel/active").mock(side_effect=active)

    def read_at(now: datetime) -> TargetState:
        with PtvTarget(
            API, LOGIN, "user", "s3cret", contact="a@b.test", codes_cache=cache, now=lambda: now
        ) as opened:
            return opened.read(ORGANISATION)

    return read_at


def reads_of_all(ptv: Double) -> int:
    asked = [call.request.url for call in ptv.router.calls]
    return sum(url.path.endswith("v11/ServiceChannel") and len(url.params) == 1 for url in asked)


def test_a_list_of_all_serves_for_ten_minutes(ptv: Double, read: Read) -> None:
    for minutes in (0, 5, 9):
        read(NOW + timedelta(minutes=minutes))

    within = reads_of_all(ptv)
    state = read(NOW + PUBLISHED_AGE)

    assert (within, reads_of_all(ptv)) == (1, 2)
    assert state.completeness.complete


def test_a_channel_withdrawn_since_the_list_was_read_is_found(ptv: Double, read: Read) -> None:
    before = read(NOW)

    ptv.drafts = [location(id=OTHER, publishingStatus="Modified")]
    after = read(NOW + timedelta(minutes=5))

    assert reads_of_all(ptv) == 1
    assert (before.items, [item.id for item in after.items]) == ((), [OTHER])


def test_where_nobody_tells_what_was_modified_the_list_is_read_again(
    ptv: Double, read: Read
) -> None:
    read(NOW)

    cut_off = page({"id": OF_OTHERS[0]}, count=2)
    whole = page(*({"id": one} for one in OF_OTHERS))
    ptv.router.get(f"{V11}/ServiceChannel/active").mock(
        side_effect=lambda request: httpx.Response(
            200, json=cut_off if "date" in request.url.params else whole
        )
    )
    read(NOW + timedelta(minutes=5))

    assert reads_of_all(ptv) == 2
