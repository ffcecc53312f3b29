"""A part of the country means the same in the clients and in the catalogue."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import shapely

from hytedata.clients.lipas import LipasClient
from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.errors import ReadInterrupted
from hytedata.models.common import Completeness, Position
from hytedata.models.sports_site import SportsSite
from hytedata.places.shapes import shape_of
from hytedata.runs.entries import entry_of_record, entry_of_site
from hytedata.sandbox import Fault, Sandbox
from hytedata.store import Catalogue
from hytedata.store.catalogue import Entry


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


async def no_nap(seconds: float) -> None:
    pass


@pytest.fixture(scope="module")
def lipas(sandbox: Sandbox) -> Iterator[LipasClient]:
    with LipasClient(sandbox.lipas_url, contact="it@example.fi", sleep=no_nap) as client:
        yield client


@pytest.fixture(scope="module")
def ptv(sandbox: Sandbox) -> Iterator[PtvClient]:
    with PtvClient(sandbox.ptv_url, contact="it@example.fi", sleep=no_nap) as client:
        yield client


@pytest.fixture(scope="module")
def ptv12(sandbox: Sandbox) -> Iterator[PtvClient]:
    with PtvClient(
        sandbox.ptv12_url,
        contact="it@example.fi",
        read_version="v12",
        api_key=sandbox.api_key,
        sleep=no_nap,
    ) as client:
        yield client


@pytest.fixture(scope="module")
def sites(lipas: LipasClient) -> tuple[SportsSite, ...]:
    return lipas.sites.snapshot().items


@pytest.fixture(scope="module")
def catalogue(sites: tuple[SportsSite, ...], ptv: PtvClient) -> Iterator[Catalogue]:
    records = (
        *ptv.services.snapshot().items,
        *ptv.channels.snapshot().items,
        *ptv.organisations.snapshot().items,
    )
    entries: list[Entry] = [*map(entry_of_site, sites), *map(entry_of_record, records)]
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with Catalogue.open("sqlite://", now=lambda: now, create=True) as made:
        for source, kind in {(one.ref.source, one.ref.kind) for one in entries}:
            with made.reading(source, kind, "all") as reading:
                for one in entries:
                    if (one.ref.source, one.ref.kind) == (source, kind):
                        reading.put(one)
                reading.finish(Completeness(complete=True, items=len(entries)))
        yield made


def middle(sites: tuple[SportsSite, ...]) -> Position:
    place = shapely.union_all([shape_of(one) for one in sites if one.geometry]).centroid
    return Position(east=place.x, north=place.y)


def areas(sites: tuple[SportsSite, ...]) -> list[dict[str, Any]]:
    here = middle(sites)
    box = shapely.box(here.east - 1500, here.north - 1500, here.east + 1500, here.north + 1500)
    return [
        {"municipality": "Utajärvi"},
        {"county": "19"},
        {"region": "Pohjois-Pohjanmaa"},
        {"municipality": "091", "region": "17"},
        {"near": (here, 1000)},
        {"near": (here, 2000), "municipality": "889"},
        {"within": box, "crs": 3067},
        {"county": "18"},
    ]


def test_sites_of_an_area_are_those_that_the_catalogue_gives(
    lipas: LipasClient, catalogue: Catalogue, sites: tuple[SportsSite, ...]
) -> None:
    sizes = set()
    for area in areas(sites):
        found = {one.lipas_id for one in lipas.sites.snapshot(**area).items}
        paged = {one.lipas_id for one in lipas.sites.iter(**area)}

        kept = {int(one.id) for one in catalogue.records(source="lipas", **area)}

        assert found == paged == kept
        sizes.add(len(kept))
    assert len(sizes) > 3


def test_places_of_ptv_near_a_point_are_those_that_the_catalogue_gives(
    ptv: PtvClient, catalogue: Catalogue, sites: tuple[SportsSite, ...]
) -> None:
    for area in [one for one in areas(sites) if one.keys() <= {"within", "near", "crs"}]:
        channels = {one.id for one in ptv.channels.snapshot(**area).items}
        organisations = {one.id for one in ptv.organisations.snapshot(**area).items}

        kept = {one.id for one in catalogue.records(source="ptv", **area)}

        assert channels | organisations == kept


@pytest.mark.parametrize("include_county_wide", [True, False])
@pytest.mark.parametrize("include_nationwide", [True, False])
def test_services_of_an_area_are_those_that_the_catalogue_gives(
    ptv: PtvClient,
    ptv12: PtvClient,
    catalogue: Catalogue,
    include_county_wide: bool,
    include_nationwide: bool,
) -> None:
    sizes = set()
    for area in ({"municipality": "889"}, {"county": "19"}, {"region": "17"}, {"county": "91"}):
        asked: dict[str, Any] = {
            **area,
            "include_county_wide": include_county_wide,
            "include_nationwide": include_nationwide,
        }
        found = {one.id for one in ptv.services.snapshot(**asked).items}
        found12 = {one.id for one in ptv12.services.snapshot(**asked).items}

        kept = {one.id for one in catalogue.records(kind="service", **asked)}

        assert found == found12 == kept
        sizes.add(len(kept))
    assert len(sizes) > 1


def test_locations_of_interest_are_chosen_by_where_they_are(
    lipas: LipasClient, sites: tuple[SportsSite, ...]
) -> None:
    everything = lipas.lois.snapshot().items
    shape = shape_of(everything[0])
    assert shape is not None

    found = lipas.lois.snapshot(within=shape.buffer(1), crs=3067).items

    assert everything[0] in found
    assert len(found) < len(everything)


def test_a_read_of_an_area_goes_on_where_it_was_interrupted(
    sandbox: Sandbox, sites: tuple[SportsSite, ...]
) -> None:
    near = (middle(sites), 2000)
    with LipasClient(
        sandbox.lipas_url, contact="it@example.fi", page_size=10, sleep=no_nap
    ) as client:
        whole = [one.lipas_id for one in client.sites.iter(near=near)]
        sandbox.controls.add_fault(
            Fault("status", mount="/lipas", path="sports-sites", status=500, after=2)
        )
        first: list[int] = []
        with pytest.raises(ReadInterrupted) as stopped:
            first.extend(one.lipas_id for one in client.sites.iter(near=near))
        sandbox.controls.clear_faults()

        rest = [one.lipas_id for one in client.sites.iter(near=near, cursor=stopped.value.cursor)]

    assert sorted({*first, *rest}) == sorted(whole)
    assert first != whole


def test_what_left_the_area_is_told_by_a_read_of_changes(
    lipas: LipasClient, sites: tuple[SportsSite, ...]
) -> None:
    here = middle(sites)
    wide = lipas.sites.changes({}, near=(here, 2000))
    narrow = lipas.sites.changes({}, near=(here, 1000))

    again = lipas.sites.changes(wide.hashes, near=(here, 2000))
    smaller = lipas.sites.changes({}, near=(here, 1000))

    assert (again.new, again.changed, again.gone) == ((), (), ())
    assert again.unchanged == len(wide.new)
    assert narrow.hashes == smaller.hashes
    assert narrow.hashes.keys() < wide.hashes.keys()
