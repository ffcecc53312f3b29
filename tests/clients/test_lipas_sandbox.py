"""The client against the simulated Lipas, over real sockets."""

from collections.abc import Iterator

import pytest

from hytedata.clients.lipas import LipasClient
from hytedata.models.sports_site import SportsSite
from hytedata.places.representative import representative_point
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


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[LipasClient]:
    settings = {"contact": "data@example.fi", "sleep": lambda _: None}
    with LipasClient(sandbox.lipas_url, page_size=20, **settings) as client:  # type: ignore[arg-type]
        yield client


def landmark(sandbox: Sandbox, name: str) -> int:
    return sandbox.world.landmarks[name]


def ids(sites: tuple[SportsSite, ...]) -> list[int]:
    return [site.lipas_id for site in sites]


def test_every_site_of_the_municipality_is_read_in_all_statuses(
    sandbox: Sandbox, client: LipasClient
) -> None:
    found = client.snapshot(municipalities=PLACES)

    assert ids(found.items) == sorted(sandbox.lipas.ids())
    assert found.completeness.complete
    assert {"active", "out-of-service-permanently"} <= {site.status for site in found.items}
    assert found.drift == {}


def test_every_site_with_a_geometry_has_a_place_to_stand_at(client: LipasClient) -> None:
    found = client.snapshot(municipalities=PLACES)

    points = [representative_point(site.geometry) for site in found.items if site.geometry]

    assert len(points) == len(found.items)


def test_a_retired_site_stays_visible_with_its_new_status(
    sandbox: Sandbox, client: LipasClient
) -> None:
    retired = landmark(sandbox, "clean")
    sandbox.controls.lipas.retire(retired)

    found = client.snapshot(municipalities=PLACES)

    assert {it.lipas_id: it.status for it in found.items}[retired] == "out-of-service-permanently"


def test_sites_that_move_during_the_read_are_neither_lost_nor_doubled(
    sandbox: Sandbox, client: LipasClient
) -> None:
    sandbox.controls.lipas.reindex_every(2)

    found = client.snapshot(municipalities=PLACES)

    assert len(set(ids(found.items))) == len(found.items)
    assert not found.completeness.complete or ids(found.items) == sorted(sandbox.lipas.ids())


def test_a_touched_site_keeps_its_hash(sandbox: Sandbox, client: LipasClient) -> None:
    touched = landmark(sandbox, "clean")
    before = {it.lipas_id: it for it in client.raw_sites(municipalities=PLACES)}
    sandbox.controls.lipas.touch(touched)

    after = {it.lipas_id: it for it in client.raw_sites(municipalities=PLACES)}

    assert before[touched].event_date != after[touched].event_date
    assert before[touched].content_hash == after[touched].content_hash


def test_a_document_that_breaks_its_page_is_isolated_and_told(
    sandbox: Sandbox, client: LipasClient
) -> None:
    culprit = landmark(sandbox, "clean")
    sandbox.controls.lipas.poison(culprit)

    found = client.snapshot(municipalities=PLACES)

    assert ids(found.items) == sorted(set(sandbox.lipas.ids()) - {culprit})
    assert not found.completeness.complete
    assert "email: should match regex" in found.rejections[0].reason


@pytest.mark.parametrize(
    "fault",
    [
        Fault("truncate", mount="/lipas", after=1, times=1),
        Fault("garbage", mount="/lipas", after=1, times=1),
        Fault("status", mount="/lipas", after=1, times=2, status=502, html=True),
        Fault("status", mount="/lipas", after=1, times=2, status=500),
        Fault("reset", mount="/lipas", times=1),
        Fault("short-page", mount="/lipas", after=2, times=1, count=3),
        Fault("repeat-page", mount="/lipas", after=2, times=1),
        Fault("stale-page", mount="/lipas", after=2, times=1, count=2),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
def test_a_passing_fault_leaves_no_trace(
    sandbox: Sandbox, client: LipasClient, fault: Fault
) -> None:
    sandbox.controls.add_fault(fault)

    found = client.snapshot(municipalities=PLACES)

    assert ids(found.items) == sorted(sandbox.lipas.ids())
    assert found.completeness.complete


@pytest.mark.parametrize(
    "fault",
    [
        Fault("truncate", mount="/lipas", after=3),
        Fault("garbage", mount="/lipas", after=3),
        Fault("status", mount="/lipas", after=3, status=503, html=True),
        Fault("status", mount="/lipas", after=3, status=500),
        Fault("short-page", mount="/lipas", count=1),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
def test_a_lasting_fault_is_never_taken_for_a_full_read(
    sandbox: Sandbox, client: LipasClient, fault: Fault
) -> None:
    sandbox.controls.add_fault(fault)

    found = client.snapshot(municipalities=PLACES)

    assert 0 < len(found.items) < len(sandbox.lipas.ids())
    assert not found.completeness.complete
    assert found.completeness.reasons


def test_what_lipas_publishes_itself_shows_in_the_single_view(
    sandbox: Sandbox, client: LipasClient
) -> None:
    told = [
        client.publishes_to_ptv(landmark(sandbox, "published-by-lipas")),
        client.publishes_to_ptv(landmark(sandbox, "clean")),
        client.publishes_to_ptv(99_999_999),
    ]

    assert told == [True, False, None]


def test_the_single_view_has_the_content_of_the_list(sandbox: Sandbox, client: LipasClient) -> None:
    listed = {site.lipas_id: site for site in client.snapshot(municipalities=PLACES).items}
    lipas_id = landmark(sandbox, "route-with-activity")

    single = client.sites.find(lipas_id)

    assert single is not None
    differing = {"content_hash", "extras", "lipas_publishes", "reservations_link"}
    assert single.model_dump(exclude=differing) == listed[lipas_id].model_dump(exclude=differing)
