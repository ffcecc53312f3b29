import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
import httpx
import pytest
import respx

from hytedata.clients.lipas import AsyncLipasClient, LipasClient
from hytedata.clients.pages import InvalidRecord, Progress
from hytedata.codes import UnknownCode
from hytedata.errors import (
    InputError,
    NotFound,
    ReadInterrupted,
    RecordError,
    SourceContractError,
    SourceUnavailable,
)
from hytedata.models.common import Completeness
from hytedata.models.sports_site import SportsSite
from tests.clients.lipas_double import URL, sites
from tests.connectors.lipas.builders import coercion_500, encoded, page, site

MOMENT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""In the hour that comes twice in Helsinki."""


@pytest.fixture
def lipas() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        yield router


@pytest.fixture
def client() -> Iterator[LipasClient]:
    with connect() as client:
        yield client


def connect(page_size: int = 2) -> LipasClient:
    return LipasClient(URL, contact="it@example.fi", page_size=page_size, sleep=no_nap)


async def no_nap(seconds: float) -> None:
    pass


def ids(found: Any) -> list[int]:
    return [it.lipas_id for it in found]


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


def test_an_unusable_site_is_skipped_counted_and_logged(
    lipas: respx.MockRouter, client: LipasClient, caplog: pytest.LogCaptureFixture
) -> None:
    sites(site(1), site(2, name=None), site(3)).mount(lipas)

    with caplog.at_level(logging.WARNING, "hytedata.lipas"):
        found = list(client.sites.pages(municipalities=["889"]))

    assert [ids(it.items) for it in found] == [[1], [3]]
    assert [it.ref.id for it in found[0].rejections] == ["2"]
    assert "records_invalid source=lipas count=1" in caplog.text


def test_an_unusable_site_ends_the_read_where_that_is_wanted(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(2), site(3, name=None)).mount(lipas)
    found = client.sites.iter(municipalities=["889"], on_invalid="raise")

    assert [next(found).lipas_id, next(found).lipas_id] == [1, 2]
    with pytest.raises(RecordError, match="lipas 3: name: it is missing"):
        next(found)


def test_an_unusable_site_comes_raw_in_its_place(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(2, name=None)).mount(lipas)

    first, second = client.sites.iter(municipalities=["889"], on_invalid="raw")

    assert isinstance(first, SportsSite)
    assert isinstance(second, InvalidRecord)
    assert (second.ref.id, second.error.field, second.raw["lipas-id"]) == ("2", "name", 2)


def test_a_document_that_lipas_cannot_show_comes_raw_without_content(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(site(1)).mount(lipas)
    broken = httpx.Response(500, content=coercion_500({}, {"items": [{"email": ["bad"]}]}))
    register.before = lambda asked: broken if asked in (0, 1) else None

    found = list(client.sites.pages(municipalities=["889"], on_invalid="raw"))

    lost = [it for each in found for it in each.items if isinstance(it, InvalidRecord)]
    assert [(it.ref.id, it.raw) for it in lost] == [("position 1 of municipality 889", {})]


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


def test_unknown_fields_are_drift_and_logged_once_per_read(
    lipas: respx.MockRouter, client: LipasClient, caplog: pytest.LogCaptureFixture
) -> None:
    sites(*(site(it, brand_new=1) for it in range(1, 4))).mount(lipas)

    with caplog.at_level(logging.INFO, "hytedata.lipas"):
        found = list(client.sites.iter(municipalities=["889"]))
    read = client.sites.snapshot(municipalities=["889"])

    assert caplog.text.count("source_drifted") == 1
    assert "{'brand-new': 3}" in caplog.text
    assert (read.drift, found[0].extras) == ({"brand-new": 3}, {"brand-new": 1})


def test_a_snapshot_has_its_verdict_and_its_rejections(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(3), site(1), site(2, name=None)).mount(lipas)

    found = client.sites.snapshot(municipalities=["889"])

    assert ids(found.items) == [1, 3]
    assert not found.completeness.complete
    assert "2: name: it is missing" in found.completeness.reasons[0]


def test_a_snapshot_of_the_whole_country_needs_no_municipality(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(2, city=91)).mount(lipas)

    found = client.sites.snapshot()

    assert (ids(found.items), found.completeness.complete) == ([1, 2], True)


def test_an_outage_makes_a_snapshot_incomplete(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(*map(site, range(1, 5))).mount(lipas)
    register.before = lambda asked: httpx.ReadError("down") if asked else None

    found = client.sites.snapshot(municipalities=["889"])

    assert ids(found.items) == [1, 2]
    assert "gave no answer" in found.completeness.reasons[0]


def test_a_missing_site_is_none_or_not_found(lipas: respx.MockRouter, client: LipasClient) -> None:
    sites(site(1)).mount(lipas)

    assert client.sites.get(1).lipas_id == 1
    assert client.sites.find(2) is None
    with pytest.raises(NotFound, match="lipas has no sports site 2"):
        client.sites.get(2)


@pytest.mark.parametrize("lipas_id", [0, -1, True, "1", 1.0])
def test_what_is_no_id_is_refused(client: LipasClient, lipas_id: Any) -> None:
    with pytest.raises(InputError, match="lipas_id"):
        client.sites.get(lipas_id)


def test_a_single_view_that_was_cut_off_is_asked_for_again(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    whole = encoded(site(1))
    lipas.get(f"{URL}/v2/sports-sites/1").mock(
        side_effect=[httpx.Response(200, content=it) for it in (whole[:-9], whole)]
    )

    assert client.sites.get(1).lipas_id == 1


def test_many_sites_come_by_id_and_the_missing_are_named(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(3), site(4, name=None)).mount(lipas)
    told: list[Progress] = []

    found = client.sites.get_many([3, 2, 1, 3, 4], progress=told.append)

    assert ids(found.items) == [1, 3]
    assert found.completeness.reasons[0] == "Lipas has no site 2"
    assert [it.ref.id for it in found.rejections] == ["4"]
    assert told[-1] == Progress(4, 4, 4, 4)


def test_many_sites_stop_asking_after_two_outages_and_say_so(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    route = lipas.get(url__startswith=f"{URL}/v2/sports-sites/")
    route.mock(side_effect=httpx.ConnectError)

    found = client.sites.get_many([1, 2, 3])

    assert found.completeness.reasons[-1] == "was not asked for any more: 3"
    assert not found.completeness.complete


def test_a_stored_document_that_breaks_its_schema_is_a_rejection_among_many(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    broken = coercion_500(site(1), {"email": ["should match regex"]})
    lipas.get(f"{URL}/v2/sports-sites/1").mock(return_value=httpx.Response(500, content=broken))

    found = client.sites.get_many([1])

    assert "email: should match regex" in found.rejections[0].reason


def known_hashes(client: LipasClient) -> dict[int, str]:
    return {it.lipas_id: it.content_hash for it in client.sites.iter(municipalities=["889"])}


def test_changes_are_told_by_content_and_not_by_date(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(*map(site, range(1, 5))).mount(lipas)
    known = known_hashes(client)
    register.documents[0]["event-date"] = "2026-09-09T00:00:00.000Z"  # saved, unchanged
    register.documents[1]["status"] = "out-of-service-permanently"
    register.documents.append(site(5))

    found = client.sites.changes(known, municipalities=["889"])

    assert (ids(found.new), ids(found.changed), found.unchanged) == ([5], [2], 3)
    assert found.changed[0].status == "out-of-service-permanently"
    assert found.completeness == Completeness(complete=True, items=5)
    assert found.hashes == known_hashes(client)


def test_a_known_site_that_is_missing_is_looked_up_before_it_is_called_gone(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(*map(site, range(1, 4))).mount(lipas)
    known = known_hashes(client)
    register.documents[0]["location"]["city"]["city-code"] = 91
    del register.documents[1]

    found = client.sites.changes(known, municipalities=["889"])

    assert (ids(found.elsewhere), found.gone, found.unconfirmed) == ([1], (2,), ())
    assert found.elsewhere[0].municipality == "091"
    assert set(found.hashes) == {3}


def test_an_incomplete_read_calls_nothing_gone(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(*map(site, range(1, 5))).mount(lipas)
    known = known_hashes(client)
    register.asked = []
    register.before = lambda asked: httpx.ReadError("down") if asked else None

    found = client.sites.changes(known, municipalities=["889"])

    assert (found.gone, found.unconfirmed, found.unchanged) == ((), (3, 4), 2)
    assert not found.completeness.complete
    assert found.hashes == known


def test_a_known_site_that_became_unusable_is_neither_gone_nor_forgotten(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(site(1), site(2)).mount(lipas)
    known = known_hashes(client)
    del register.documents[0]["name"]

    found = client.sites.changes(known, municipalities=["889"])

    assert [it.ref.id for it in found.rejections] == ["1"]
    assert (found.changed, found.gone, found.unchanged) == ((), (), 1)
    assert found.hashes == known


def test_a_lookup_that_fails_leaves_the_site_unconfirmed(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(f"{URL}/v2/sports-sites/9").mock(side_effect=httpx.ConnectError)
    sites(site(1)).mount(lipas)
    known = known_hashes(client) | {9: "x"}

    found = client.sites.changes(known, municipalities=["889"])

    assert (found.gone, found.unconfirmed) == ((), (9,))
    assert found.hashes == known


def v1_of(lipas: respx.MockRouter, modified: list[int], deleted: list[int]) -> None:
    rows = [{"sportsPlaceId": it} for it in modified]
    lipas.get(f"{URL}/v1/sports-places").mock(
        return_value=httpx.Response(200, content=encoded(rows))
    )
    gone = [{"sportsPlaceId": it, "deletedAt": "2026-10-25 02:00:00.000"} for it in deleted]
    lipas.get(f"{URL}/v1/deleted-sports-places").mock(
        return_value=httpx.Response(200, content=encoded(gone))
    )


def test_candidates_are_asked_for_in_helsinki_time_and_in_utc_and_read_anew(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    retired = site(2, status="out-of-service-permanently")
    sites(site(1), retired).mount(lipas)
    v1_of(lipas, [1, 7], [2])

    found = client.sites.changed_since(MOMENT)

    listed, deleted = (
        call.request.url.params for call in lipas.calls if "/v1/" in call.request.url.path
    )
    assert listed["modifiedAfter"] == "2026-10-25 00:30:00.000"  # 21:30 UTC, summer time
    assert deleted["since"] == "2026-10-24 21:30:00.000"
    assert "fields" not in listed
    assert (found.modified, [it.lipas_id for it in found.deleted]) == ((1, 7), [2])
    assert ids(found.sites.items) == [1, 2]
    assert found.sites.completeness.reasons == ("Lipas has no site 7",)


def test_candidates_of_a_municipality_leave_out_what_was_retired_elsewhere(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(2, city=91)).mount(lipas)
    v1_of(lipas, [1], [2])

    found = client.sites.changed_since(MOMENT, municipalities=["889"], type_codes=[1340])

    assert (ids(found.sites.items), found.deleted) == ([1], ())
    assert found.sites.completeness == Completeness(complete=True, items=1)


def test_a_time_without_a_zone_is_refused(client: LipasClient) -> None:
    naive = MOMENT.replace(tzinfo=None)

    with pytest.raises(InputError, match="moment: give a time with its zone"):
        client.sites.changed_since(naive)
    with pytest.raises(InputError, match="overlap: -1 day"):
        client.sites.changed_since(MOMENT, overlap=timedelta(days=-1))


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


def test_null_missing_and_empty_say_the_same(lipas: respx.MockRouter, client: LipasClient) -> None:
    nothing = {"properties": None, "images": None, "renovation-years": None, "activities": None}
    empty: dict[str, Any] = {
        "properties": {},
        "images": [],
        "renovation-years": [],
        "activities": {},
    }
    bare = site(1)
    lists = [page([bare | it]) for it in ({}, nothing, empty)]
    lipas.get(f"{URL}/v2/sports-sites").mock(
        side_effect=[httpx.Response(200, content=it) for it in lists]
    )

    found = [next(client.sites.iter()).model_dump(exclude={"content_hash"}) for _ in lists]

    assert found[0] == found[1] == found[2]
