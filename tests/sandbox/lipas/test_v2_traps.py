"""The traps of reading Lipas v2, one by one (lipas-api 2.2–2.4)."""

import json

import pytest

from hytedata.errors import InputError
from hytedata.sandbox.http import SimRequest
from hytedata.sandbox.lipas import LipasSimulator
from hytedata.sandbox.world.documents import LIST_KEYS
from tests.sandbox.lipas.lipas_double import (
    NOON,
    SITES,
    WORLD,
    get,
    ids,
    items,
    lipas,
    page,
    scan,
    total,
)


def test_without_a_status_filter_all_six_statuses_come() -> None:
    found = [*items(page(lipas(), ("page-size", "100")))]
    found += items(page(lipas(), ("page-size", "100"), ("page", "2")))

    assert len({item["status"] for item in found}) == 6


def test_a_retired_site_disappears_from_a_filtered_list() -> None:
    simulator, wanted = lipas(), WORLD.landmarks["clean"]
    before = {each for part in scan(simulator, 100) for each in part}

    simulator.retire(wanted)

    active = total(page(simulator, ("statuses", "active")))
    assert active == total(page(lipas(), ("statuses", "active"))) - 1
    assert {each for part in scan(simulator, 100) for each in part} == before


def test_lists_come_in_no_order_of_ids() -> None:
    (first, *_) = scan(lipas(), 100)

    assert first != sorted(first)


def test_an_edited_site_moves_to_another_place() -> None:
    simulator = lipas()
    first = ids(page(simulator))[0]

    simulator.edit(first, {"name": "Uusi nimi"})

    assert first not in ids(page(simulator))
    assert simulator.ids()[-1] == first


def test_an_edit_during_a_scan_makes_items_repeat_and_go_missing() -> None:
    simulator = lipas()
    read: list[int] = []

    for number, part in enumerate(scan(simulator, 50)):
        read += part
        if number == 0:
            simulator.reindex(part[0])

    assert len(read) == 150
    assert len(set(read)) == 149
    assert set(simulator.ids()) - set(read)


def test_sites_can_be_moved_now_and_then_while_pages_are_read() -> None:
    simulator = lipas()
    simulator.reindex_every(2)

    read = [each for part in scan(simulator, 20) for each in part]

    assert set(read) != set(simulator.ids())


def test_an_edit_moves_the_event_date_even_when_nothing_changed() -> None:
    simulator, wanted = lipas(), WORLD.landmarks["clean"]
    before = simulator.site(wanted)

    simulator.touch(wanted)

    after = simulator.site(wanted)
    assert after["event-date"] == "2026-09-01T12:00:00.125Z"
    assert {**after, "event-date": before["event-date"]} == before


def test_a_page_past_the_end_is_empty_and_not_an_error() -> None:
    found = page(lipas(), ("page", "99"), ("page-size", "100"))

    assert (items(found), total(found)) == ([], 150)


def test_a_window_beyond_60_000_is_500() -> None:
    at_the_edge = get(lipas(), SITES, ("page", "600"), ("page-size", "100"))
    beyond = get(lipas(), SITES, ("page", "601"), ("page-size", "100"))

    assert at_the_edge.status == 200
    assert beyond.status == 500
    assert json.loads(beyond.body)["type"] == "internal-server-error"


def test_the_list_view_has_only_the_25_keys() -> None:
    pages = [page(lipas(), ("page-size", "100"), ("page", number)) for number in ("1", "2")]

    shown = {key for found in pages for item in items(found) for key in item}
    assert shown <= LIST_KEYS


def test_the_single_view_shows_more_than_the_list() -> None:
    wanted = WORLD.landmarks["published-by-lipas"]

    single = json.loads(get(lipas(), f"{SITES}/{wanted}").body)

    assert single["ptv"]["sync-enabled"] is True
    assert single["search-meta"]["type"]["name"]["se"] == "Badstrand"
    assert set(single["search-meta"]["location"]["wgs84-point"]) == {"lon", "lat"}


def test_an_unknown_id_is_500_with_null() -> None:
    answer = get(lipas(), f"{SITES}/1")

    body = json.loads(answer.body)
    assert answer.status == 500
    assert body["type"] == "reitit.coercion/response-coercion"
    assert body["value"] is None


def test_an_id_that_is_no_number_is_400_of_the_path() -> None:
    answer = get(lipas(), f"{SITES}/abc")

    assert answer.status == 400
    assert json.loads(answer.body)["in"] == ["request", "path-params"]


