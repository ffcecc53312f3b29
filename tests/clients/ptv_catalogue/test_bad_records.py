"""Records that cannot be used: they are left out and told, raised, or given as they came."""

import logging

import httpx
import pytest
import respx

from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.errors import RecordError
from hytedata.models.ptv import OtherChannel
from tests.clients.ptv_catalogue.conftest import ids
from tests.clients.ptv_catalogue.made import BAD, GOOD, PTV, SECRET, page, service

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
