from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
import httpx
import pytest
import respx

from hytedata.clients.lipas import AsyncLipasClient, LipasClient, Near
from hytedata.clients.pages import InvalidRecord
from hytedata.codes import municipalities
from hytedata.errors import (
    InputError,
    NotFound,
    ReadInterrupted,
    RecordError,
    SourceContractError,
    SourceUnavailable,
)
from hytedata.models.site_changes import V1Record
from tests.clients.lipas_double import URL
from tests.connectors.lipas.builders import POINT, encoded, feature_collection

LIST = f"{URL}/v1/sports-places"


def place(lipas_id: int, city: int = 889, **changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {
        "sportsPlaceId": lipas_id,
        "name": f"Kenttä {lipas_id}",
        "type": {"typeCode": 1340, "name": "Pallokenttä"},
        "lastModified": "2026-01-02 05:04:05.678",
        "owner": "Kunta",
        "admin": "Kunta / liikuntatoimi",
        "location": {
            "city": {"name": "Utajärvi", "cityCode": city},
            "address": "Koulutie 1",
            "postalCode": "91600",
            "geometries": feature_collection(POINT),
        },
    }
    return {key: value for key, value in (document | changes).items() if value is not None}


class Places:
    """API v1's list: 206 with a total while there is more, 500 beyond its window."""

    def __init__(self, *places: dict[str, Any], total: int | None = None) -> None:
        self.places, self.total = list(places), total
        self.asked: list[httpx.QueryParams] = []
        self.fails: set[int] = set()

    def mount(self, router: respx.MockRouter) -> "Places":
        router.get(LIST).mock(side_effect=self.answer)
        return self

    def answer(self, request: httpx.Request) -> httpx.Response:
        params = request.url.params
        number = len(self.asked)
        self.asked.append(params)
        if number in self.fails:
            return httpx.Response(503, content=b"<html>")
        page, size = int(params["page"]), int(params["pageSize"])
        if page * size > 10_000:
            return httpx.Response(500, content=encoded({"error": "Search error"}))
        cities = params.get_list("cityCodes")
        found = [
            it
            for it in self.places
            if not cities or str(it["location"]["city"]["cityCode"]) in cities
        ]
        total = self.total if self.total is not None and not cities else len(found)
        shown = found[(page - 1) * size : page * size]
        if page * size >= total:
            return httpx.Response(200, content=encoded(shown))
        link = f'</v1/sports-places/?page={page + 1}>; rel="next"'
        headers = {"X-total-count": str(total), "Link": link}
        return httpx.Response(206, content=encoded(shown), headers=headers)


@pytest.fixture
def lipas() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        yield router


async def no_nap(seconds: float) -> None:
    pass


@pytest.fixture
def client() -> Iterator[LipasClient]:
    with LipasClient(URL, contact="it@example.fi", page_size=2, sleep=no_nap) as client:
        yield client


def ids(found: Any) -> list[int]:
    return [it.lipas_id for it in found]


def test_partial_pages_are_followed_to_the_last(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    Places(*map(place, range(1, 6))).mount(lipas)

    found = list(client.v1.sites.pages())

    assert [ids(it.items) for it in found] == [[1, 2], [3, 4], [5]]
    assert [it.total_items for it in found] == [5, 5, 5]
    assert found[0].items[0].owner == "city"


def test_all_filters_are_sent_in_its_own_names(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    places = Places().mount(lipas)

    list(
        client.v1.sites.iter(
            municipalities=["889", "091"],
            type_codes=[1340, 102],
            modified_after=datetime(2026, 1, 1, tzinfo=UTC),
            search="kenttä",
            near=Near(26.4, 64.7, 5),
            excursion_map=True,
            harrastuspassi=True,
        )
    )

    (sent,) = places.asked
    assert sent.get_list("cityCodes") == ["889", "91"]
    assert sent.get_list("typeCodes") == ["1340", "102"]
    assert sent["modifiedAfter"] == "2026-01-01 02:00:00.000"
    assert (sent["searchString"], sent["closeToDistanceKm"]) == ("kenttä", "5")
    assert (sent["retkikartta"], sent["harrastuspassi"]) == ("true", "true")
    assert "location.geometries" in sent["fields"].split(",")


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"municipalities": ["999"]}, "municipalities: '999'"),
        ({"type_codes": [9]}, "type_codes: 9"),
        ({"modified_after": datetime(2026, 1, 1)}, "modified_after: give a time with its zone"),  # noqa: DTZ001
        ({"statuses": ["active"]}, "v1.sites know no 'statuses'"),
    ],
)
def test_what_v1_does_not_know_is_refused_before_anything_is_sent(
    client: LipasClient, filters: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        client.v1.sites.iter(**filters)


def test_a_field_that_v1_does_not_have_is_refused(client: LipasClient) -> None:
    with pytest.raises(InputError, match="fields: 'status' is none of name"):
        client.v1.sites.records(["status"])
    with pytest.raises(InputError, match="fields: give a list"):
        client.v1.sites.records("name")


def test_a_list_beyond_the_window_is_read_by_municipality(lipas: respx.MockRouter) -> None:
    places = Places(place(1), place(2, city=91), place(3, city=49), total=12_000).mount(lipas)

    with LipasClient(URL, contact="it@example.fi", page_size=100, sleep=no_nap) as client:
        found = ids(client.v1.sites.iter())

    assert sorted(found) == [1, 2, 3]
    assert all(int(it["page"]) * int(it["pageSize"]) <= 10_000 for it in places.asked)
    assert len(places.asked) == 1 + len(municipalities())


def test_an_interrupted_iteration_goes_on_and_every_site_comes_once(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    places = Places(*map(place, range(1, 6))).mount(lipas)
    places.fails = set(range(1, 20))
    found: list[int] = []

    with pytest.raises(ReadInterrupted) as caught:
        found.extend(it.lipas_id for it in client.v1.sites.iter())
    places.fails = set()
    found += ids(client.v1.sites.iter(cursor=caught.value.cursor))

    assert found == [1, 2, 3, 4, 5]


def test_a_search_error_is_tried_again_and_then_interrupts(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(LIST).mock(
        return_value=httpx.Response(500, content=encoded({"error": "Search error"}))
    )

    with pytest.raises(ReadInterrupted) as caught:
        list(client.v1.sites.iter())

    assert isinstance(caught.value.__cause__, SourceUnavailable)


def test_a_part_without_its_total_is_no_answer(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(LIST).mock(return_value=httpx.Response(206, content=encoded([place(1)])))

    with pytest.raises(ReadInterrupted, match="of which the total is ''"):
        list(client.v1.sites.iter())


def test_a_refused_parameter_is_told_as_it_is(lipas: respx.MockRouter, client: LipasClient) -> None:
    lipas.get(LIST).mock(
        return_value=httpx.Response(400, content=encoded({"errors": {"lang": ["bad"]}}))
    )

    with pytest.raises(InputError, match='"lang"'):
        list(client.v1.sites.iter())


def test_a_wrong_address_is_told(lipas: respx.MockRouter, client: LipasClient) -> None:
    lipas.get(LIST).mock(return_value=httpx.Response(404))

    with pytest.raises(SourceContractError, match="check the URL of Lipas"):
        list(client.v1.sites.iter())


def test_chosen_fields_come_as_they_are(lipas: respx.MockRouter, client: LipasClient) -> None:
    places = Places(place(1)).mount(lipas)

    found = list(client.v1.sites.records(["name", "properties"]))

    assert places.asked[0]["fields"] == "name,properties"
    assert found[0].lipas_id == 1
    assert found[0].values["name"] == "Kenttä 1"


def test_without_fields_only_ids_are_asked_for(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(LIST).mock(
        return_value=httpx.Response(200, content=encoded([{"sportsPlaceId": 4}, {"x": 1}]))
    )

    assert list(client.v1.sites.records()) == [V1Record(lipas_id=4)]


def test_an_unusable_site_comes_raw_where_that_is_wanted(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    Places(place(1, name=None), place(2)).mount(lipas)

    first, second = client.v1.sites.iter(on_invalid="raw")

    assert isinstance(first, InvalidRecord)
    assert first.raw["sportsPlaceId"] == 1
    assert not isinstance(second, InvalidRecord)


def test_a_snapshot_has_its_verdict(lipas: respx.MockRouter, client: LipasClient) -> None:
    Places(*map(place, range(1, 4))).mount(lipas)

    found = client.v1.sites.snapshot()

    assert (ids(found.items), found.completeness.complete) == ([1, 2, 3], True)


def test_one_site_is_found_or_not(lipas: respx.MockRouter, client: LipasClient) -> None:
    lipas.get(f"{LIST}/1").mock(return_value=httpx.Response(200, content=encoded(place(1))))
    missing = {"errors": {"sportsPlaceId": "Didn't find such sports place. :("}}
    lipas.get(f"{LIST}/2").mock(return_value=httpx.Response(404, content=encoded(missing)))
    lipas.get(f"{LIST}/3").mock(
        return_value=httpx.Response(200, content=encoded(place(3, name=None)))
    )

    assert client.v1.sites.get(1).lipas_id == 1
    assert client.v1.sites.find(2) is None
    with pytest.raises(NotFound, match="no sports place 2 in API v1"):
        client.v1.sites.get(2)
    with pytest.raises(RecordError, match="name: it is missing"):
        client.v1.sites.get(3)


def test_deleted_sites_are_asked_for_by_utc_and_told_in_utc(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    rows = [{"sportsPlaceId": 4, "deletedAt": "2026-07-01 12:00:00.000"}]
    route = lipas.get(f"{URL}/v1/deleted-sports-places").mock(
        return_value=httpx.Response(200, content=encoded(rows))
    )

    (found,) = client.v1.deleted(datetime(2026, 7, 1, 12, tzinfo=UTC))
    client.v1.deleted()

    assert route.calls[0].request.url.params["since"] == "2026-07-01 09:00:00.000"
    assert "since" not in route.calls[1].request.url.params
    assert (found.lipas_id, found.deleted_at) == (4, datetime(2026, 7, 1, 9, tzinfo=UTC))


def test_a_time_without_a_zone_is_refused(client: LipasClient) -> None:
    with pytest.raises(InputError, match="since: give a time with its zone"):
        client.v1.deleted(datetime(2026, 7, 1))  # noqa: DTZ001
    with pytest.raises(InputError, match="overlap"):
        client.v1.deleted(overlap=timedelta(hours=-1))


def test_a_deletion_without_a_time_is_told(lipas: respx.MockRouter, client: LipasClient) -> None:
    rows = [{"sportsPlaceId": 4, "deletedAt": "last week"}]
    lipas.get(f"{URL}/v1/deleted-sports-places").mock(
        return_value=httpx.Response(200, content=encoded(rows))
    )

    with pytest.raises(RecordError, match="'last week' is no time"):
        client.v1.deleted()


def test_the_classification_is_typed_in_the_language_asked_for(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sub = {"typeCode": 1300, "name": "Bollplaner", "sportsPlaceTypes": [1340]}
    main = {"typeCode": 1000, "name": "Utomhusplaner", "subCategories": [sub]}
    kind = {"typeCode": 1340, "name": "Bollplan", "geometryType": "Point", "subCategory": 1300}
    route = lipas.get(f"{URL}/v1/categories").mock(
        return_value=httpx.Response(200, content=encoded([main]))
    )
    lipas.get(f"{URL}/v1/sports-place-types").mock(
        return_value=httpx.Response(200, content=encoded([kind]))
    )

    (category,) = client.v1.categories(language="sv")
    (found,) = client.v1.types()

    assert route.calls[0].request.url.params["lang"] == "se"
    assert category.sub_categories[0].type_codes == (1340,)
    assert (found.code, found.geometry, found.sub_category) == (1340, "point", 1300)
    with pytest.raises(InputError, match="language: 'se' is none of fi, sv, en"):
        client.v1.types(language="se")  # type: ignore[arg-type]


def test_the_asynchronous_client_reads_the_same(lipas: respx.MockRouter) -> None:
    Places(*map(place, range(1, 4))).mount(lipas)
    lipas.get(f"{LIST}/1").mock(return_value=httpx.Response(200, content=encoded(place(1))))
    for path in ("deleted-sports-places", "categories", "sports-place-types"):
        lipas.get(f"{URL}/v1/{path}").mock(return_value=httpx.Response(200, content=b"[]"))

    async def read() -> tuple[Any, ...]:
        client = AsyncLipasClient(URL, contact="it@example.fi", page_size=2, sleep=no_nap)
        async with client:
            sites = client.v1.sites
            every = [it.lipas_id async for it in sites.iter()]
            pages = [it.number async for it in sites.pages()]
            records = [it.lipas_id async for it in sites.records()]
            snapshot = await sites.snapshot()
            one, same = await sites.get(1), await sites.find(1)
            rest = (await client.v1.deleted(), await client.v1.categories())
            return every, pages, records, ids(snapshot.items), one == same, rest

    found = anyio.run(read)

    assert found == ([1, 2, 3], [1, 2], [1, 2, 3], [1, 2, 3], True, ((), ()))
