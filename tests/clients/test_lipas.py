from collections.abc import Iterator
from typing import Any

import anyio
import httpx
import pytest
import respx

from hytedata.clients.lipas import AsyncLipasClient, LipasClient, lipas_upstream
from hytedata.connectors._http import Upstream
from hytedata.errors import InputError, RecordError, SourceContractError, SourceUnavailable
from hytedata.sync.ports import SiteSource
from tests.connectors.lipas.builders import coercion_500, encoded, page, site

URL = "https://lipas.test"
LIST = f"{URL}/v2/sports-sites"
ONE = f"{URL}/v2/sports-sites/1"
PTV = {"sync-enabled": True, "service-channel-ids": ["3c5f3f6a"]}


@pytest.fixture
def lipas() -> Iterator[respx.MockRouter]:
    with respx.mock() as router:
        yield router


@pytest.fixture
def client() -> Iterator[LipasClient]:
    with LipasClient(URL, contact="data@example.fi", sleep=lambda _: None) as client:
        yield client


def answered(content: bytes, status: int = 200) -> httpx.Response:
    return httpx.Response(status, content=content)


def test_a_snapshot_is_typed_sorted_and_complete(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    route = lipas.get(LIST).mock(return_value=answered(page([site(2), site(1)])))
    source: SiteSource = client

    found = source.snapshot(municipalities=["889"])

    assert [it.lipas_id for it in found.items] == [1, 2]
    assert found.completeness.complete
    assert found.items[0].lipas_publishes is None
    assert route.calls.last.request.url.params["city-codes"] == "889"
    assert "data@example.fi" in route.calls.last.request.headers["User-Agent"]


def test_progress_is_told_page_by_page(lipas: respx.MockRouter) -> None:
    pages = [answered(page([site(1)], total=2)), answered(page([site(2)], total=2))]
    lipas.get(LIST).mock(side_effect=pages)
    told: list[tuple[int, int]] = []

    with LipasClient(URL, contact="data@example.fi", page_size=1) as client:
        client.snapshot(
            municipalities=["889"], progress=lambda read, expected: told.append((read, expected))
        )

    assert told == [(1, 2), (2, 2)]


def test_a_record_that_cannot_be_used_makes_the_snapshot_incomplete(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(LIST).mock(return_value=answered(page([site(1), site(2, name=None)])))

    found = client.snapshot(municipalities=["889"])

    assert len(found.items) == 1
    assert found.completeness.reasons == ("1 record(s) could not be used (2: name: it is missing)",)


def test_categories_are_chosen_here_so_that_deprecated_types_are_not_missed(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    old = site(3, type={"type-code": 4310})
    route = lipas.get(LIST).mock(return_value=answered(page([site(1), old])))

    found = client.snapshot(municipalities=["889"], categories=[4300])

    assert [it.lipas_id for it in found.items] == [3]
    assert "type-codes" not in route.calls.last.request.url.params


def test_an_outage_gives_an_incomplete_snapshot_with_the_reason(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(LIST).mock(return_value=answered(b"<html>", 503))

    found = client.snapshot(municipalities=["889"])

    assert found.items == ()
    assert not found.completeness.complete
    assert "lipas answered 503" in found.completeness.reasons[0]


def test_a_truncated_answer_is_asked_for_again(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    broken = httpx.RemoteProtocolError("peer closed connection")
    lipas.get(LIST).mock(side_effect=[broken, answered(page([site(1)]))])

    found = client.snapshot(municipalities=["889"])

    assert found.completeness.complete


def test_a_refused_parameter_is_told_as_it_is(lipas: respx.MockRouter, client: LipasClient) -> None:
    refusal = {"type": "reitit.coercion/request-coercion", "humanized": {"page": ["too big"]}}
    lipas.get(LIST).mock(return_value=answered(encoded(refusal), 400))

    with pytest.raises(InputError, match="page: too big"):
        client.snapshot(municipalities=["889"])


def test_raw_sites_are_streamed_page_by_page(lipas: respx.MockRouter) -> None:
    pages = [answered(page([site(1)], total=2)), answered(page([site(2)], total=2))]
    route = lipas.get(LIST).mock(side_effect=pages)

    with LipasClient(URL, contact="data@example.fi", page_size=1) as client:
        sites = client.raw_sites(municipalities=["889"])
        first = next(sites)
        calls_before, early = route.call_count, sites.completeness
        rest = list(sites)

    assert (first.lipas_id, [it.lipas_id for it in rest], calls_before) == (1, [2], 1)
    assert early.reasons == ("the read has not come to its end",)
    assert sites.completeness.complete


def test_the_whole_country_may_be_read_raw(lipas: respx.MockRouter, client: LipasClient) -> None:
    route = lipas.get(LIST).mock(return_value=answered(page([site(1), site(2, city=91)])))

    found = list(client.raw_sites(statuses=["active"], type_codes=[1340]))

    assert len(found) == 2
    params = route.calls.last.request.url.params
    assert (params["statuses"], params["type-codes"]) == ("active", "1340")
    assert "city-codes" not in params


def test_the_single_view_tells_whether_lipas_publishes(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(ONE).mock(
        side_effect=[answered(encoded(site(1, ptv=PTV))), answered(encoded(site()))]
    )

    with_block = client.sites.find(1)
    without = client.sites.find(1)

    assert with_block is not None
    assert without is not None
    assert (with_block.lipas_publishes, without.lipas_publishes) == (True, False)


@pytest.mark.parametrize(
    "answer", [answered(b"", 404), answered(coercion_500(None, "x"), 500), answered(b"null")]
)
def test_an_unknown_site_is_none_in_every_guise(
    lipas: respx.MockRouter, client: LipasClient, answer: httpx.Response
) -> None:
    lipas.get(ONE).mock(return_value=answer)

    assert client.sites.find(1) is None
    assert client.publishes_to_ptv(1) is None


def test_another_500_is_tried_again(lipas: respx.MockRouter, client: LipasClient) -> None:
    trouble = answered(b'{"type":"internal-server-error"}', 500)
    lipas.get(ONE).mock(side_effect=[trouble, trouble, answered(encoded(site(1)))])

    assert client.sites.find(1) is not None


def test_an_outage_is_no_answer_to_whether_lipas_publishes(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(ONE).mock(side_effect=httpx.ConnectError("down"))

    assert client.publishes_to_ptv(1) is None
    with pytest.raises(SourceUnavailable):
        client.sites.find(1)


@pytest.mark.parametrize(
    ("document", "publishes"),
    [
        (site(1), False),
        (site(1, ptv=PTV), True),
        (site(1, ptv={"sync-enabled": False, "service-channel-ids": ["x"]}), True),
        (site(1, ptv={"sync-enabled": False}), False),
        (site(1, ptv={"sync-enabled": 1}), None),
        (site(2, ptv=PTV), None),
        ([], None),
    ],
)
def test_publishing_is_known_only_from_a_readable_document_of_the_site(
    lipas: respx.MockRouter, client: LipasClient, document: Any, publishes: bool | None
) -> None:
    lipas.get(ONE).mock(return_value=answered(encoded(document)))

    assert client.publishes_to_ptv(1) is publishes


def test_a_single_site_that_cannot_be_used_says_why(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(ONE).mock(return_value=answered(encoded(site(1, name=None))))

    with pytest.raises(RecordError, match="lipas 1: name: it is missing"):
        client.sites.find(1)


def test_another_site_than_the_one_asked_for_is_refused(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(ONE).mock(return_value=answered(encoded(site(2))))

    with pytest.raises(SourceContractError, match="site 2 came"):
        client.sites.find(1)


def test_who_asks_must_say_who_they_are() -> None:
    with pytest.raises(InputError, match="contact"):
        LipasClient(URL)


def test_an_upstream_may_carry_more_settings() -> None:
    upstream = lipas_upstream(URL, contact="data@example.fi", per_second=3, proxy="http://p.test")

    client = LipasClient(upstream)

    assert isinstance(upstream, Upstream)
    assert (upstream.at_once, upstream.per_second) == (2, 3)
    client.close()


def test_the_asynchronous_client_reads_the_same(lipas: respx.MockRouter) -> None:
    lipas.get(LIST).mock(return_value=answered(page([site(2), site(1)])))
    lipas.get(ONE).mock(return_value=answered(encoded(site(1, ptv=PTV))))

    async def read() -> tuple[list[int], list[int], bool, object, object]:
        async with AsyncLipasClient(URL, contact="data@example.fi") as client:
            found = await client.snapshot(municipalities=["889"])
            sites = client.raw_sites(municipalities=["889"])
            raw = [it.lipas_id async for it in sites]
            one, publishes = await client.sites.find(1), await client.publishes_to_ptv(1)
        ids = [it.lipas_id for it in found.items]
        return ids, raw, sites.completeness.complete, one and one.lipas_publishes, publishes

    assert anyio.run(read) == ([1, 2], [2, 1], True, True, True)
