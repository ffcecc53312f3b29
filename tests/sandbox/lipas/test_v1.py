"""The simulated Lipas v1 (lipas-api 4)."""

import json
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest

from hytedata.sandbox.http import SimRequest
from hytedata.sandbox.lipas import LipasSimulator
from hytedata.sandbox.lipas.v1_places import helsinki_time, to_v1
from hytedata.sandbox.world import SiteDocument
from hytedata.sandbox.world.documents import first_vertex
from hytedata.sandbox.world.legacy import from_v1
from tests.sandbox.lipas.lipas_double import NOON, WORLD, get, lipas

PLACES = "/v1/sports-places"


def sample(shared: Path, name: str) -> dict[str, object]:
    text = (shared / "reference/lipas-samples" / name).read_text("utf-8")
    return cast("dict[str, object]", json.loads(text))


def test_a_place_has_the_shape_of_lipass_own(shared: Path) -> None:
    recorded = sample(shared, "v1-sports-place.json")

    shown = to_v1(SiteDocument.of(sample(shared, "site-point.json")))

    assert shown == recorded


def test_a_v1_record_becomes_a_v2_document(shared: Path) -> None:
    expected = sample(shared, "site-point.json")

    found = from_v1(sample(shared, "v1-sports-place.json"))

    for key in ("lipas-id", "event-date", "name", "owner", "admin", "type", "comment"):
        assert found[key] == expected[key]


def test_a_partial_answer_is_206_with_total_and_links() -> None:
    answer = get(lipas(), PLACES, ("page", "2"), ("pageSize", "20"))

    assert answer.status == 206
    assert answer.headers["X-total-count"] == "102"
    assert '</v1/sports-places?page=3&pageSize=20>; rel="next"' in answer.headers["Link"]


def test_the_last_page_is_200() -> None:
    answer = get(lipas(), PLACES, ("page", "2"), ("pageSize", "100"))

    assert (answer.status, len(json.loads(answer.body))) == (200, 2)


def test_only_ids_come_unless_fields_are_named() -> None:
    plain = json.loads(get(lipas(), PLACES).body)
    named = json.loads(get(lipas(), PLACES, ("fields", "name,location.city")).body)

    assert set(plain[0]) == {"sportsPlaceId"}
    assert set(named[0]) == {"sportsPlaceId", "name", "location"}


def test_places_are_sorted_by_id_and_only_in_use() -> None:
    shown = json.loads(get(lipas(), PLACES, ("pageSize", "100")).body)

    found = [each["sportsPlaceId"] for each in shown]
    statuses = {site.lipas_id: site.status for site in WORLD.sites}
    assert found == sorted(found)
    assert {statuses[each] for each in found} == {"active", "out-of-service-temporarily"}


def test_a_page_size_over_100_is_400() -> None:
    answer = get(lipas(), PLACES, ("pageSize", "101"))

    assert answer.status == 400
    assert json.loads(answer.body)["error"] == "Invalid input"


def test_a_parameter_that_is_no_number_is_400_naming_it() -> None:
    answer = get(lipas(), PLACES, ("cityCodes", "utajarvi"))

    assert answer.status == 400
    assert set(json.loads(answer.body)["errors"]) == {"cityCodes"}


def test_paging_beyond_ten_thousand_fails() -> None:
    answer = get(lipas(), PLACES, ("page", "101"), ("pageSize", "100"))

    assert (answer.status, json.loads(answer.body)) == (500, {"error": "Search error"})


def test_an_unknown_or_retired_place_is_404() -> None:
    simulator, wanted = lipas(), WORLD.landmarks["clean"]

    simulator.retire(wanted)

    answer = get(simulator, f"{PLACES}/{wanted}")
    assert answer.status == 404
    message = "Didn't find such sports place. :("
    assert json.loads(answer.body) == {"errors": {"sportsPlaceId": message}}


def test_modified_after_is_helsinki_time_and_strict() -> None:
    simulator, wanted = lipas(), WORLD.landmarks["clean"]
    simulator.touch(wanted)
    stamp = helsinki_time(str(simulator.site(wanted)["event-date"]))

    def changed_after(moment: str) -> list[int]:
        shown = json.loads(get(simulator, PLACES, ("modifiedAfter", moment)).body)
        return [each["sportsPlaceId"] for each in shown]

    assert stamp == "2026-09-01 15:00:00.125"
    assert changed_after("2026-09-01 15:00:00.124") == [wanted]
    assert changed_after(stamp) == []


