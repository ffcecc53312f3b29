"""Sites are iterated page by page, by what is asked for, and go on after an interruption."""

from typing import Any

import anyio
import httpx
import pytest
import respx

from hytedata.clients.lipas import AsyncLipasClient, LipasClient
from hytedata.clients.pages import Progress
from hytedata.codes import UnknownCode
from hytedata.errors import InputError, ReadInterrupted, SourceContractError, SourceUnavailable
from tests.clients.lipas_double import URL, sites
from tests.clients.lipas_sites.support import MOMENT, connect, ids, no_nap, v1_of
from tests.connectors.lipas.builders import site


def test_sites_are_iterated_lazily_page_by_page(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(*map(site, range(1, 6))).mount(lipas)

    found = client.sites.iter(municipalities=["889"])
    before, first, after_one = len(register.asked), next(found), len(register.asked)

    assert (before, first.lipas_id, after_one) == (0, 1, 1)
    assert ids(found) == [2, 3, 4, 5]


def test_all_filters_are_sent_with_all_statuses(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites().mount(lipas)

    list(
        client.sites.iter(
            municipalities=["889"],
            type_codes=[1340],
            owners=["city"],
            admins=["city-sports"],
            activities=["cycling"],
        )
    )

    sent = register.asked[0]
    assert sent.pop("statuses").count(",") == 5
    assert sent == {
        "page": "1",
        "page-size": "2",
        "city-codes": "889",
        "type-codes": "1340",
        "owners": "city",
        "admins": "city-sports",
        "activities": "cycling",
    }


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"municipalities": ["999"]}, "municipalities: '999' is not in the list"),
        ({"municipalities": "889"}, r"municipalities: give a list, \['889'\]"),
        ({"municipalities": []}, "municipalities: the list is empty"),
        ({"municipalities": [889.5]}, "municipalities: 889.5 is no code"),
        ({"statuses": ["aktiivinen"]}, "statuses: 'aktiivinen' is none of planning, planned"),
        ({"type_codes": [9]}, "type_codes: 9 is not in the list of types"),
        ({"type_codes": [102]}, "type_codes: 102 is deprecated"),
        ({"categories": [1]}, ""),
        ({"categories": [4]}, "categories: 4 is none of 0, 1, 2, 1000"),
        ({"categories": [4400], "type_codes": [1340]}, "have no type in common"),
        ({"owners": ["kunta"]}, "owners: 'kunta' is none of city"),
        ({"admins": ["kunta"]}, "admins: 'kunta' is none of"),
        ({"activities": ["chess"]}, "activities: 'chess' is none of outdoor"),
        ({"city_codes": ["889"]}, "sites know no 'city_codes', only municipalities"),
        ({"on_invalid": "ignore"}, "on_invalid: 'ignore' is none of raise, skip, raw"),
        ({"cursor": "3"}, "cursor: '3' is none of Lipas's"),
    ],
)
def test_what_lipas_does_not_know_is_refused_before_anything_is_sent(
    lipas: respx.MockRouter, client: LipasClient, filters: dict[str, Any], told: str
) -> None:
    if not told:
        client.sites.iter(**filters)
        return

    with pytest.raises(InputError, match=told):
        client.sites.iter(**filters)


def test_an_abolished_municipality_is_refused_with_its_successor(client: LipasClient) -> None:
    with pytest.raises(UnknownCode, match="municipalities: '004'") as caught:
        client.sites.iter(municipalities=["004"])

    assert caught.value.successor == "233"


