import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import respx

from hytedata.clients.lipas import AsyncLipasClient, LipasClient
from hytedata.errors import InputError, NotFound, ReadInterrupted, RecordError, SourceUnavailable
from tests.clients.lipas_double import URL, lois
from tests.connectors.lipas.builders import POINT, encoded, feature_collection

IDS = [f"3c5f3f6a-8a1d-4a55-9c63-0f4a1be2d7{it:02d}" for it in range(10)]
ONE = f"{URL}/v2/lois/{IDS[0]}"
LIST = f"{URL}/v2/lois"
TROUBLE = encoded({"message": "nil", "type": "internal-server-error"})


@pytest.fixture
def lipas() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        yield router


@pytest.fixture
def client() -> Iterator[LipasClient]:
    with LipasClient(URL, contact="it@example.fi", page_size=2, sleep=no_nap) as client:
        yield client


async def no_nap(seconds: float) -> None:
    pass


def loi(number: int, **changes: Any) -> dict[str, Any]:
    document = {
        "id": IDS[number],
        "event-date": "2025-06-18T12:30:00.000Z",
        "status": "active",
        "loi-category": "outdoor-recreation-facilities",
        "loi-type": "fire-pit",
        "geometries": feature_collection(POINT),
    }
    return document | {key.replace("_", "-"): value for key, value in changes.items()}


def test_locations_of_interest_are_iterated_with_their_filters(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    hazard = loi(3, loi_category="water-conditions", loi_type="hazard")
    register = lois(*map(loi, range(3)), hazard).mount(lipas)

    found = list(client.lois.iter(categories=["outdoor-recreation-facilities"], types=["fire-pit"]))

    assert [it.id for it in found] == IDS[:3]
    assert register.asked[0]["types"] == "fire-pit"
    assert register.asked[0]["statuses"].count(",") == 5


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"statuses": ["open"]}, "statuses: 'open' is none of"),
        ({"categories": ["fun"]}, "categories: 'fun' is none of water-conditions"),
        ({"types": ["pit"]}, "types: 'pit' is not in the list"),
        ({"types": "pit"}, "types: give a list"),
        ({"municipalities": ["889"]}, "lois know no 'municipalities'"),
    ],
)
def test_what_lipas_does_not_know_is_refused_before_anything_is_sent(
    client: LipasClient, filters: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        client.lois.iter(**filters)


def test_an_interrupted_iteration_goes_on_and_every_location_comes_once(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = lois(*map(loi, range(5))).mount(lipas)
    register.before = lambda asked: httpx.ReadError("down") if asked >= 1 else None
    found: list[str] = []

    with pytest.raises(ReadInterrupted) as caught:
        found.extend(it.id for it in client.lois.iter())
    register.before = None
    found += [it.id for it in client.lois.iter(cursor=caught.value.cursor)]

    assert found == IDS[:5]


def test_a_snapshot_has_its_verdict(lipas: respx.MockRouter, client: LipasClient) -> None:
    lois(loi(1), loi(0), loi(2, loi_type=None)).mount(lipas)

    found = client.lois.snapshot()

    assert [it.id for it in found.items] == IDS[:2]
    assert [it.ref.kind for it in found.rejections] == ["loi"]
    assert not found.completeness.complete


def test_an_outage_makes_a_snapshot_incomplete(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = lois(*map(loi, range(5))).mount(lipas)
    register.before = lambda asked: httpx.ReadError("down") if asked >= 1 else None

    found = client.lois.snapshot()

    assert [it.id for it in found.items] == IDS[:2]
    assert "has not come to its end" in found.completeness.reasons[0]


def test_a_location_is_read_by_its_id_whatever_its_case(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lois(loi(0, name={"fi": "Tulipaikka"})).mount(lipas)

    assert client.lois.get(IDS[0].upper()).names == {"fi": "Tulipaikka"}


def test_an_id_that_lipas_cannot_show_while_it_shows_the_list_is_unknown(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lois().mount(lipas)
    lipas.routes.clear()
    lipas.get(ONE).mock(return_value=httpx.Response(500, content=TROUBLE))
    lois().mount(lipas)

    assert client.lois.find(IDS[0]) is None
    with pytest.raises(NotFound, match=f"lipas has no Location of Interest {IDS[0]}"):
        client.lois.get(IDS[0])


def test_an_id_that_cannot_be_shown_while_lipas_is_in_trouble_is_not_called_unknown(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    for address in (ONE, LIST):
        lipas.get(address).mock(return_value=httpx.Response(500, content=TROUBLE))

    with pytest.raises(SourceUnavailable, match="answered 500"):
        client.lois.find(IDS[0])


def test_a_location_that_cannot_be_used_says_why(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lois(loi(0, status=" ")).mount(lipas)

    with pytest.raises(RecordError, match="status: it is missing"):
        client.lois.get(IDS[0])


@pytest.mark.parametrize("loi_id", ["", "7", 7])
def test_what_is_no_uuid_is_refused(client: LipasClient, loi_id: Any) -> None:
    with pytest.raises(InputError, match="is no UUID"):
        client.lois.get(loi_id)


def test_the_asynchronous_client_reads_the_same(lipas: respx.MockRouter, shared: Path) -> None:
    sample = json.loads((shared / "reference/lipas-samples/loi.json").read_bytes())
    lois(sample, loi(1)).mount(lipas)

    async def read() -> tuple[Any, ...]:
        async with AsyncLipasClient(URL, contact="it@example.fi") as client:
            every = [it async for it in client.lois.iter()]
            pages = [it async for it in client.lois.pages()]
            snapshot = await client.lois.snapshot()
            return every, pages, snapshot, await client.lois.get(sample["id"])

    every, pages, snapshot, one = anyio.run(read)

    assert [len(every), len(pages), len(snapshot.items)] == [2, 1, 2]
    assert one in every
    assert one.use_during_fire_warning is False