def test_deleted_places_are_asked_in_utc_and_told_in_helsinki_time() -> None:
    simulator, wanted = lipas(), WORLD.landmarks["clean"]
    simulator.retire(wanted)

    shown = json.loads(
        get(simulator, "/v1/deleted-sports-places", ("since", "2026-09-01T12:00:00.125Z")).body
    )

    assert shown == [{"sportsPlaceId": wanted, "deletedAt": "2026-09-01 15:00:00.125"}]


def test_deleted_places_come_newest_first() -> None:
    shown = json.loads(get(lipas(), "/v1/deleted-sports-places").body)

    moments = [datetime.fromisoformat(each["deletedAt"]) for each in shown]
    assert len(shown) == 42
    assert moments == sorted(moments, reverse=True)


def test_swedish_labels_come_when_asked() -> None:
    wanted = WORLD.landmarks["clean"]

    shown = json.loads(get(lipas(), f"{PLACES}/{wanted}", ("lang", "se")).body)

    assert (shown["name"], shown["type"]["name"], shown["owner"]) == (
        "Skolgrändens bollplan",
        "Bollplan",
        "Kommun",
    )


def test_the_type_list_holds_deprecated_types() -> None:
    shown = json.loads(get(lipas(), "/v1/sports-place-types").body)

    assert len(shown) == 149


def test_every_site_of_the_world_can_be_shown_in_v1() -> None:
    simulator = LipasSimulator(WORLD.sites, now=lambda: NOON)

    shown = [to_v1(site) for site in WORLD.sites]

    assert len(shown) == len(simulator.ids())


def found(*query: tuple[str, str]) -> list[int]:
    answer = get(lipas(), PLACES, *query, ("pageSize", "100"))
    assert answer.status in (200, 206), answer.body
    return [each["sportsPlaceId"] for each in json.loads(answer.body)]


def test_categories_hold_their_sub_categories_and_types() -> None:
    shown = json.loads(get(lipas(), "/v1/categories").body)

    types = [
        code for main in shown for sub in main["subCategories"] for code in sub["sportsPlaceTypes"]
    ]
    assert len(types) == len(set(types)) == 149
    assert {"typeCode", "name", "subCategories"} == set(shown[0])


def test_a_type_is_found_by_its_code_in_three_languages() -> None:
    path = "/v1/sports-place-types/1340"

    names = [json.loads(get(lipas(), path, ("lang", at)).body)["name"] for at in ("fi", "se", "en")]

    assert names[:2] == ["Pallokenttä", "Bollplan"]
    assert len(set(names)) == 3
    assert get(lipas(), "/v1/sports-place-types/9").status == 404


def test_names_are_searched_for_a_part() -> None:
    assert WORLD.landmarks["clean"] in found(("searchString", "koulukujan"))
    assert found(("searchString", "zzz")) == []


def test_places_are_found_by_their_distance() -> None:
    lon, lat = first_vertex(lipas().site(WORLD.landmarks["clean"]))
    here = [("closeToLon", str(lon)), ("closeToLat", str(lat))]

    near = found(*here, ("closeToDistanceKm", "0.001"))

    assert WORLD.landmarks["clean"] in near
    assert len(near) < len(found(*here, ("closeToDistanceKm", "100"))) == len(found())
    wrong = get(lipas(), PLACES, ("closeToLon", "east"))
    assert json.loads(wrong.body) == {"errors": {"closeToLon": ["not a number"]}}


@pytest.mark.parametrize("flag", ["retkikartta", "harrastuspassi"])
def test_the_sites_of_two_maps_are_some(flag: str) -> None:
    assert len(found((flag, "true"))) < len(found((flag, "false"))) == len(found())


def test_the_window_ends_at_10_000() -> None:
    def status(page: int) -> int:
        return get(lipas(), PLACES, ("pageSize", "100"), ("page", str(page))).status

    assert (status(100), status(101)) == (200, 500)


def test_a_page_that_is_too_large_is_refused_in_other_words() -> None:
    answer = get(lipas(), PLACES, ("pageSize", "101"))

    assert answer.status == 400
    assert json.loads(answer.body)["error"] == "Invalid input"


@pytest.mark.parametrize("path", [PLACES, f"{PLACES}/{WORLD.landmarks['clean']}"])
def test_v1_answers_head(path: str) -> None:
    assert lipas().handle(SimRequest("HEAD", path)).status in (200, 206)