def test_a_category_without_deprecated_types_is_asked_for_by_its_types(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(site(1)).mount(lipas)

    found = list(client.sites.iter(categories=[1300]))

    assert ids(found) == [1]
    assert "1340" in register.asked[0]["type-codes"].split(",")


def test_sites_of_a_deprecated_type_are_found_by_their_category(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(site(1), site(2, type={"type-code": 4310})).mount(lipas)

    found = list(client.sites.iter(categories=[4300]))

    assert ids(found) == [2]
    assert "type-codes" not in register.asked[0]


def test_progress_is_told_page_by_page(lipas: respx.MockRouter, client: LipasClient) -> None:
    sites(*map(site, range(1, 4))).mount(lipas)
    told: list[Progress] = []

    list(client.sites.iter(municipalities=["889"], progress=told.append))

    assert told == [Progress(2, 1, 3, 2), Progress(3, 2, 3, 2)]


@pytest.mark.parametrize("failing", range(3))
def test_an_interrupted_iteration_goes_on_and_every_site_comes_once(
    lipas: respx.MockRouter, client: LipasClient, failing: int
) -> None:
    register = sites(*map(site, range(1, 6))).mount(lipas)
    register.before = lambda asked: httpx.ReadError("down") if asked >= failing else None
    found: list[int] = []

    with pytest.raises(ReadInterrupted) as caught:
        found.extend(it.lipas_id for it in client.sites.iter(municipalities=["889"]))
    register.before, register.asked = None, []
    found += ids(client.sites.iter(municipalities=["889"], cursor=caught.value.cursor))

    assert found == [1, 2, 3, 4, 5]
    assert caught.value.items == 2 * failing
    assert isinstance(caught.value.__cause__, SourceUnavailable)
    assert int(register.asked[0]["page"]) == failing + 1


def test_a_proxy_that_answers_in_html_interrupts_the_read(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(site(1)).mount(lipas)
    register.before = lambda asked: httpx.Response(200, content=b"<html>gateway</html>")

    with pytest.raises(ReadInterrupted, match="begins with '<html>") as caught:
        list(client.sites.iter(municipalities=["889"]))

    assert isinstance(caught.value.__cause__, SourceContractError)


@pytest.mark.parametrize("content", [b'{"items": [{"lipas-id": 1', b"[]", b"null", b"{}"])
def test_a_truncated_or_odd_page_is_asked_for_again(
    lipas: respx.MockRouter, client: LipasClient, content: bytes
) -> None:
    register = sites(site(1)).mount(lipas)
    cut = httpx.Response(200, content=content)
    register.before = lambda asked: cut if asked < 2 else None

    assert ids(client.sites.iter(municipalities=["889"])) == [1]


def test_the_asynchronous_client_reads_the_same(lipas: respx.MockRouter) -> None:
    register = sites(*map(site, range(1, 6))).mount(lipas)
    v1_of(lipas, [1], [])

    async def read() -> tuple[Any, ...]:
        client = AsyncLipasClient(URL, contact="it@example.fi", page_size=2, sleep=no_nap)
        async with client:
            sites = client.sites
            every = [it.lipas_id async for it in sites.iter(municipalities=["889"])]
            pages = [len(it.items) async for it in sites.pages(municipalities=["889"])]
            snapshot = await sites.snapshot(municipalities=["889"])
            changes = await sites.changes({1: "x"}, municipalities=["889"])
            since = await sites.changed_since(MOMENT)
            many = await sites.get_many([1, 9])
            one, none = await sites.get(1), await sites.find(9)
            register.before = lambda asked: httpx.ReadError("down")
            with pytest.raises(ReadInterrupted):
                [it async for it in sites.iter(municipalities=["889"])]
        return every, pages, snapshot, changes, since, many, one, none

    every, pages, snapshot, changes, since, many, one, none = anyio.run(read)

    assert (every, pages, ids(snapshot.items)) == ([1, 2, 3, 4, 5], [2, 2, 1], [1, 2, 3, 4, 5])
    assert (ids(changes.changed), len(changes.new)) == ([1], 4)
    assert (since.modified, ids(many.items), one.lipas_id, none) == ((1,), [1], 1, None)


def test_a_page_size_that_lipas_refuses_is_refused_here() -> None:
    with pytest.raises(InputError, match="page_size: 101"):
        connect(101)
