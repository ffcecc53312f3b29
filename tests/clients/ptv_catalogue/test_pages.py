"""Pages that do not fit together, and reads that are left or watched before the last page."""

from typing import Any

import pytest

from hytedata.clients.pages import Progress
from hytedata.clients.ptv_catalogue.client import AsyncPtvClient, PtvClient
from hytedata.errors import SourceUnavailable
from hytedata.sandbox import Fault, Sandbox
from tests.clients.ptv_catalogue.conftest import sent
from tests.clients.ptv_catalogue.made import GOOD, TWO_PLACES


@pytest.mark.parametrize(
    ("kind", "count"), [("short-page", 3), ("moved-total", 2), ("moved-total", -2)]
)
def test_v12s_totals_find_what_is_missing(
    sandbox: Sandbox, v12: PtvClient, kind: Any, count: int
) -> None:
    sandbox.controls.add_fault(Fault(kind, count=count, mount="/ptv12"))

    found = v12.services.snapshot()

    assert not found.completeness.complete
    assert len(sent(sandbox)) == 2


def test_a_page_that_was_short_once_is_whole_at_the_second_reading(
    sandbox: Sandbox, v12: PtvClient
) -> None:
    sandbox.controls.add_fault(Fault("short-page", count=3, mount="/ptv12", times=1))

    found = v12.services.snapshot()

    assert (len(found.items), found.completeness.complete) == (12, True)


def test_postal_codes_whose_pages_repeat_are_read_again(sandbox: Sandbox, v11: PtvClient) -> None:
    sandbox.controls.add_fault(Fault("repeat-page", after=1, times=1, path="PostalCodes"))

    codes = v11.codes.all("postal-codes")

    assert len({one.code for one in codes}) == len(codes) > 1000
    assert len(sent(sandbox)) == 4


def test_a_code_list_that_does_not_come_whole_is_no_code_list(
    sandbox: Sandbox, v11: PtvClient
) -> None:
    sandbox.controls.add_fault(Fault("repeat-page", path="PostalCodes"))

    with pytest.raises(SourceUnavailable, match="postal-codes did not come whole"):
        v11.codes.all("postal-codes")


def test_a_code_list_that_comes_empty_is_no_code_list(sandbox: Sandbox, v11: PtvClient) -> None:
    sandbox.controls.add_fault(Fault("garbage", body="null", times=1))

    with pytest.raises(SourceUnavailable, match="languages did not come whole: it is empty"):
        v11.codes.all("languages")
    assert v11.codes.all("languages")


def test_leaving_a_loop_early_ends_its_requests_and_the_client_goes_on(
    sandbox: Sandbox, ptv: PtvClient
) -> None:
    for _ in ptv.services.iter(municipality=TWO_PLACES):
        break
    sandbox.controls.add_fault(Fault("hang", path="785"))

    assert ptv.services.get(GOOD).id == GOOD


@pytest.mark.anyio
async def test_leaving_an_asynchronous_loop_early_leaves_no_task(sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("hang", after=1, path="785"))
    async with AsyncPtvClient(sandbox.ptv_url, contact="it@example.test") as ptv:
        async for _ in ptv.services.iter(municipality=TWO_PLACES):
            break
        service = await ptv.services.get(GOOD)

    assert service.id == GOOD


def test_progress_is_told_while_a_snapshot_is_read(ptv: PtvClient) -> None:
    told: list[Progress] = []

    found = ptv.services.snapshot(municipality="889", progress=told.append)

    assert told[-1].items == len(found.items)
    assert [one.pages for one in told] == list(range(1, len(told) + 1))
