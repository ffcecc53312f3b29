"""What a reader of PTV meets: overload, outages, proxies, broken answers, bad records."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import respx

from hytedata.clients.pages import Progress
from hytedata.clients.ptv_catalogue.client import AsyncPtvClient, PtvClient
from hytedata.errors import (
    LoginRefused,
    NotFound,
    ReadInterrupted,
    RecordError,
    SourceContractError,
    SourceUnavailable,
)
from hytedata.models.ptv import OtherChannel
from hytedata.sandbox import Fault, Sandbox
from tests.clients.ptv_catalogue.conftest import Connect, ids, sent

PTV = "https://ptv.test/api/v11"
TWO_PLACES = ("889", "785")


# --- faults that pass ----------------------------------------------------------------------------


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


# --- faults that stay ----------------------------------------------------------------------------


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


# --- pages that do not fit together --------------------------------------------------------------


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


# --- records that cannot be used -----------------------------------------------------------------


GOOD, BAD = (
    "6e700e2f-6b23-589d-b110-7886efdbb1ad",
    "0c60ddfb-e859-599e-a9a8-61b0dcc370f9",
)
SECRET = "Salainen"


@pytest.fixture
def router() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        yield router


@pytest.fixture
def mocked(router: respx.MockRouter) -> Iterator[PtvClient]:
    with PtvClient("https://ptv.test/api", contact="it@example.test") as client:
        yield client


def page(*items: Any, number: int = 1, count: int = 1) -> dict[str, Any]:
    return {"pageNumber": number, "pageSize": 100, "pageCount": count, "itemList": list(items)}


def service(ptv_id: str, **more: Any) -> dict[str, Any]:
    name = {"type": "Name", "language": "fi", "value": SECRET}
    return {"id": ptv_id, "type": "Service", "serviceNames": [name], **more}


ONE_BAD = page(service(GOOD), service(BAD, serviceNames=[7]), "no object")


def test_one_bad_record_is_left_out_and_the_others_come(
    mocked: PtvClient, router: respx.MockRouter, caplog: pytest.LogCaptureFixture
) -> None:
    router.get(f"{PTV}/Service/list/area/Municipality/code/889").respond(json=ONE_BAD)

    with caplog.at_level(logging.DEBUG):
        found = mocked.services.snapshot(municipality="889")

    assert ids(found.items) == {GOOD}
    assert [one.ref.id for one in found.rejections] == [BAD, "service number 3"]
    assert found.rejections[0].field == "serviceNames[0]"
    assert found.completeness.complete
    assert "records_skipped source=PTV what=services count=2" in caplog.text
    assert SECRET not in caplog.text


def test_raise_ends_at_a_bad_record(mocked: PtvClient, router: respx.MockRouter) -> None:
    router.get(f"{PTV}/Service/list/area/Municipality/code/889").respond(json=ONE_BAD)

    with pytest.raises(RecordError, match=BAD):
        list(mocked.services.iter(municipality="889", on_invalid="raise"))


def test_raw_gives_what_came_and_why_it_cannot_be_used(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(f"{PTV}/Service/list/area/Municipality/code/889").respond(json=ONE_BAD)

    found = mocked.services.snapshot(municipality="889", type="Service", on_invalid="raw")

    bare = {one.id: one for one in found.items if one.id != GOOD}
    assert bare.keys() == {BAD, "service number 3"}
    assert bare[BAD].raw["serviceNames"] == [7]
    assert [(one.field, one.code) for one in bare[BAD].remarks] == [("serviceNames[0]", "unusable")]
    assert found.rejections == ()


def test_a_raw_channel_says_which_kind_it_is(mocked: PtvClient, router: respx.MockRouter) -> None:
    bad = {"id": BAD, "serviceChannelType": "EChannel", "serviceChannelNames": 7}
    router.get(f"{PTV}/ServiceChannel/list/area/Municipality/code/889").respond(json=page(bad))

    (bare,) = mocked.channels.snapshot(municipality="889", on_invalid="raw").items

    assert isinstance(bare, OtherChannel)
    assert (bare.id, bare.stated_type, bare.raw) == (BAD, "EChannel", bad)


def test_connections_of_a_bad_service_are_told_whatever_is_wished(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(f"{PTV}/Service").respond(json=page({"id": GOOD}, {"id": BAD}))
    router.get(f"{PTV}/Service/list").respond(json=[service(GOOD), service(BAD, serviceNames=[7])])

    found = mocked.connections.snapshot(on_invalid="raw")

    assert [one.ref.id for one in found.rejections] == [BAD]


def test_an_entry_of_an_id_page_without_an_id_is_told(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(f"{PTV}/Service").respond(json=page({"id": GOOD}, {"name": "nobody"}, None))
    router.get(f"{PTV}/Service/list").respond(json=[service(GOOD)])

    found = mocked.services.snapshot()

    assert ids(found.items) == {GOOD}
    assert len(found.rejections) == 2
    assert found.completeness.complete


def test_a_bad_record_that_was_asked_for_by_itself_is_an_error(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(f"{PTV}/Service/{BAD}").respond(json=service(BAD, serviceNames=[7]))

    with pytest.raises(RecordError):
        mocked.services.get(BAD)


def test_a_bad_record_that_is_read_by_itself_among_others_does_not_end_the_read(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(f"{PTV}/ServiceCollection").respond(json=page({"id": GOOD}, {"id": BAD}))
    router.get(f"{PTV}/ServiceCollection/{GOOD}").respond(json={"id": GOOD})
    bad = {"id": BAD, "serviceCollectionNames": 7}
    router.get(f"{PTV}/ServiceCollection/{BAD}").respond(json=bad)

    found = mocked.collections.snapshot()
    raw = mocked.collections.snapshot(on_invalid="raw")

    assert ids(found.items) == {GOOD}
    assert [one.ref.id for one in found.rejections] == [BAD]
    assert found.completeness.complete
    assert {one.id: one.raw for one in raw.items}[BAD] == bad


def test_v12_too_reads_on_past_a_bad_record(router: respx.MockRouter) -> None:
    router.get(f"https://ptv.test/api/v12/service/{GOOD}").respond(
        json={"contentId": GOOD, "serviceType": "Service"}
    )
    router.get(f"https://ptv.test/api/v12/service/{BAD}").respond(
        json={"contentId": BAD, "serviceType": "Service", "languageVersions": 7}
    )

    with PtvClient(
        "https://ptv.test/api", contact="it@example.test", read_version="v12", api_key="k"
    ) as ptv:
        found = ptv.services.get_many([GOOD, BAD])

    assert ids(found.items) == {GOOD}
    assert [one.ref.id for one in found.rejections] == [BAD]
    assert found.completeness.complete


def test_a_record_that_came_in_the_list_and_not_by_id_is_a_gap(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(f"{PTV}/Service").respond(json=page({"id": GOOD}, {"id": BAD}))
    details = router.get(f"{PTV}/Service/list").mock(
        side_effect=[httpx.Response(200, json=[service(GOOD)]), httpx.Response(404, json={})]
    )

    found = mocked.services.snapshot()

    assert [call.request.url.params["guids"] for call in details.calls] == [f"{GOOD},{BAD}", BAD]
    assert found.completeness.reasons == (f"1 of all services could not be had by id: {BAD}",)


# --- wellbeing services counties, spelled both ways ----------------------------------------------


@pytest.mark.parametrize(
    "refusal",
    [
        httpx.Response(400, json={"area": ["'WellbeingServiceCounties' is not allowed value"]}),
        httpx.Response(404, json={"errorMessage": "not found"}),
    ],
    ids=["400", "404"],
)
@pytest.mark.parametrize("kind", ["services", "channels", "organisations"])
def test_a_county_is_asked_for_under_the_other_spelling_where_ptv_refuses_the_first(
    mocked: PtvClient, router: respx.MockRouter, kind: str, refusal: httpx.Response
) -> None:
    first = router.get(path__regex=r".*/list/area/WellbeingServiceCounties/code/19$")
    first.mock(return_value=refusal)
    other = router.get(path__regex=r".*/list/area/WellbeingServicesCounties/code/19$")
    other.respond(json=page(count=1))
    reads: Any = getattr(mocked, kind)

    found = reads.snapshot(county="19", include_nationwide=True)

    assert found.completeness.complete
    assert (first.call_count, other.call_count) == (1, 1)
    assert other.calls.last.request.url.params["includeWholeCountry"] == "true"


def test_a_county_that_ptv_knows_under_no_spelling_is_refused_as_the_first_was(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(path__regex=r".*/area/Wellbeing.*").respond(404, json={"errorMessage": "not found"})

    with pytest.raises(NotFound, match="WellbeingServiceCounties"):
        mocked.services.snapshot(county="19")


def test_the_ids_and_the_code_list_of_counties_have_both_spellings_too(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(path__regex=r".*/WellbeingServiceCounties.*").respond(400, json={})
    router.get(path__regex=r".*/area/WellbeingServicesCounties/.*").respond(json=page(count=1))
    counties = [{"code": "19", "names": [{"language": "fi", "value": "Pohjois-Pohjanmaa"}]}]
    router.get(f"{PTV}/CodeList/GetAreaCodes/type/WellbeingServicesCounties").respond(json=counties)

    since = datetime(2026, 1, 1, tzinfo=UTC)
    assert mocked.services.snapshot(county="19", changed_since=since).completeness.complete
    assert [one.code for one in mocked.codes.all("wellbeing-services-counties")] == ["19"]


# --- v12's key -----------------------------------------------------------------------------------


def test_a_wrong_key_is_refused_with_a_remedy_and_shown_nowhere(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    key, address = "vaara-1234", sandbox.ptv12_url
    ptv = PtvClient(address, contact="it@example.test", read_version="v12", api_key=key)

    with ptv, caplog.at_level(logging.DEBUG), pytest.raises(LoginRefused) as caught:
        ptv.services.snapshot()

    assert "check that it is a key for this environment" in str(caught.value)
    told = [str(caught.value), repr(caught.value), caplog.text, repr(ptv), repr(vars(ptv))]
    assert not any(key in one for one in told)
    assert len(sent(sandbox)) == 1


def test_a_key_that_dies_in_mid_read_is_refused_as_it_is(sandbox: Sandbox, v12: PtvClient) -> None:
    sandbox.controls.add_fault(Fault("status", status=401, after=1, mount="/ptv12"))

    with pytest.raises(LoginRefused):
        v12.services.snapshot(municipality="889")


def test_every_call_of_v12_carries_the_key_and_none_of_v11_does(
    sandbox: Sandbox, connect: Connect
) -> None:
    for version in ("v11", "v12"):
        connect(version).services.snapshot()
        connect(version).codes.all("languages")

    assert {(one.mount, one.authenticated) for one in sandbox.journal()} == {
        ("/ptv", False),
        ("/ptv12", True),
    }


def test_v12_is_asked_for_at_most_a_hundred_at_a_time_and_twenty_ids(
    sandbox: Sandbox, v12: PtvClient
) -> None:
    v12.services.snapshot(county="19")

    queries = [entry.query for entry in sandbox.journal()]
    assert all(("pageSize", "100") in query for query in queries)
    assert max(sum(name == "municipalities" for name, _ in query) for query in queries) == 20


# --- leaving early -------------------------------------------------------------------------------


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


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
