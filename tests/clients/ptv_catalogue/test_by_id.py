"""Records by id, organisations' trees, and what is archived."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hytedata.clients.ptv_catalogue.client import AsyncPtvClient, PtvClient
from hytedata.errors import InputError, NotFound
from hytedata.models.ptv import ServiceLocation
from hytedata.sandbox import Sandbox
from hytedata.sandbox.world.identities import (
    COUNTY_CENTRES,
    COUNTY_STATION,
    county_id,
    organisation_id,
)
from tests.clients.ptv_catalogue.conftest import ids, sent

KINDS = [
    "services",
    "channels",
    "organisations",
    "general_descriptions",
    "collections",
    "connections",
]
NOBODY = "11111111-1111-4111-8111-111111111111"
SERVICE = "6e700e2f-6b23-589d-b110-7886efdbb1ad"
CHANNEL = "23388950-5256-546b-afae-6299383166b9"
TOWN = organisation_id("889")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def nobody(kind: str) -> str:
    return f"{NOBODY}/{NOBODY}" if kind == "connections" else NOBODY


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_the_same_alone_in_a_list_and_by_ids(ptv: PtvClient, kind: str) -> None:
    reads: Any = getattr(ptv, kind)
    listed = reads.snapshot().items

    alone = tuple(reads.get(one.id) for one in listed)
    by_ids = reads.get_many(one.id.upper() for one in listed)

    if kind == "collections":  # only alone do they tell their members through v12
        listed = alone
    assert alone == listed
    assert by_ids.items == listed
    assert by_ids.completeness.complete


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_is_not_there_is_none_or_an_error(ptv: PtvClient, kind: str) -> None:
    reads: Any = getattr(ptv, kind)
    missing = nobody(kind)

    assert reads.find(missing) is None
    with pytest.raises(NotFound, match=missing):
        reads.get(missing)


@pytest.mark.parametrize("kind", KINDS)
def test_ids_that_could_not_be_had_are_all_named(ptv: PtvClient, kind: str) -> None:
    reads: Any = getattr(ptv, kind)
    there = reads.snapshot().items[0].id
    missing = [nobody(kind), nobody(kind).replace("1", "2", 1)]

    found = reads.get_many([there, *missing, there])

    assert ids(found.items) == {there}
    told = " ".join(found.completeness.reasons)
    assert not found.completeness.complete
    assert all(one in told for one in missing)
    assert there not in told


def test_a_connection_that_does_not_exist_between_two_that_do_is_named(ptv: PtvClient) -> None:
    wrong = f"{SERVICE}/fb3c9c60-8c65-5a0c-835f-def3522d6bec"

    found = ptv.connections.get_many([f"{SERVICE}/{CHANNEL}", wrong])

    assert [one.channel_id for one in found.items] == [CHANNEL]
    assert wrong in found.completeness.reasons[0]
    assert ptv.connections.find(wrong) is None


def test_many_ids_are_asked_for_by_the_hundred_and_each_once(
    sandbox: Sandbox, v11: PtvClient
) -> None:
    many = [f"11111111-1111-4111-8111-{number:012d}" for number in range(250)]

    found = v11.services.get_many([*many, *many])

    assert sorted(sent(sandbox)) == [
        "GET /v11/Service/list?guids=<100>",
        "GET /v11/Service/list?guids=<100>",
        "GET /v11/Service/list?guids=<50>",
    ]
    assert all(one in " ".join(found.completeness.reasons) for one in many)


def test_connections_by_id_are_read_at_their_services(sandbox: Sandbox, v11: PtvClient) -> None:
    several = [one.id for one in v11.connections.snapshot().items]
    sandbox.controls.clear_journal()

    found = v11.connections.get_many(several)

    assert [one.id for one in found.items] == sorted(several)
    (request,) = sent(sandbox)
    assert request.startswith("GET /v11/Service/list?guids=")


def test_no_ids_ask_for_nothing(sandbox: Sandbox, ptv: PtvClient) -> None:
    found = ptv.services.get_many([])

    assert (found.items, found.completeness.complete, sent(sandbox)) == ((), True, [])


def test_an_archived_item_is_not_there(edited_sandbox: Sandbox, ptv: PtvClient) -> None:
    channel = ptv.channels.get(CHANNEL)
    edited_sandbox.controls.archive_in_ptv("ServiceLocation", CHANNEL)

    assert isinstance(channel, ServiceLocation)
    assert ptv.channels.find(CHANNEL) is None
    with pytest.raises(NotFound):
        ptv.channels.get(CHANNEL)
    assert CHANNEL in ids(ptv.archived.snapshot("service-channel", since=LONG_AGO).items)


async def test_the_asynchronous_client_reads_by_id_too(sandbox: Sandbox) -> None:
    async with AsyncPtvClient(sandbox.ptv_url, contact="it@example.test") as ptv:
        service = await ptv.services.get(SERVICE)
        many = await ptv.services.get_many([SERVICE, NOBODY])
        tree = await ptv.organisations.tree(TOWN)
        pages = [page async for page in ptv.services.pages(organisation=TOWN)]
        items = [item.id async for item in ptv.services.iter(organisation=TOWN)]
        whole = await ptv.services.snapshot(organisation=TOWN)
        with pytest.raises(NotFound):
            await ptv.services.get(NOBODY)

    assert service.id == SERVICE
    assert [one.id for one in many.items] == [SERVICE]
    assert tree.id == TOWN
    assert sorted(items) == [one.id for one in whole.items] == sorted(ids(pages[0].items))


@pytest.mark.parametrize("kind", KINDS)
async def test_both_clients_give_the_same_by_the_same_requests(
    sandbox: Sandbox, v11: PtvClient, kind: str
) -> None:
    reads: Any = getattr(v11, kind)
    whole, pages = reads.snapshot(), list(reads.pages())
    asked = sent(sandbox)
    sandbox.controls.clear_journal()

    async with AsyncPtvClient(sandbox.ptv_url, contact="it@example.test") as ptv:
        others: Any = getattr(ptv, kind)
        assert await others.snapshot() == whole
        assert [page async for page in others.pages()] == pages

    # What is fetched ahead may arrive in another order.
    assert sorted(sent(sandbox)) == sorted(asked)


# --- trees ---------------------------------------------------------------------------------------


def test_a_tree_goes_down_to_the_last_level(ptv: PtvClient) -> None:
    tree = ptv.organisations.tree(county_id("19"))

    assert list(tree.ids()) == [county_id("19"), COUNTY_CENTRES, COUNTY_STATION]
    assert tree.parents() == {COUNTY_CENTRES: county_id("19"), COUNTY_STATION: COUNTY_CENTRES}


def test_a_tree_without_branches_is_its_top(ptv: PtvClient) -> None:
    assert list(ptv.organisations.tree(TOWN.upper()).ids()) == [TOWN]


def test_a_tree_of_nobody_is_not_found(ptv: PtvClient) -> None:
    with pytest.raises(NotFound, match=f"organisation {NOBODY}"):
        ptv.organisations.tree(NOBODY)


# --- archived ------------------------------------------------------------------------------------


def test_archived_records_of_every_kind_are_listed(edited_sandbox: Sandbox, ptv: PtvClient) -> None:
    edited_sandbox.controls.archive_in_ptv("Service", SERVICE)

    services = ptv.archived.snapshot("service", since=LONG_AGO)
    channels = ptv.archived.snapshot("service-channel", since=LONG_AGO)
    for kind in ("organisation", "service-collection"):
        assert ptv.archived.snapshot(kind, since=LONG_AGO).items == ()

    assert [(one.id, one.kind) for one in services.items] == [(SERVICE, "service")]
    assert [one.ref.kind for one in channels.items] == ["service-channel"]


def test_an_organisations_archived_records_tell_names_and_times(
    edited_sandbox: Sandbox, v11: PtvClient
) -> None:
    edited_sandbox.controls.archive_in_ptv("Service", SERVICE)
    before = datetime.now(UTC)

    (archived,) = v11.archived.snapshot("service", organisation=TOWN).items

    assert archived.id == SERVICE
    assert archived.names["fi"] == "Liikuntaneuvonta"
    assert archived.organisation_id == TOWN
    assert archived.archived_at is not None
    assert archived.archived_at <= before


def test_v12_wants_to_know_since_when(sandbox: Sandbox, v12: PtvClient) -> None:
    with pytest.raises(InputError, match="since: "):
        v12.archived.iter("service")
    with pytest.raises(InputError, match="organisation: "):
        v12.archived.iter("service", since=LONG_AGO, organisation=TOWN)

    assert sandbox.journal() == ()


pytestmark = pytest.mark.anyio
