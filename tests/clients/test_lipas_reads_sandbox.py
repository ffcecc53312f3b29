"""All reads of the client against the simulated Lipas, over real sockets."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
import pytest

from hytedata.clients.lipas import AsyncLipasClient, LipasClient
from hytedata.codes import sports_site_types
from hytedata.errors import ReadInterrupted
from hytedata.sandbox import Fault, Sandbox

PLACES = ("889",)


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.controls.reset()
    return running


async def no_nap(seconds: float) -> None:
    pass


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[LipasClient]:
    with LipasClient(
        sandbox.lipas_url, contact="it@example.fi", page_size=20, sleep=no_nap
    ) as client:
        yield client


def landmark(sandbox: Sandbox, name: str) -> int:
    return sandbox.world.landmarks[name]


def ids(found: Any) -> list[int]:
    return [it.lipas_id for it in found]


def test_every_site_is_iterated_once(sandbox: Sandbox, client: LipasClient) -> None:
    found = ids(client.sites.iter(municipalities=PLACES))

    assert sorted(found) == sorted(sandbox.lipas.ids())


def test_sites_that_move_during_an_iteration_come_once_each(
    sandbox: Sandbox, client: LipasClient
) -> None:
    sandbox.controls.lipas.reindex_every(4)

    found = ids(client.sites.iter(municipalities=PLACES))

    assert len(set(found)) == len(found)
    assert sorted(found) == sorted(sandbox.lipas.ids())


@pytest.mark.parametrize(
    "fault",
    [
        Fault("truncate", mount="/lipas", after=1, times=1),
        Fault("garbage", mount="/lipas", after=1, times=1),
        Fault("status", mount="/lipas", after=1, times=2, status=502, html=True),
        Fault("short-page", mount="/lipas", after=2, times=1, count=3),
        Fault("repeat-page", mount="/lipas", after=2, times=1),
    ],
    ids=lambda fault: fault.kind,
)
def test_a_passing_fault_costs_no_site(sandbox: Sandbox, client: LipasClient, fault: Fault) -> None:
    sandbox.controls.add_fault(fault)

    found = ids(client.sites.iter(municipalities=PLACES))

    assert sorted(found) == sorted(sandbox.lipas.ids())


def test_a_lasting_fault_interrupts_and_the_cursor_goes_on(
    sandbox: Sandbox, client: LipasClient
) -> None:
    sandbox.controls.add_fault(Fault("status", mount="/lipas", after=3, status=503, html=True))
    found: list[int] = []

    with pytest.raises(ReadInterrupted) as caught:
        found.extend(it.lipas_id for it in client.sites.iter(municipalities=PLACES))
    sandbox.controls.clear_faults()
    found += ids(client.sites.iter(municipalities=PLACES, cursor=caught.value.cursor))

    assert len(found) == len(set(found))
    assert sorted(found) == sorted(sandbox.lipas.ids())


def test_a_poisoned_document_is_the_only_one_that_is_missing(
    sandbox: Sandbox, client: LipasClient
) -> None:
    culprit = landmark(sandbox, "clean")
    sandbox.controls.lipas.poison(culprit)

    found = list(client.sites.pages(municipalities=PLACES))

    told = [it.lipas_id for page in found for it in page.items]
    assert sorted(told) == sorted(set(sandbox.lipas.ids()) - {culprit})
    assert sum(len(page.rejections) for page in found) == 1


def test_changes_are_what_was_changed(sandbox: Sandbox, client: LipasClient) -> None:
    known = {it.lipas_id: it.content_hash for it in client.sites.iter(municipalities=PLACES)}
    retired, touched, *_ = sorted(known)
    sandbox.controls.lipas.retire(retired)
    sandbox.controls.lipas.touch(touched)

    found = client.sites.changes(known, municipalities=PLACES)

    assert (ids(found.changed), found.new, found.unchanged) == ([retired], (), len(known) - 1)
    assert found.completeness.complete


def test_candidates_hold_what_was_saved_and_what_was_retired(
    sandbox: Sandbox, client: LipasClient
) -> None:
    active = [it.lipas_id for it in client.v1.sites.iter(municipalities=PLACES)]
    retired, edited, touched, *_ = active
    since = datetime.now(UTC) - timedelta(seconds=5)
    sandbox.controls.lipas.retire(retired)
    sandbox.controls.lipas.edit(edited, {"comment": "Uusi"})
    sandbox.controls.lipas.touch(touched)

    found = client.sites.changed_since(since, municipalities=PLACES, overlap=timedelta(hours=1))

    assert {edited, touched} <= set(found.modified)
    assert retired in {it.lipas_id for it in found.deleted}
    told = {it.lipas_id: it for it in found.sites.items}
    assert told[retired].status == "out-of-service-permanently"
    assert told[edited].comment == "Uusi"


def test_v1_and_v2_say_the_same_of_sites_in_use(sandbox: Sandbox, client: LipasClient) -> None:
    in_use = client.sites.iter(
        municipalities=PLACES, statuses=["active", "out-of-service-temporarily"]
    )
    modern = {it.lipas_id: it for it in in_use}

    legacy = {it.lipas_id: it for it in client.v1.sites.iter(municipalities=PLACES)}

    assert legacy.keys() == modern.keys()
    assert all(it.type_code == modern[key].type_code for key, it in legacy.items())
    assert all(it.names["fi"] == modern[key].names["fi"] for key, it in legacy.items())
    assert all(it.owner == modern[key].owner for key, it in legacy.items())


def test_locations_of_interest_are_read_whole(client: LipasClient) -> None:
    found = client.lois.snapshot()

    assert found.completeness.complete
    assert found.drift == {}
    assert len(found.items) == len(list(client.lois.iter()))
    assert all(it.geometry is not None and it.remarks == () for it in found.items)
    assert client.lois.get(found.items[0].id) == found.items[0]
    assert client.lois.find("00000000-0000-4000-8000-000000000000") is None


def test_the_types_of_the_api_are_those_of_the_code_lists(client: LipasClient) -> None:
    active = {it.code: it for it in sports_site_types() if it.status == "active"}

    found = {it.code: it for it in client.categories.all()}

    assert found.keys() == active.keys()
    assert all(it.geometry == active[code].geometry for code, it in found.items())
    assert all(it.extras == {} for it in found.values())
    assert found[1340] == client.categories.get(1340)


def test_the_classification_of_v1_names_all_types(client: LipasClient) -> None:
    types = {it.code for it in client.v1.types()}
    main = client.v1.categories()

    assert types == {it.code for it in sports_site_types()}
    assert {code for it in main for sub in it.sub_categories for code in sub.type_codes} <= types


def test_the_asynchronous_client_reads_the_same(sandbox: Sandbox, client: LipasClient) -> None:
    async def read() -> tuple[list[int], int, int]:
        async with AsyncLipasClient(sandbox.lipas_url, contact="it@example.fi") as other:
            found = [it.lipas_id async for it in other.sites.iter(municipalities=PLACES)]
            lois = await other.lois.snapshot()
            return found, len(lois.items), len(await other.categories.all())

    sites, lois, types = anyio.run(read)

    assert sorted(sites) == sorted(sandbox.lipas.ids())
    assert (lois, types) == (len(client.lois.snapshot().items), 141)
