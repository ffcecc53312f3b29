"""Locations of Interest: lipas-api 2, 2.2, 2.3 and 3.7."""

import json
import re
from collections import Counter
from typing import cast

import pytest

from hytedata.sandbox.http import SimResponse
from hytedata.sandbox.lipas import LipasSimulator
from hytedata.sandbox.world import World
from hytedata.sandbox.world.lois import LoiDocument, loi_types
from tests.sandbox.lipas.lipas_double import NOON, WORLD, get

LOIS = "/v2/lois"
Json = dict[str, object]
COMMON = {"id", "event-date", "status", "loi-category", "loi-type", "geometries"}


def lipas(lois: tuple[LoiDocument, ...] = WORLD.lois) -> LipasSimulator:
    return LipasSimulator((), lois=lambda: lois, now=lambda: NOON)


def shown(*query: tuple[str, str]) -> Json:
    answer = get(lipas(), LOIS, *query)
    assert answer.status == 200, answer.body
    return cast("Json", json.loads(answer.body))


def items(page: Json) -> list[Json]:
    return cast("list[Json]", page["items"])


def fault(answer: SimResponse) -> Json:
    assert answer.status == 400
    return cast("Json", json.loads(answer.body)["humanized"])


def test_there_are_some_of_each_type_and_the_same_each_time() -> None:
    counts = Counter(loi.type for loi in WORLD.lois)

    assert set(counts) == set(loi_types())
    assert len(counts) == 54
    assert World(1).lois == WORLD.lois
    assert World(2).lois != WORLD.lois


def test_documents_have_the_keys_of_their_type() -> None:
    for loi in WORLD.lois:
        document, row = loi.document(), loi_types()[loi.type]
        assert COMMON <= document.keys() <= COMMON | set(row.properties)
        assert document["loi-category"] == row.category
        assert re.fullmatch(r"[0-9a-f-]{36}", loi.id)
        features = cast("dict[str, list[dict[str, Json]]]", document["geometries"])["features"]
        assert {feature["geometry"]["type"] for feature in features} == {row.geometry}


def test_a_page_has_ten_unless_told_otherwise() -> None:
    page = shown()

    pagination = {"current-page": 1, "page-size": 10, "total-items": 162, "total-pages": 17}
    assert (len(items(page)), page["pagination"]) == (10, pagination)
    assert len(items(shown(("page-size", "100")))) == 100
    assert items(shown(("page", "99"))) == []


def test_filters_are_anded_and_their_values_ored() -> None:
    two = ("types", "fire-pit,rapid")

    found = items(shown(two, ("page-size", "100")))

    assert {item["loi-type"] for item in found} == {"fire-pit", "rapid"}
    outdoors = items(shown(two, ("categories", "outdoor-recreation-facilities")))
    assert {item["loi-type"] for item in outdoors} == {"fire-pit"}
    active = items(shown(("statuses", "active"), ("page-size", "100")))
    assert {item["status"] for item in active} == {"active"}


def test_without_a_filter_retired_ones_come_too() -> None:
    pages = [items(shown(("page-size", "100"), ("page", str(at)))) for at in (1, 2)]

    statuses = {item["status"] for page in pages for item in page}
    assert "out-of-service-permanently" in statuses


@pytest.mark.parametrize(
    ("name", "value"),
    [("types", "golf"), ("categories", ""), ("statuses", "gone"), ("page-size", "101")],
)
def test_wrong_values_are_400(name: str, value: str) -> None:
    assert set(fault(get(lipas(), LOIS, (name, value)))) == {name}


def test_unknown_parameters_are_dropped() -> None:
    assert len(items(shown(("city-codes", "91")))) == 10


def test_no_page_reaches_beyond_50_000() -> None:
    beyond = get(lipas(), LOIS, ("page", "501"), ("page-size", "100"))
    at_the_edge = get(lipas(), LOIS, ("page", "500"), ("page-size", "100"))

    assert (beyond.status, at_the_edge.status) == (500, 200)
    assert json.loads(beyond.body)["type"] == "internal-server-error"


def test_one_is_found_by_its_id() -> None:
    wanted = WORLD.lois[0]

    answer = get(lipas(), f"{LOIS}/{wanted.id}")

    assert (answer.status, json.loads(answer.body)) == (200, wanted.document())


def test_an_unknown_id_is_500_and_a_wrong_one_400() -> None:
    unknown = get(lipas(), f"{LOIS}/3c5f3f6a-8a1d-4a55-9c63-0f4a1be2d7c4")

    assert unknown.status == 500
    assert json.loads(unknown.body)["type"] == "internal-server-error"
    assert set(fault(get(lipas(), f"{LOIS}/123"))) == {"loi-id"}


def test_a_slash_at_the_end_is_no_route() -> None:
    assert get(lipas(), f"{LOIS}/").status == 404