def test_a_poisoned_document_breaks_its_whole_page_with_a_megabyte() -> None:
    simulator = lipas()
    at = 7
    simulator.poison(ids(page(simulator))[at])

    answer = get(simulator, SITES)

    body = json.loads(answer.body)
    assert answer.status == 500
    assert len(answer.body) > 1_000_000
    assert len(body["value"]["items"]) == 10
    assert body["humanized"] == {"items": [None] * at + [{"email": ["should match regex"]}]}


def test_the_pages_around_a_poisoned_document_come() -> None:
    simulator = lipas()
    simulator.poison(ids(page(simulator))[7])

    statuses = [
        get(simulator, SITES, ("page", str(number)), ("page-size", "1")).status
        for number in range(6, 11)
    ]

    assert statuses == [200, 200, 500, 200, 200]


def test_a_healed_document_is_served_again() -> None:
    simulator = lipas()
    bad = ids(page(simulator))[0]
    simulator.poison(bad, size=10)

    simulator.heal(bad)

    assert get(simulator, SITES).status == 200


def test_a_trailing_slash_is_an_empty_404() -> None:
    answer = get(lipas(), f"{SITES}/")

    assert (answer.status, answer.body) == (404, b"")


def test_codes_are_numbers() -> None:
    item = items(page(lipas()))[0]

    assert item["location"]["city"]["city-code"] == 889  # type: ignore[index]
    assert isinstance(item["type"]["type-code"], int)  # type: ignore[index]


def test_everything_but_get_is_refused() -> None:
    answer = lipas().handle(SimRequest("POST", SITES))

    assert answer.status == 405


def test_the_categories_are_the_141_active_types() -> None:
    rows = json.loads(get(lipas(), "/v2/sports-site-categories").body)

    codes = [row["type-code"] for row in rows]
    assert len(codes) == 141
    assert not {102, 1620, 4530} & set(codes)


def test_a_category_names_its_parents_and_properties() -> None:
    row = json.loads(get(lipas(), "/v2/sports-site-categories/1340").body)

    assert row["name"]["se"] == "Bollplan"
    assert row["sub-category"]["type-code"] == 1300
    assert row["main-category"]["type-code"] == 1000
    assert row["props"][0]["priority"] > row["props"][-1]["priority"]


@pytest.mark.parametrize("code", ["102", "9999"])
def test_a_deprecated_or_unknown_category_is_400(code: str) -> None:
    assert get(lipas(), f"/v2/sports-site-categories/{code}").status == 400


def test_the_root_says_that_it_is_healthy() -> None:
    assert json.loads(get(lipas(), "/v2").body) == {"status": "healthy"}


def test_totals_are_capped_at_60_000() -> None:
    one = WORLD.sites[0]
    many = [one._replace(lipas_id=at) for at in range(1, 60_100)]

    found = page(LipasSimulator(many, now=lambda: NOON), ("page-size", "100"))

    assert found["pagination"] == {
        "current-page": 1,
        "page-size": 100,
        "total-items": 60_000,
        "total-pages": 600,
    }


def test_an_edit_reaches_into_objects_and_removes_with_none() -> None:
    simulator, wanted = lipas(), WORLD.landmarks["clean"]

    simulator.edit(wanted, {"location.address": "Uusitie 1", "phone-number": None})

    site = simulator.site(wanted)
    assert site["location"]["address"] == "Uusitie 1"  # type: ignore[index]
    assert "phone-number" not in site


def test_a_site_can_be_added_and_gets_the_next_id() -> None:
    simulator = lipas()
    model = simulator.site(WORLD.landmarks["clean"])
    del model["lipas-id"]

    made = simulator.add({**model, "name": "Aivan uusi kenttä"})

    assert made == max(each.lipas_id for each in WORLD.sites) + 1
    assert total(page(simulator)) == 151


def test_lipas_can_begin_to_publish_a_site() -> None:
    simulator, wanted = lipas(), WORLD.landmarks["clean"]

    simulator.publish_to_ptv(wanted)

    single = json.loads(get(simulator, f"{SITES}/{wanted}").body)
    assert single["ptv"]["sync-enabled"] is True


def test_editing_an_unknown_site_is_an_error() -> None:
    with pytest.raises(InputError, match="no site 5"):
        lipas().edit(5, {})


def test_a_site_retires_only_into_a_retired_status() -> None:
    with pytest.raises(InputError, match="planned"):
        lipas().retire(WORLD.landmarks["clean"], "planned")


def test_something_that_is_no_site_cannot_be_added() -> None:
    with pytest.raises(InputError, match="no site document"):
        lipas().add({"name": "Kenttä"})
