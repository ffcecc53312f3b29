"""What a reader of PTV meets when it is busy, away, or behind a proxy that answers for it."""

from collections.abc import Iterator
from typing import Any

import pytest

from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.errors import ReadInterrupted, SourceContractError, SourceUnavailable
from hytedata.sandbox import Fault, Sandbox
from tests.clients.ptv_catalogue.conftest import ids
from tests.clients.ptv_catalogue.made import TWO_PLACES


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", status=429, retry_after_s=7, times=1),
        Fault("status", status=503, times=2),
        Fault("status", status=502, html=True, times=1),
        Fault("status", status=500, times=1),
        Fault("reset", times=2),
        Fault("truncate", times=2),
        Fault("lost-before", times=1),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
def test_what_passes_is_not_noticed(
    sandbox: Sandbox, ptv: PtvClient, naps: list[float], fault: Fault
) -> None:
    whole = ptv.services.snapshot(municipality="889")
    sandbox.controls.add_fault(fault)

    found = ptv.services.snapshot(municipality="889")

    assert found == whole
    assert naps
    if fault.retry_after_s:
        assert naps == [7.0]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault("status", status=503), SourceUnavailable),
        (Fault("status", status=429), SourceUnavailable),
        (Fault("reset"), SourceUnavailable),
        (Fault("truncate"), SourceUnavailable),
        (Fault("garbage"), SourceContractError),
        (Fault("garbage", body="[1, 2"), SourceContractError),
        (Fault("status", status=404, html=True), SourceContractError),
        (Fault("status", status=400, html=True), SourceContractError),
    ],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else "",
)
def test_what_stays_is_an_error_of_the_first_page_for_every_read(
    sandbox: Sandbox, ptv: PtvClient, fault: Fault, error: type[Exception]
) -> None:
    sandbox.controls.add_fault(fault)

    with pytest.raises(error):
        next(ptv.services.iter(municipality="889"))
    with pytest.raises(error):
        ptv.services.snapshot(municipality="889")
    with pytest.raises(error):
        ptv.services.find("6e700e2f-6b23-589d-b110-7886efdbb1ad")
    with pytest.raises(error):
        ptv.codes.all("languages")


@pytest.mark.parametrize(
    "fault",
    [Fault("status", status=503, after=1), Fault("reset", after=1), Fault("garbage", after=1)],
    ids=lambda fault: str(fault.kind),
)
def test_an_outage_in_mid_read_tells_where_to_go_on(
    sandbox: Sandbox, v11: PtvClient, fault: Fault
) -> None:
    everything = [one.id for one in v11.services.iter(municipality=TWO_PLACES)]
    sandbox.controls.add_fault(fault)
    came: list[str] = []

    with pytest.raises(ReadInterrupted) as caught:
        came += [one.id for one in _noted(v11.services.iter(municipality=TWO_PLACES), came)]
    sandbox.controls.clear_faults()
    cursor = caught.value.cursor
    rest = [one.id for one in v11.services.iter(municipality=TWO_PLACES, cursor=cursor)]

    assert caught.value.items == len(came)
    # What the two places share comes again: the cursor tells where, not what has been read.
    assert list(dict.fromkeys(came + rest)) == everything
    assert isinstance(caught.value.__cause__, (SourceUnavailable, SourceContractError))


def _noted(items: Iterator[Any], noted: list[str]) -> Iterator[Any]:
    for item in items:
        noted.append(item.id)
        yield item
    noted.clear()


def test_an_outage_in_mid_read_is_in_a_snapshots_verdict(sandbox: Sandbox, v11: PtvClient) -> None:
    whole = v11.services.snapshot(municipality="889")
    sandbox.controls.add_fault(Fault("status", status=503, after=1))

    found = v11.services.snapshot(municipality=TWO_PLACES)

    assert ids(found.items) == ids(whole.items)
    assert not found.completeness.complete
    assert "503" in found.completeness.reasons[0]


def test_the_details_of_listed_ids_may_fail_too(sandbox: Sandbox, v11: PtvClient) -> None:
    sandbox.controls.add_fault(Fault("status", status=503, path="/list"))

    with pytest.raises(SourceUnavailable):
        v11.services.snapshot()


def test_a_404_of_a_list_by_ids_is_no_such_records_and_of_a_proxy_it_is_none_of_ptvs(
    sandbox: Sandbox, v11: PtvClient
) -> None:
    nobody = "11111111-1111-4111-8111-111111111111"

    assert v11.services.get_many([nobody]).items == ()
    sandbox.controls.add_fault(Fault("status", status=404, html=True))
    with pytest.raises(SourceContractError):
        v11.services.get_many([nobody])
